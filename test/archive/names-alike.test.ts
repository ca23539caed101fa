import { expect, test } from 'vitest';
import { tarOf } from './hostile-tar.js';
import { membersOf } from './reading.js';

test('texts and sources for a compiler that only their case tells apart are all read from a tar', async () => {
  const names = ['pkg-1.0/CHANGELOG', 'pkg-1.0/ChangeLog', 'pkg-1.0/Res/Info.plist', 'pkg-1.0/res/Info.plist', 'pkg-1.0/po/Leaf.pot', 'pkg-1.0/po/leaf.pot', 'pkg-1.0/LEAF.h', 'pkg-1.0/leaf.h'];
  expect((await membersOf(tarOf(names.map((name) => ({ name, data: 'x' }))))).map(({ path }) => path)).toEqual(names);
});
