import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { paxRecord, tarOf, type TarPart } from './hostile-tar.js';
import { zipOf } from './hostile-zip.js';
import { membersOf, outcomeOf } from './reading.js';

const honest: TarPart = { name: 'pkg-1.0/setup.py', data: 'setup()\n' };

test('files of a plain and of a gzipped tar come with content', async () => {
  const tar = tarOf([{ name: 'pkg-1.0/', type: '5' }, honest, { name: 'pkg-1.0/empty' }]);
  for (const bytes of [tar, gzipSync(tar)]) {
    const members = await membersOf(bytes);
    expect(members.map(({ path, content }) => [path, content?.toString()])).toEqual([
      ['pkg-1.0/setup.py', 'setup()\n'],
      ['pkg-1.0/empty', ''],
    ]);
  }
});

test('large members, pax names, GNU long names, prefixes and a leading ./ are read', async () => {
  const long = `pkg/${'a'.repeat(150)}.py`;
  const members = await membersOf(
    tarOf([
      { name: './', type: '5' },
      { name: './pkg/big', data: randomBytes(2_000_000) },
      { name: 'x', type: 'x', data: paxRecord('path', long) },
      honest,
      { name: '././@LongLink', type: 'L', data: `${long}2\0`, magic: 'ustar  \0' },
      { ...honest, magic: 'ustar  \0' },
      { name: 'c.py', prefix: 'pkg/sub' },
    ]),
  );
  expect(members.map((member) => member.path)).toEqual(['pkg/big', long, `${long}2`, 'pkg/sub/c.py']);
});

test('links that stay inside are listed with their target and without content', async () => {
  const members = await membersOf(tarOf([honest, { name: 'pkg-1.0/docs/setup.py', type: '2', link: '../setup.py' }, { name: 'pkg-1.0/b', type: '1', link: 'pkg-1.0/setup.py' }]));
  expect(members.slice(1)).toMatchObject([
    { path: 'pkg-1.0/docs/setup.py', linkTo: 'pkg-1.0/setup.py', content: null },
    { path: 'pkg-1.0/b', linkTo: 'pkg-1.0/setup.py', content: null },
  ]);
});

const refused: readonly (readonly [string, string, readonly TarPart[]])[] = [
  ['two members of one name', 'duplicate-name', [honest, honest]],
  ['names that differ in case only', 'colliding-name', [honest, { ...honest, name: 'pkg-1.0/Setup.py' }]],
  ['a climbing name', 'traversal', [{ ...honest, name: 'pkg/../../a' }]],
  ['an absolute name', 'absolute-name', [{ ...honest, name: '/etc/a' }]],
  ['a climbing name in a pax header', 'traversal', [{ name: 'x', type: 'x', data: paxRecord('path', '../a') }, honest]],
  ['a link out of the archive', 'link', [{ name: 'a', type: '2', link: '../etc' }]],
  ['an absolute link', 'link', [{ name: 'a', type: '2', link: '/etc/passwd' }]],
  ['a hard link out of the archive', 'link', [{ name: 'pkg/a', type: '1', link: '../etc' }]],
  ['a member below a link', 'colliding-name', [{ name: 'a', type: '2', link: 'pkg-1.0' }, { name: 'a/setup.py' }]],
  ['a device', 'special-file', [{ name: 'a', type: '3' }]],
  ['a pipe', 'special-file', [{ name: 'a', type: '6' }]],
  ['a sparse file', 'special-file', [{ name: 'a', type: 'S' }]],
  ['a type that nobody knows', 'special-file', [{ name: 'a', type: 'Z' }]],
  ['a folder that holds data', 'hidden-data', [{ name: 'a/', type: '5', data: 'x' }]],
  ['a wrong checksum behind a good one', 'checksum', [honest, { name: 'a', checksum: '000001\0 ' }]],
  ['a negative size', 'malformed', [honest, { name: 'a', size: '\xff'.repeat(12) }]],
  ['a huge size', 'malformed', [honest, { name: 'a', size: `\x80${'\xff'.repeat(11)}` }]],
  ['a size with two readings', 'malformed', [honest, { name: 'a', size: '0000\x0000001 ' }]],
  ['a pax header that changes the size', 'header-mismatch', [{ name: 'x', type: 'x', data: paxRecord('size', '0') }, honest]],
  ['a pax header for a sparse file', 'header-mismatch', [{ name: 'x', type: 'x', data: paxRecord('GNU.sparse.major', '1') }, honest]],
  ['a pax header with two paths', 'header-mismatch', [{ name: 'x', type: 'x', data: paxRecord('path', 'a') + paxRecord('path', 'b') }, honest]],
  ['a pax header that cannot be read', 'malformed', [{ name: 'x', type: 'x', data: '99 path=a\n' }, honest]],
  ['a name for all members', 'header-mismatch', [{ name: 'g', type: 'g', data: paxRecord('path', 'a') }, honest]],
  ['a pax and a GNU name for one member', 'header-mismatch', [{ name: 'x', type: 'x', data: paxRecord('path', 'a') }, { name: 'L', type: 'L', data: 'b\0' }, honest]],
  ['a GNU header with a prefix', 'header-mismatch', [{ ...honest, magic: 'ustar  \0', prefix: 'b' }]],
];

test.each(refused)('%s is refused', async (_what, code, parts) => {
  expect(await outcomeOf(tarOf(parts))).toBe(code);
  expect(await outcomeOf(gzipSync(tarOf(parts)))).toBe(code);
});

test('a second tar behind the first is refused, since Python does not read it and others do', async () => {
  expect(await outcomeOf(Buffer.concat([tarOf([honest]), tarOf([{ name: 'b' }])]))).toBe('hidden-data');
});

test('a tar without its end, or cut within a member, is refused', async () => {
  expect(await outcomeOf(tarOf([honest], Buffer.alloc(0)))).toBe('truncated');
  expect(await outcomeOf(tarOf([honest]).subarray(0, 515))).toMatch(/truncated|malformed/);
  expect(await outcomeOf(gzipSync(tarOf([honest])).subarray(0, -12))).toMatch(/truncated|malformed/);
});

test('bytes behind the gzip data are refused, zeros included', async () => {
  for (const tail of ['\0\0\0\0', 'x', 'hidden hidden hidden']) {
    expect(await outcomeOf(Buffer.concat([gzipSync(tarOf([honest])), Buffer.from(tail)]))).toMatch(/hidden-data|malformed/);
  }
});

test('a tar that pip would take for a zip is refused', async () => {
  expect(await outcomeOf(tarOf([honest, { name: 'inner.zip', data: zipOf([{ name: 'setup.py', data: 'other()' }]) }]))).toBe('two-formats');
});

test('a gzip bomb is refused long before it is unpacked', async () => {
  expect(await outcomeOf(gzipSync(tarOf([{ name: 'a', data: Buffer.alloc(70 * 1024 * 1024) }])))).toBe('ratio');
});

test('compressions without a decoder are refused by name', async () => {
  expect(await outcomeOf(Buffer.from('BZh91AY&SY and so on'))).toBe('unsupported-compression');
});
