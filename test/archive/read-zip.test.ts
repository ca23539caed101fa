import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { zipOf, type ZipPart, type ZipShape } from './hostile-zip.js';
import { membersOf, outcomeOf } from './reading.js';

const LINK = 0o120777 * 0x10000;
const DEVICE = 0o020644 * 0x10000;
const honest: ZipPart = { name: 'pkg/a.py', data: 'a = 1\n' };

test('members come with path, size, head, content and digest', async () => {
  const [member] = await membersOf(zipOf([honest, { name: 'pkg/', data: '', method: 0 }]));
  expect(member).toMatchObject({ path: 'pkg/a.py', bytes: 6, linkTo: null });
  expect(member?.content?.toString()).toBe('a = 1\n');
  expect(member?.head.toString()).toBe('a = 1\n');
  expect(member?.sha256).toBe(createHash('sha256').update('a = 1\n').digest('hex'));
});

test('stored and deflated members, with and without data descriptor, and empty ones are read', async () => {
  const parts = [honest, { ...honest, name: 'b', method: 0 }, { ...honest, name: 'c', descriptor: true }, { name: 'd', data: '' }, { name: 'e', data: '', method: 0 }];
  const members = await membersOf(zipOf(parts));
  expect(members.map((member) => member.content?.toString())).toEqual(['a = 1\n', 'a = 1\n', 'a = 1\n', '', '']);
});

test('a member of many megabytes goes through without its content, but with head and digest', async () => {
  const data = Buffer.concat([randomBytes(3_000_000), Buffer.alloc(9_000_000, 'x')]);
  for (const method of [0, 8]) {
    const [member] = await membersOf(zipOf([{ name: 'big.bin', data, method }]));
    expect(member).toMatchObject({ bytes: data.length, content: null, sha256: createHash('sha256').update(data).digest('hex') });
    expect(member?.head.equals(data.subarray(0, 4096))).toBe(true);
  }
});

test('content and digest are left out where nobody wants them', async () => {
  const [member] = await membersOf(zipOf([honest]), { wantContent: () => false });
  expect(member).toMatchObject({ content: null, sha256: null, bytes: 6 });
});

test('a name without UTF-8 flag is read as Python reads it', async () => {
  const [member] = await membersOf(zipOf([{ name: Buffer.from([0x81, 0x2e, 0x70, 0x79]), data: '', flags: 0 }]));
  expect(member?.path).toBe('ü.py');
});

