import { expect, test } from 'vitest';
import { unfitPython } from '../../../../src/app/pipeline/requirements/unfit-python.js';
import { emptySet, forPython, mergeSets } from '../../../../src/core/requirements/requirement-set.js';

const asked = mergeSets(forPython(emptySet, 'old.py', '<3.9'), forPython(emptySet, 'pyproject.toml', '>=3.8'));
const texts = (pip: Readonly<Record<string, readonly string[]>>) => unfitPython(asked, new Map(Object.entries(pip)), '3.11.7').map(({ text }) => text);

test('a file that is for another Python is named with it', () => {
  expect(texts({})).toEqual(['old.py is for Python <3.9, and this run for Python 3.11.7; --python chooses another']);
});

test('the Python that files are wanted for is the one that counts', () => {
  expect(texts({ 'python-version': ['3.7'] })).toEqual(['pyproject.toml is for Python >=3.8, and this run for Python 3.7; --python chooses another']);
});

test('whoever ignores it is told nothing', () => {
  expect(texts({ 'ignore-requires-python': [''] })).toEqual([]);
});

test('a file that does not say which Python it is for fits each', () => {
  expect(unfitPython(forPython(emptySet, 'any.py', ''), new Map(), '3.11.7')).toEqual([]);
});
