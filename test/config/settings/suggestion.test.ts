import { expect, test } from 'vitest';
import { nearest } from '../../../src/config/settings/suggestion.js';

const words = ['mode', 'thresholds', 'block_score', 'allowlist', 'blocklist'];

const rows: readonly [string, string | null][] = [
  ['mod', 'mode'],
  ['Mode', 'mode'],
  ['moed', 'mode'],
  ['omed', null],
  ['block-score', 'block_score'],
  ['treshholds', 'thresholds'],
  ['alowlist', 'allowlist'],
  ['home', null],
  ['python', null],
];
test.each(rows)('%s is taken for %s', (text, expected) => {
  expect(nearest(text, words)).toBe(expected);
});