const refused: readonly (readonly [string, string, readonly ZipPart[], ZipShape?])[] = [
  ['two members of one name', 'duplicate-name', [honest, honest]],
  ['names that differ in case only', 'colliding-name', [honest, { ...honest, name: 'pkg/A.py' }]],
  ['names that differ in Unicode form only', 'colliding-name', [{ ...honest, name: '\u00e9.py' }, { ...honest, name: 'e\u0301.py' }]],
  ['a file that is a folder as well', 'colliding-name', [honest, { ...honest, name: 'pkg' }]],
  ['a name that Windows cuts to another', 'colliding-name', [honest, { ...honest, name: 'pkg/a.py.' }]],
  ['a climbing name', 'traversal', [{ ...honest, name: '../a.py' }]],
  ['a climbing name inside', 'traversal', [{ ...honest, name: 'pkg/../../a.py' }]],
  ['an absolute name', 'absolute-name', [{ ...honest, name: '/etc/a' }]],
  ['a drive', 'absolute-name', [{ ...honest, name: 'C:/a' }]],
  ['a UNC name', 'absolute-name', [{ ...honest, name: '//host/share' }]],
  ['a backslash', 'bad-name', [{ ...honest, name: 'pkg\\a.py' }]],
  ['a NUL', 'bad-name', [{ ...honest, name: 'a.py\0.txt' }]],
  ['a line feed', 'bad-name', [{ ...honest, name: 'a\n::error::.py' }]],
  ['an empty component', 'bad-name', [{ ...honest, name: 'pkg//a.py' }]],
  ['a dot component', 'bad-name', [{ ...honest, name: './a.py' }]],
  ['a name that is no UTF-8 although its flag says so', 'bad-name', [{ ...honest, name: Buffer.from([0xff, 0x61]) }]],
  ['a name of more than 1,024 bytes', 'long-name', [{ ...honest, name: 'a'.repeat(1025) }]],
  ['more than 64 folders', 'deep-name', [{ ...honest, name: 'a/'.repeat(64) + 'a' }]],
  ['a symbolic link', 'link', [{ ...honest, attributes: LINK }]],
  ['a device', 'special-file', [{ ...honest, attributes: DEVICE }]],
  ['an encrypted member', 'encrypted', [{ ...honest, flags: 0x801 }]],
  ['a compression method that cannot be read', 'unknown-method', [{ ...honest, method: 14 }]],
  ['another name in the local header', 'header-mismatch', [{ ...honest, localName: 'pkg/b.py' }]],
  ['another size in the local header', 'header-mismatch', [{ ...honest, localBytes: 7 }]],
  ['a second name in an extra field', 'header-mismatch', [{ ...honest, extra: unicodePath('pkg/b.py') }]],
  ['fewer bytes than it says', 'size-mismatch', [{ ...honest, bytes: 7 }]],
  ['more bytes than it says', 'size-mismatch', [{ ...honest, bytes: 5 }]],
  ['a large member that is longer than it says', 'size-mismatch', [{ name: 'b', data: randomBytes(2_000_000), bytes: 1_500_000 }]],
  ['a wrong checksum', 'checksum', [{ ...honest, crc: 1 }]],
  ['bytes behind the end of compressed data', 'hidden-data', [{ ...honest, packedTail: 'hidden' }]],
  ['bytes behind the end of large compressed data', 'hidden-data', [{ name: 'b', data: randomBytes(2_000_000), packedTail: 'hidden' }]],
  ['bytes between members', 'hidden-data', [{ ...honest, gap: 'hidden' }, { ...honest, name: 'b' }]],
  ['bytes before the directory', 'hidden-data', [{ ...honest, gap: 'hidden' }]],
  ['a folder that holds data', 'hidden-data', [{ name: 'pkg/', data: 'hidden' }]],
  ['bytes behind the end record', 'hidden-data', [honest], { suffix: 'hidden' }],
  ['too high a count', 'malformed', [honest], { miscount: 1 }],
  ['too low a count', 'wrong-count', [honest, { ...honest, name: 'b' }], { miscount: -1 }],
  ['a ratio of more than 100 above 64 MB', 'ratio', [{ name: 'b', data: Buffer.alloc(65 * 1024 * 1024) }]],
];

const cases = refused.map(([what, code, parts, shape]) => ({ what, code, zip: zipOf(parts, shape) }));

test.each(cases)('$what is refused', async ({ code, zip }) => {
  expect(await outcomeOf(zip)).toBe(code);
});

test('bytes before the first member are refused, since some readers skip them', async () => {
  const zip = zipOf([honest], { prefix: 'PK\x03\x04 or anything' });
  expect(await outcomeOf(zip)).toBe('hidden-data');
});

test('one archive behind another is refused', async () => {
  expect(await outcomeOf(Buffer.concat([zipOf([honest]), zipOf([{ ...honest, name: 'b' }])]))).toBe('hidden-data');
});

test('a zip that is cut anywhere is refused', async () => {
  const zip = zipOf([honest, { ...honest, name: 'b' }]);
  const outcomes = await Promise.all(Array.from({ length: zip.length - 4 }, (_, cut) => outcomeOf(zip.subarray(0, cut + 4))));
  expect(outcomes.filter((outcome) => outcome.startsWith('read'))).toEqual([]);
});

function unicodePath(name: string): Buffer {
  const body = Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), Buffer.from(name)]);
  const head = Buffer.alloc(4);
  head.writeUInt16LE(0x7075, 0);
  head.writeUInt16LE(body.length, 2);
  return Buffer.concat([head, body]);
}
