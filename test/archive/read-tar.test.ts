import { randomBytes } from 'node:crypto';
import * as zlib from 'node:zlib';
import { expect, test } from 'vitest';
import { paxRecord, tarOf, type TarPart } from './hostile-tar.js';
import { zipOf } from './hostile-zip.js';
import { membersOf, outcomeOf } from './reading.js';

const honest: TarPart = { name: 'pkg-1.0/setup.py', data: 'setup()\n' };

test('files of a plain and of a gzipped tar come with content', async () => {
  const tar = tarOf([{ name: 'pkg-1.0/', type: '5' }, honest, { name: 'pkg-1.0/empty' }]);
  for (const bytes of [tar, zlib.gzipSync(tar)]) {
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

test('a file that comes again with the same bytes is one file', async () => {
  const members = await membersOf(tarOf([honest, { name: 'pkg-1.0/a' }, honest, honest]));
  expect(members.map(({ path, content }) => [path, content?.toString()])).toEqual([['pkg-1.0/setup.py', 'setup()\n'], ['pkg-1.0/a', '']]);
});

test.each([
  ['of a file without suffix', 'tests/home:user/some:project'],
  ['of a picture', 'doc/localhost:5904.png'],
  ['of a template', 'templates/domain:admin:notice:new-list.txt'],
  ['of a message in a Maildir', 'tests/cur/1606884253.000001.host:2,S'],
])('a colon in the name %s is a letter', async (_, name) => {
  const members = await membersOf(tarOf([honest, { name: `pkg-1.0/${name}`, data: 'x' }]));
  expect(members.map(({ path }) => path)).toEqual(['pkg-1.0/setup.py', `pkg-1.0/${name}`]);
});

test('links that stay inside are listed with their target and without content', async () => {
  const members = await membersOf(tarOf([honest, { name: 'pkg-1.0/docs/setup.py', type: '2', link: '../setup.py' }, { name: 'pkg-1.0/b', type: '1', link: 'pkg-1.0/setup.py' }]));
  expect(members.slice(1)).toMatchObject([
    { path: 'pkg-1.0/docs/setup.py', linkTo: 'pkg-1.0/setup.py', content: null },
    { path: 'pkg-1.0/b', linkTo: 'pkg-1.0/setup.py', content: null },
  ]);
});

test('a page of a manual that Windows takes for a device is a page', async () => {
  const members = await membersOf(tarOf([honest, { name: 'pkg-1.0/docs/con.rst', data: 'x' }]));
  expect(members.map(({ path }) => path)).toEqual(['pkg-1.0/setup.py', 'pkg-1.0/docs/con.rst']);
});

test('a file and a folder that only their case tells apart are both read', async () => {
  const members = await membersOf(tarOf([honest, { name: 'pkg-1.0/garden' }, { name: 'pkg-1.0/Garden/a.py' }, { name: 'pkg-1.0/Shed', type: '5' }, { name: 'pkg-1.0/shed' }]));
  expect(members.map(({ path }) => path)).toEqual(['pkg-1.0/setup.py', 'pkg-1.0/garden', 'pkg-1.0/Garden/a.py', 'pkg-1.0/shed']);
});

const refused: readonly (readonly [string, string, readonly TarPart[]])[] = [
  ['two members of one name', 'duplicate-name', [honest, { ...honest, data: 'setup( )' }]],
  ['a third member of one name that differs', 'duplicate-name', [honest, honest, { ...honest, data: 'setup( )' }]],
  ['two members of one name and size', 'duplicate-name', [honest, { ...honest, data: 'setuP()\n' }]],
  ['a file in the place of a link', 'duplicate-name', [honest, { name: 'pkg-1.0/a', type: '2', link: 'setup.py' }, { name: 'pkg-1.0/a', data: 'setup()\n' }]],
  ['a link in the place of a file', 'duplicate-name', [honest, { name: 'pkg-1.0/setup.py', type: '2', link: 'a' }]],
  ['names that differ in case only', 'case-collision', [honest, { ...honest, name: 'pkg-1.0/Setup.py' }]],
  ['a climbing name', 'traversal', [{ ...honest, name: 'pkg/../../a' }]],
  ['an absolute name', 'absolute-name', [{ ...honest, name: '/etc/a' }]],
  ['a climbing name in a pax header', 'traversal', [{ name: 'x', type: 'x', data: paxRecord('path', '../a') }, honest]],
  ['a link out of the archive', 'link', [{ name: 'a', type: '2', link: '../etc' }]],
  ['an absolute link', 'link', [{ name: 'a', type: '2', link: '/etc/passwd' }]],
  ['a hard link out of the archive', 'link', [{ name: 'pkg/a', type: '1', link: '../etc' }]],
  ['a member below a link', 'file-and-folder', [{ name: 'a', type: '2', link: 'pkg-1.0' }, { name: 'a/setup.py' }]],
  ['a member below a link in other letters', 'file-and-folder', [{ name: 'a', type: '2', link: 'pkg-1.0' }, { name: 'A/setup.py' }]],
  ['a link in the place of a folder in other letters', 'file-and-folder', [{ name: 'A/setup.py' }, { name: 'a', type: '2', link: 'pkg-1.0' }]],
  ['a member below a file', 'file-and-folder', [{ name: 'a' }, { name: 'a/setup.py' }]],
  ['a file in the place of a folder', 'file-and-folder', [{ name: 'a', type: '5' }, { name: 'a' }]],
  ['a folder in the place of a file, and another in other letters', 'file-and-folder', [{ name: 'A/b' }, { name: 'a' }, { name: 'a/c' }]],
  ['a device', 'special-file', [{ name: 'a', type: '3' }]],
  ['a pipe', 'special-file', [{ name: 'a', type: '6' }]],
  ['a sparse file', 'sparse', [{ name: 'a', type: 'S' }]],
  ['a type that nobody knows', 'special-file', [{ name: 'a', type: 'Z' }]],
  ['a folder that holds data', 'hidden-data', [{ name: 'a/', type: '5', data: 'x' }]],
  ['a wrong checksum behind a good one', 'checksum', [honest, { name: 'a', checksum: '000001\0 ' }]],
  // The next ones were read otherwise than by Python until mutated archives showed it: it takes such headers for the end.
  ['an unreadable mode', 'impossible-number', [honest, { name: 'a', field: [100, '9'] }]],
  ['an unreadable owner', 'impossible-number', [honest, { name: 'a', field: [108, 'x'] }]],
  ['an unreadable group', 'impossible-number', [honest, { name: 'a', field: [116, '-1'] }]],
  ['an unreadable time', 'impossible-number', [honest, { name: 'a', field: [136, '8'] }]],
  ['an unreadable device', 'impossible-number', [honest, { name: 'a', field: [329, 'y'] }]],
  ['a GNU name without its NUL', 'extension-headers', [{ name: 'L', type: 'L', data: 'name.py' }, honest]],
  ['an empty GNU name', 'extension-headers', [{ name: 'L', type: 'L', data: '\0' }, honest]],
  ['a GNU name without data', 'extension-headers', [{ name: 'L', type: 'L' }, honest]],
  ['an empty GNU link', 'extension-headers', [{ name: 'K', type: 'K', data: '\0' }, { name: 'a', type: '2', link: 'b' }]],
  ['a NUL inside a GNU name', 'nul-in-name', [{ name: 'L', type: 'L', data: 'a.py\0b.py\0' }, honest]],
  ['a header for all members behind the last one', 'extension-headers', [honest, { name: 'g', type: 'g', data: paxRecord('comment', 'a') }]],
  ['a link to bytes that are no text', 'link', [{ name: 'a', type: '2', field: [157, '\xff'] }]],
  ['names that differ in Unicode form only', 'unicode-collision', [{ ...honest, name: '\u00e9.py' }, { ...honest, name: 'e\u0301.py' }]],
  ['a name that is no text', 'undecodable-name', [{ name: '', field: [0, '\xffa'] }]],
  ['a folder that is a device of Windows', 'reserved-name', [{ ...honest, name: 'pkg/aux/a.py' }]],
  ['a device of Windows', 'reserved-name', [{ ...honest, name: 'pkg/nul.py' }]],
  ['a library that is a device of Windows', 'reserved-name', [{ ...honest, name: 'pkg/con.so' }]],
  ['a module of two suffixes that is a device of Windows', 'reserved-name', [{ ...honest, name: 'pkg/con.a.py' }]],
  ['a hidden stream', 'stream-name', [{ ...honest, name: 'pkg/a.py:b' }]],
  ['a file by the name of its stream', 'stream-name', [{ ...honest, name: 'pkg/a::$DATA' }]],
  ['an empty stream', 'stream-name', [{ ...honest, name: 'pkg/a:' }]],
  ['a stream that ends like a module', 'stream-name', [{ ...honest, name: 'pkg/a:b.py' }]],
  ['a stream that ends like a library', 'stream-name', [{ ...honest, name: 'pkg/a:b.dll' }]],
  ['a stream of a module that is named like a message', 'stream-name', [{ ...honest, name: 'pkg/a.py:2,S' }]],
  ['a stream of a text that is a picture', 'stream-name', [{ ...honest, name: 'pkg/a.txt:b.png' }]],
  ['a stream of a device of Windows', 'reserved-name', [{ ...honest, name: 'pkg/nul:a' }]],
  ['a backslash', 'backslash-in-name', [{ ...honest, name: 'pkg\\a.py' }]],
  ['a drive', 'drive-name', [{ ...honest, name: 'c:a' }]],
  ['a NUL in a pax name', 'nul-in-name', [{ name: 'x', type: 'x', data: paxRecord('path', 'a\0b') }, honest]],
  ['an empty pax name', 'bad-name', [{ name: 'x', type: 'x', data: paxRecord('path', '') }, honest]],
  ['another character set', 'pax-header', [{ name: 'x', type: 'x', data: paxRecord('hdrcharset', 'BINARY') }, honest]],
  ['a pax header without a member', 'extension-headers', [honest, { name: 'x', type: 'x', data: paxRecord('path', 'a') }]],
  ['a file with the name of a folder', 'header-mismatch', [{ name: 'a/' }]],
  ['a file with the name of a folder behind one with a long name', 'header-mismatch', [{ name: 'L', type: 'L', data: 'a/b.py\0' }, { name: 'a/' }, { name: 'c/' }]],
  ['a file that a pax header gives the name of a folder', 'bad-name', [{ name: 'x', type: 'x', data: paxRecord('path', 'a/b/') }, { name: 'a/' }]],
  ['a file with the name of a folder and a pax header that gives no other', 'header-mismatch', [{ name: 'x', type: 'x', data: paxRecord('mtime', '1') }, { name: 'a/' }]],
  // Python takes it for a folder, whatever the extension says.
  ['a file without type whose long name is cut behind a slash', 'header-mismatch', [{ name: 'L', type: 'L', data: 'a/b.py\0' }, { name: 'a/', type: '\0' }]],
  ['a negative size', 'impossible-number', [honest, { name: 'a', size: '\xff'.repeat(12) }]],
  ['a huge size', 'impossible-number', [honest, { name: 'a', size: `\x80${'\xff'.repeat(11)}` }]],
  ['a size with two readings', 'impossible-number', [honest, { name: 'a', size: '0000\x0000001 ' }]],
  ['a pax header that changes the size', 'pax-header', [{ name: 'x', type: 'x', data: paxRecord('size', '0') }, honest]],
  ['a pax header for a sparse file', 'sparse', [{ name: 'x', type: 'x', data: paxRecord('GNU.sparse.major', '1') }, honest]],
  ['a pax header with two paths', 'pax-header', [{ name: 'x', type: 'x', data: paxRecord('path', 'a') + paxRecord('path', 'b') }, honest]],
  ['a pax header with a NUL in a key', 'pax-header', [{ name: 'x', type: 'x', data: paxRecord('path\0', 'a') }, honest]],
  ['a climbing name that a pax header replaces', 'traversal', [{ name: 'x', type: 'x', data: paxRecord('path', 'a') }, { ...honest, name: 'setup.py', prefix: '../x' }]],
  ['a pax header that cannot be read', 'pax-header', [{ name: 'x', type: 'x', data: '99 path=a\n' }, honest]],
  ['a name for all members', 'pax-header', [{ name: 'g', type: 'g', data: paxRecord('path', 'a') }, honest]],
  ['a pax and a GNU name for one member', 'extension-headers', [{ name: 'x', type: 'x', data: paxRecord('path', 'a') }, { name: 'L', type: 'L', data: 'b\0' }, honest]],
  ['a GNU header with a prefix', 'header-mismatch', [{ ...honest, magic: 'ustar  \0', prefix: 'b' }]],
];

test('a long name whose first hundred bytes end in a slash is read whole', async () => {
  const whole = `${'a'.repeat(99)}/setup.py`;
  const cut = { name: whole.slice(0, 100), data: 'a = 1\n' };
  for (const extension of [{ name: 'L', type: 'L', data: `${whole}\0` }, { name: 'x', type: 'x', data: paxRecord('path', whole) }]) {
    const members = await membersOf(tarOf([extension, cut]));
    expect(members.map(({ path, content }) => [path, content?.toString()])).toEqual([[whole, 'a = 1\n']]);
  }
});

test.each(refused)('%s is refused', async (_what, code, parts) => {
  expect(await outcomeOf(tarOf(parts))).toBe(code);
  expect(await outcomeOf(zlib.gzipSync(tarOf(parts)))).toBe(code);
});

test('a second tar behind the first is refused, since Python does not read it and others do', async () => {
  expect(await outcomeOf(Buffer.concat([tarOf([honest]), tarOf([{ name: 'b' }])]))).toBe('concatenated');
});

/** The index of its members that pixz writes behind a tar: `entries` are names and places, the last one closes it. */
const indexOf = (entries: readonly (readonly [string, number])[]): Buffer =>
  Buffer.concat([Buffer.from('a64c322ed614aedb', 'hex'), ...entries.flatMap(([name, at]) => [Buffer.from(`${name}\0`), Buffer.from(new BigUint64Array([BigInt(at)]).buffer)])]);

test('an index of the members behind the end is passed over, since nobody takes it for members', async () => {
  const tar = tarOf([honest]);
  for (const count of [1, 60]) {
    const members = Array.from({ length: count }, (_, index) => ['pkg-1.0/setup.py', index] as const);
    expect(await outcomeOf(Buffer.concat([tar, indexOf([...members, ['', tar.length]])]))).toBe('read: pkg-1.0/setup.py');
  }
});

test('what only begins like such an index is refused', async () => {
  const tar = tarOf([honest]);
  const closed = indexOf([['pkg-1.0/setup.py', 0], ['', tar.length]]);
  const others = [indexOf([['pkg-1.0/setup.py', 0]]), indexOf([['pkg-1.0/setup.py', 0], ['', 0]]), indexOf([['a', 9], ['b', 0], ['', tar.length]]), Buffer.concat([closed, Buffer.from('hidden')]), Buffer.concat([Buffer.from('x'), closed])];
  for (const behind of others) expect(await outcomeOf(Buffer.concat([tar, behind]))).toBe('trailing-data');
  const padded = Buffer.concat([closed, Buffer.alloc(512 - closed.length)]);
  expect(await outcomeOf(Buffer.concat([tar, padded, tarOf([{ name: 'b' }])]))).toBe('concatenated');
});

test('a tar without its end, or cut within a member, is refused', async () => {
  expect(await outcomeOf(tarOf([honest], Buffer.alloc(0)))).toBe('truncated');
  expect(await outcomeOf(tarOf([honest]).subarray(0, 515))).toMatch(/truncated|malformed/);
  expect(await outcomeOf(zlib.gzipSync(tarOf([honest])).subarray(0, -12))).toMatch(/truncated|malformed/);
});

test('bytes behind the gzip data are refused, zeros included', async () => {
  for (const tail of ['\0\0\0\0', 'x', 'hidden hidden hidden']) {
    expect(await outcomeOf(Buffer.concat([zlib.gzipSync(tarOf([honest])), Buffer.from(tail)]))).toBe('trailing-data');
  }
});

test('several gzip members in one file are refused, since not every reader goes on to the next', async () => {
  const [one, two] = [zlib.gzipSync(tarOf([honest])), zlib.gzipSync(Buffer.alloc(1024))];
  expect(await outcomeOf(Buffer.concat([one, two]))).toBe('several-gzip-members');
});

/** A gzip file with one bit changed; negative places count from its end. */
function gzipChangedAt(at: number): Buffer {
  const gzip = zlib.gzipSync(tarOf([honest]));
  const place = at < 0 ? gzip.length + at : at;
  gzip.writeUInt8(gzip.readUInt8(place) ^ 0x40, place);
  return gzip;
}

test('a gzip file with another checksum, size or method is refused', async () => {
  expect(await Promise.all([-8, -4, 2, 3].map((at) => outcomeOf(gzipChangedAt(at))))).toEqual(['checksum', 'size-mismatch', 'unknown-method', 'unknown-method']);
});

test('a gzip header with name, comment, extra field and checksum is passed over', async () => {
  const gzip = zlib.gzipSync(tarOf([honest]));
  const header = Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 31, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9]), Buffer.from('name\0comment\0xx')]);
  expect(await outcomeOf(Buffer.concat([header, gzip.subarray(10)]))).toBe('read: pkg-1.0/setup.py');
});

