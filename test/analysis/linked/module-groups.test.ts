import { expect, test } from 'vitest';
import { sourceTree } from '../../../src/analysis/build-plan/source-tree.js';
import { groupAround } from '../../../src/analysis/linked/module-groups.js';

function group(path: string, files: Readonly<Record<string, string>>, called: readonly string[] = []): readonly string[] | null {
  const contents = new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)]));
  const found = groupAround(path, contents, { tree: sourceTree([...contents.keys()], ''), called: new Set(called) });
  return found === null ? null : [...found.keys()];
}

test('a module is read with those that it takes something from, and those with theirs', () => {
  expect(group('plot/__init__.py', { 'plot/__init__.py': 'from . import first\nimport plot.second as other\n', 'plot/first.py': 'from .third import (\n    grow,\n)\n', 'plot/second.py': '', 'plot/third.py': 'import os\n', 'plot/fourth.py': '' })).toEqual(['plot/__init__.py', 'plot/first.py', 'plot/second.py', 'plot/third.py']);
});

test('one that takes from none is no group, and neither is one that takes from many or from what is long', () => {
  const many = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`plot/m${index}.py`, '']));
  expect(group('plot/a.py', { 'plot/a.py': 'import os\n', 'plot/b.py': '' })).toBeNull();
  expect(group('plot/a.py', { ...many, 'plot/a.py': Object.keys(many).map((_, index) => `from .m${index} import x\n`).join('') })).toBeNull();
  expect(group('plot/a.py', { 'plot/a.py': 'from .b import x\n', 'plot/b.py': '#'.repeat(50_000) })).toBeNull();
});

test('lines that only look like imports end the search as soon as others do', () => {
  expect(group('plot/a.py', { 'plot/a.py': `from ${'.'.repeat(39_000)}\n`, 'plot/b.py': '' })).toBeNull();
  expect(group('plot/a.py', { 'plot/a.py': 'from .b import (\n'.repeat(2_300), 'plot/b.py': '' })).toEqual(['plot/a.py', 'plot/b.py']);
});

test('of one that takes from many, those count that it calls something of at once, with all of theirs', () => {
  const many = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`plot/m${index}.py`, index === 3 ? 'from .m5 import x\n' : '']));
  const start = Object.keys(many).map((_, index) => `from .m${index} import (\n    x${index},\n    y${index} as z${index},\n)\n`).join('');
  expect(group('plot/a.py', { ...many, 'plot/a.py': start }, ['y3', 'z9'])).toEqual(['plot/a.py', 'plot/m3.py', 'plot/m5.py']);
});
