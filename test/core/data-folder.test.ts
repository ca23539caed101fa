import { expect, test } from 'vitest';
import { dataMember, isOfLibrary } from '../../src/core/data-folder.js';

test('a member of a .data folder belongs where its scheme says, whatever the folder is called in front of that', () => {
  expect(dataMember('garden-1.0.data/purelib/garden/a.py')).toEqual({ folder: 'garden-1.0.data/purelib/', scheme: 'purelib', rest: 'garden/a.py' });
  expect(dataMember('.data/scripts/dig')).toMatchObject({ scheme: 'scripts', rest: 'dig' });
  expect(dataMember('a.data/platlib/b\u2028.pth')).toMatchObject({ rest: 'b\u2028.pth' });
  for (const path of ['garden/a.py', 'garden/b.data/purelib/a.py', 'a.data/purelib', 'a.data/purelib/']) expect(dataMember(path)).toBeNull();
});

test('two of the schemes lead to site-packages', () => {
  const schemes = ['purelib', 'platlib', 'data', 'scripts', 'headers'];
  expect(schemes.filter((scheme) => isOfLibrary({ folder: '', scheme, rest: 'a.py' }))).toEqual(['purelib', 'platlib']);
});
