import { expect, test } from 'vitest';
import { nearest, partOf } from '../../../src/config/settings/suggestion.js';

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

const factors = ['typosquatting', 'package_age', 'maintainer_count', 'release_pattern', 'release_count'];

test.each<[string, string | null]>([
  ['typosquat', 'typosquatting'],
  ['age', 'package_age'],
  ['maintainers', 'maintainer_count'],
  ['Pattern', 'release_pattern'],
  ['release', null],
  ['typ', null],
  ['stars', null],
])('%s is a part of %s', (text, expected) => {
  expect(partOf(text, factors)).toBe(expected);
});
