import { expect, test } from 'vitest';
import { differenceBetween } from '../../src/core/names/difference.js';

test.each([
  ['reqeusts', 'requests', 'transposition'],
  ['djangoo', 'django', 'doubled-letter'],
  ['pilow', 'pillow', 'doubled-letter'],
  ['pygamne', 'pygame', 'neighbour-insertion'],
  ['requets', 'requests', 'inner-omission'],
  ['coloroma', 'colorama', 'vowel-swap'],
  ['requesfs', 'requests', 'neighbour-substitution'],
  ['col0rama', 'colorama', 'homoglyph'],
  ['pi11ow', 'pillow', 'homoglyph'],
  ['modemize', 'modernize', 'homoglyph'],
  ['vvheel', 'wheel', 'homoglyph'],
  ['equests', 'requests', 'single-edit'],
  ['request', 'requests', 'single-edit'],
  ['r9quests', 'requests', 'single-edit'],
  ['beaufifulsoup', 'beautifulsoup4', 'distance-two'],
  ['nmap-python', 'python-nmap', 'word-swap'],
  ['typingextensions', 'typing-extensions', 'separator'],
  ['num-py', 'numpy', 'separator'],
  ['python-flask', 'flask', 'affix'],
  ['py-flask', 'flask', 'affix'],
])('%s differs from %s by %s', (suspect, target, kind) => {
  expect(differenceBetween(suspect, target)).toBe(kind);
});

test.each([
  ['requests', 'requests'],
  ['requests-darwin-lite', 'requests'],
  ['flask', 'django'],
  ['abcd', 'dcba'],
])('%s is no variant of %s', (suspect, target) => {
  expect(differenceBetween(suspect, target)).toBeNull();
});
