import { expect, test } from 'vitest';
import { checkWindowsName } from '../../src/archive/member-names.js';

test.each(['data/L2:ALL_LEAVES.data.reads.stat', 'docker/leaf:34.dependencies', 'forum/Leaf:_of_leaf.invalid__47__garden.mdwn'])('a colon is a letter where neither file nor stream is one that something runs: %s', (name) => {
  expect(() => checkWindowsName(`pkg-1.0/${name}`)).not.toThrow();
});

test.each([
  ['of a module behind another suffix', 'pkg/a:b.txt.py'],
  ['that Windows cuts to the name of a module', 'pkg/a:b.py.'],
  ['of a program', 'pkg/a:b.exe'],
  ['of a script', 'pkg/a:b.leaf.ps1'],
  ['of a file with a suffix', 'pkg/a.leaf:b.stat'],
  ['that is the file itself', 'pkg/a:b.leaf:$DATA'],
])('a stream %s is refused', (_, name) => {
  expect(() => checkWindowsName(name)).toThrow('hidden stream');
});
