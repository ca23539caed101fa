import { expect, test } from 'vitest';
import { keptByScript } from '../../src/formats/kept-by-script.js';
import { scriptLines } from '../../src/formats/script-lines.js';

const joined = (...lines: readonly string[]): readonly string[] => keptByScript(scriptLines(`#!/bin/sh\n${lines.join('\n')}\n`)).map(({ text, line }) => `${line}: ${text}`);

test('what one line writes to a file, and another one mentions, is told as one command', () => {
  expect(joined('cat one > "$T"', 'echo done', 'show "$T"')).toEqual(['4: cat one > "$T"; show "$T"']);
  expect(joined('cat one >> /tmp/all', 'show /tmp/all')).toEqual(['3: cat one >> /tmp/all; show /tmp/all']);
});

test('so is what it keeps in a variable', () => {
  expect(joined('ALL=$(cat one)', 'show "${ALL}"')).toEqual(['3: ALL=$(cat one); show "${ALL}"']);
  expect(joined('export ALL="$(cat one)"', 'show $ALL')).toEqual(['3: export ALL="$(cat one)"; show $ALL']);
});

test('what is thrown away, comes before it is kept, or is never mentioned again is no pair', () => {
  expect(joined('cat one > /dev/null', 'show /dev/null')).toEqual([]);
  expect(joined('show "$T"', 'cat one > "$T"')).toEqual([]);
  expect(joined('T=$(mktemp)', 'show "$U"')).toEqual([]);
});
