import { expect, test } from 'vitest';
import { chooseModel, newestSonnet } from '../../../src/analysis/ai/choose-model.js';

const list = {
  known: ['claude-opus-9', 'claude-sonnet-4-6', 'claude-sonnet-5', 'claude-sonnet-5-5', 'claude-sonnet-9', 'claude-sonnet-5-20270101', 'claude-sonnet-4-5'],
  ends: new Map([['claude-sonnet-4-5', 'November 30th, 2026'], ['claude-sonnet-9', 'tomorrow']]),
};

test('the newest Sonnet is the highest number without a date that is not deprecated', () => {
  expect(newestSonnet(list)).toBe('claude-sonnet-5-5');
});

test('nothing is said about a model that the SDK knows', () => {
  expect(chooseModel('claude-opus-9', list)).toEqual({ model: 'claude-opus-9', warning: null });
  expect(chooseModel(null, list)).toEqual({ model: 'claude-sonnet-5-5', warning: null });
});

test('a deprecated and an unknown model are asked all the same, and named', () => {
  expect(chooseModel('claude-sonnet-4-5', list)).toMatchObject({ model: 'claude-sonnet-4-5', warning: expect.stringMatching(/claude-sonnet-4-5 .*deprecated.*November 30th, 2026.*claude-sonnet-5-5/) });
  expect(chooseModel('claude-sonnet-4-20250514', list)).toMatchObject({ model: 'claude-sonnet-4-20250514', warning: expect.stringMatching(/claude-sonnet-4-20250514 .*not one.*claude-sonnet-5-5/) });
});
