import { expect, test } from 'vitest';
import { tarOf } from './hostile-tar.js';
import { membersOf, outcomeOf } from './reading.js';

test('texts and sources for a compiler that only their case tells apart are all read from a tar', async () => {
  const names = ['pkg-1.0/CHANGELOG', 'pkg-1.0/ChangeLog', 'pkg-1.0/Res/Info.plist', 'pkg-1.0/res/Info.plist', 'pkg-1.0/po/Leaf.pot', 'pkg-1.0/po/leaf.pot', 'pkg-1.0/LEAF.h', 'pkg-1.0/leaf.h'];
  expect((await membersOf(tarOf(names.map((name) => ({ name, data: 'x' }))))).map(({ path }) => path)).toEqual(names);
});

test('settings are refused that only their case tells apart, and so is a text in the place of which a link may lie', async () => {
  expect(await outcomeOf(tarOf([{ name: 'pkg-1.0/setup.cfg' }, { name: 'pkg-1.0/Setup.cfg' }]))).toBe('case-collision');
  expect(await outcomeOf(tarOf([{ name: 'pkg-1.0/pkg.egg-info/entry_points.txt' }, { name: 'pkg-1.0/pkg.egg-info/Entry_points.txt' }]))).toBe('case-collision');
  expect(await outcomeOf(tarOf([{ name: 'pkg-1.0/NEWS' }, { name: 'pkg-1.0/news', type: '2', link: 'setup.py' }]))).toBe('case-collision');
});
