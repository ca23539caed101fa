import { expect, test } from 'vitest';
import { findFiles } from '../../../src/analysis/build-plan/find-file.js';
import { sourceTree } from '../../../src/analysis/build-plan/source-tree.js';

const PATHS = ['garden/setup.py', 'garden/rose/__init__.py', 'garden/rose/bed.py', 'garden/rose/deep/leaf.py', 'garden/notes.txt'];
const found = (text: string): readonly string[] => findFiles(text, 'garden/setup.py', sourceTree(PATHS, 'garden/'));

test.each([
  ['rose/*.py', ['garden/rose/__init__.py', 'garden/rose/bed.py']],
  ['{}/rose/b*', ['garden/rose/bed.py']],
  ['rose/**/*.py', ['garden/rose/__init__.py', 'garden/rose/bed.py', 'garden/rose/deep/leaf.py']],
  ['*.cfg', []],
  ['(*.py', []],
])('a search for %s means the files whose paths fit', (pattern, paths) => {
  expect(found(pattern)).toEqual(paths);
});

test('a search in too many signs, or after too many others, finds nothing', () => {
  expect(found('*o*s*e*/b*d.py')).toEqual([]);
  const tree = sourceTree(PATHS, 'garden/');
  for (let count = 0; count < 200; count += 1) findFiles(`none${count}/*.py`, 'garden/setup.py', tree);
  expect([findFiles('rose/*.py', 'garden/setup.py', tree), findFiles('none7/*.py', 'garden/setup.py', tree)]).toEqual([[], []]);
});

test('where two names are one file to some systems, either means both', () => {
  const tree = sourceTree(['garden/leaf.txt', 'garden/LEAF.TXT', 'garden/bark.txt'], 'garden/');
  expect(findFiles('LEAF.TXT', 'garden/setup.py', tree)).toEqual(['garden/leaf.txt', 'garden/LEAF.TXT']);
  expect(findFiles('*k.txt', 'garden/setup.py', tree)).toEqual(['garden/bark.txt']);
});
