import { expect, test } from 'vitest';
import { areNeighbourKeys } from '../../src/core/names/keyboard.js';

test.each([['q', 'w'], ['q', 'a'], ['a', 'z'], ['s', 'z'], ['g', 'b'], ['h', 'b'], ['p', '0'], ['m', 'k'], ['1', '2']])('%s and %s lie next to each other, from both sides', (a, b) => {
  expect([areNeighbourKeys(a, b), areNeighbourKeys(b, a)]).toEqual([true, true]);
});

test.each([['q', 'p'], ['q', 's'], ['z', 'd'], ['a', 'a'], ['a', ''], ['', 'a']])('%j and %j do not', (a, b) => {
  expect(areNeighbourKeys(a, b)).toBe(false);
});
