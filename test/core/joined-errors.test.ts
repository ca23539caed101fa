import { expect, test } from 'vitest';
import { ToolError, UserError } from '../../src/core/errors.js';
import { createAttempts, joinedErrors } from '../../src/core/joined-errors.js';

const fails = (error: Error) => (): never => { throw error; };

test('what can be put right is noted and told together, what cannot is thrown at once', async () => {
  const { attempt, finish } = createAttempts();
  expect(await attempt(() => 1)).toEqual([1]);
  expect(await attempt(fails(new UserError('bad-arguments', 'first', { hint: 'try this' })))).toEqual([]);
  expect(await attempt(fails(new UserError('bad-input', 'second')))).toEqual([]);
  expect(finish).toThrow(expect.objectContaining({ code: 'bad-input', message: 'first\nsecond', hint: undefined }));
  await expect(attempt(fails(new ToolError('disk', 'full')))).rejects.toThrow('full');
});

test('one error stays as it is, and none is none', () => {
  const only = new UserError('bad-requirement', 'only', { hint: 'try that' });
  expect(joinedErrors([only])).toBe(only);
  expect(joinedErrors([])).toBeNull();
  expect(createAttempts().finish).not.toThrow();
});

test('a hint is kept where all agree on it, and the same words are said once', () => {
  const [one, other] = ['one', 'other'].map((text) => new UserError('bad-requirement', text, { hint: 'name a file' }));
  expect(joinedErrors([one, other, one].flatMap((error) => error ?? []))).toMatchObject({ message: 'one\nother', hint: 'name a file' });
});