test('times before 1970 and large owners are ordinary', async () => {
  const fields = [[136, `\xff${'\xff'.repeat(11)}`], [108, '\x80\x00\x00\x00\x7f\xff\xff\xff']] as const;
  for (const field of fields) expect(await outcomeOf(tarOf([{ ...honest, field }]))).toBe('read: pkg-1.0/setup.py');
});

test('a tar that pip would take for a zip is refused', async () => {
  expect(await outcomeOf(tarOf([honest, { name: 'inner.zip', data: zipOf([{ name: 'setup.py', data: 'other()' }]) }]))).toBe('two-formats');
});

test('a gzip bomb is refused long before it is unpacked', async () => {
  expect(await outcomeOf(zlib.gzipSync(tarOf([{ name: 'a', data: Buffer.alloc(70 * 1024 * 1024) }])))).toBe('ratio');
});

/** One zstd frame (RFC 8878) with one block that is not compressed. */
function zstdOf(data: Buffer): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt32LE(0xfd2fb528, 0);
  head.writeUInt8(0xa0, 4);
  head.writeUInt32LE(data.length, 5);
  head.writeUIntLE(data.length * 8 + 1, 9, 3);
  return Buffer.concat([head, data]);
}

test('a zstd tar of one frame is read where Node has a decoder, else refused by name', async () => {
  const zstd = zstdOf(tarOf([honest]));
  const outcomes = [await outcomeOf(zstd), await outcomeOf(Buffer.concat([zstd, zstdOf(Buffer.from('more'))])), await outcomeOf(Buffer.concat([zstd, Buffer.from('more')]))];
  const hasDecoder = 'createZstdDecompress' in zlib;
  expect(outcomes).toEqual(hasDecoder ? ['read: pkg-1.0/setup.py', 'trailing-data', 'trailing-data'] : outcomes.map(() => 'unsupported-compression'));
});
