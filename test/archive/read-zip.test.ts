import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { zipOf, type ZipPart, type ZipShape } from './hostile-zip.js';
import { readArchive } from '../../src/archive/read-archive.js';
import { everything, membersOf, outcomeOf, withFile } from './reading.js';

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

test('large members come in the order of their data, with small ones between them', async () => {
  const parts = ['a', 'small', 'b', 'c', 'last'].map((name): ZipPart => ({ name, data: name.length === 1 ? randomBytes(2_000_000) : name }));
  const members = await membersOf(zipOf(parts), { wantContent: () => false, wantDigest: true });
  expect(members.map(({ path, sha256 }) => [path, sha256])).toEqual(parts.map(({ name, data = '' }) => [name, createHash('sha256').update(data).digest('hex')]));
});

test('of two refusals the first in the file is told, although the large members behind it are read early', async () => {
  const large = randomBytes(2_000_000);
  const parts: ZipPart[] = [honest, { name: 'b', data: large, packedTail: 'x' }, { name: 'c', data: large, crc: 1 }];
  expect(await outcomeOf(zipOf(parts))).toBe('hidden-data');
  expect(await outcomeOf(zipOf([{ ...honest, crc: 1 }, ...parts.slice(1)]))).toBe('checksum');
});

test('a large member that is read early is given up when nobody asks for the rest', async () => {
  const parts = [honest, { name: 'b', data: randomBytes(4_000_000) }];
  const first = await withFile(zipOf(parts), async (path) => {
    for await (const member of readArchive(path, everything)) return member.path;
    return null;
  });
  expect(first).toBe(honest.name);
});

test('content and digest are left out where nobody wants them', async () => {
  const [member] = await membersOf(zipOf([honest]), { wantContent: () => false });
  expect(member).toMatchObject({ content: null, sha256: null, bytes: 6 });
});

test('a second look gives the members whose content is wanted and does not read the others, large ones included', async () => {
  const parts: ZipPart[] = [honest, { name: 'large', data: randomBytes(2_000_000), crc: 1 }, { name: 'small', data: 'x', crc: 1 }, { name: 'wanted', data: 'y' }];
  const options = { wantContent: ({ path }: { path: string }): boolean => path === honest.name || path === 'wanted', isSecondLook: true };
  const members = await membersOf(zipOf(parts), options);
  expect(members.map(({ path, content }) => [path, content?.toString()])).toEqual([[honest.name, 'a = 1\n'], ['wanted', 'y']]);
});

test('a name without UTF-8 flag is read as Python reads it', async () => {
  const [member] = await membersOf(zipOf([{ name: Buffer.from([0x81, 0x2e, 0x70, 0x79]), data: '', flags: 0 }]));
  expect(member?.path).toBe('ü.py');
});

const refused: readonly (readonly [string, string, readonly ZipPart[], ZipShape?])[] = [
  ['two members of one name', 'duplicate-name', [honest, honest]],
  ['names that differ in case only', 'case-collision', [honest, { ...honest, name: 'pkg/A.py' }]],
  ['names that differ in Unicode form only', 'unicode-collision', [{ ...honest, name: '\u00e9.py' }, { ...honest, name: 'e\u0301.py' }]],
  ['a file that is a folder as well', 'file-and-folder', [honest, { ...honest, name: 'pkg' }]],
  ['a name that Windows cuts to another', 'trimmed-collision', [honest, { ...honest, name: 'pkg/a.py.' }]],
  ['a climbing name', 'traversal', [{ ...honest, name: '../a.py' }]],
  ['a climbing name inside', 'traversal', [{ ...honest, name: 'pkg/../../a.py' }]],
  ['an absolute name', 'absolute-name', [{ ...honest, name: '/etc/a' }]],
  ['a drive', 'drive-name', [{ ...honest, name: 'C:/a' }]],
  ['a UNC name', 'absolute-name', [{ ...honest, name: '//host/share' }]],
  ['a backslash', 'backslash-in-name', [{ ...honest, name: 'pkg\\a.py' }]],
  ['a NUL', 'nul-in-name', [{ ...honest, name: 'a.py\0.txt' }]],
  ['a line feed', 'control-in-name', [{ ...honest, name: 'a\n::error::.py' }]],
  ['an empty component', 'bad-name', [{ ...honest, name: 'pkg//a.py' }]],
  ['a dot component', 'bad-name', [{ ...honest, name: './a.py' }]],
  ['a name that is no UTF-8 although its flag says so', 'undecodable-name', [{ ...honest, name: Buffer.from([0xff, 0x61]) }]],
  ['a name of more than 1,024 bytes', 'long-name', [{ ...honest, name: 'a'.repeat(1025) }]],
  ['more than 64 folders', 'deep-name', [{ ...honest, name: 'a/'.repeat(64) + 'a' }]],
  ['a symbolic link', 'link', [{ ...honest, attributes: LINK }]],
  ['a device', 'special-file', [{ ...honest, attributes: DEVICE }]],
  ['an encrypted member', 'encrypted', [{ ...honest, flags: 0x801 }]],
  ['a compression method that cannot be read', 'unknown-method', [{ ...honest, method: 14 }]],
  ['another name in the local header', 'header-mismatch', [{ ...honest, localName: 'pkg/b.py' }]],
  ['another size in the local header', 'header-mismatch', [{ ...honest, localBytes: 7 }]],
  ['a second name in an extra field', 'two-names', [{ ...honest, extra: unicodePath('pkg/b.py') }]],
  ['fewer bytes than it says', 'size-mismatch', [{ ...honest, bytes: 7 }]],
  ['more bytes than it says', 'size-mismatch', [{ ...honest, bytes: 5 }]],
  ['a large member that is longer than it says', 'size-mismatch', [{ name: 'b', data: randomBytes(2_000_000), bytes: 1_500_000 }]],
  ['a wrong checksum', 'checksum', [{ ...honest, crc: 1 }]],
  ['bytes behind the end of compressed data', 'hidden-data', [{ ...honest, packedTail: 'hidden' }]],
  ['bytes behind the end of large compressed data', 'hidden-data', [{ name: 'b', data: randomBytes(2_000_000), packedTail: 'hidden' }]],
  ['bytes between members', 'hidden-data', [{ ...honest, gap: 'hidden' }, { ...honest, name: 'b' }]],
  ['bytes before the directory', 'hidden-data', [{ ...honest, gap: 'hidden' }]],
  ['a folder that holds data', 'hidden-data', [{ name: 'pkg/', data: 'hidden' }]],
  // The next five were read otherwise than by Python until mutated archives showed it.
  ['a control character that code page 437 draws as a picture', 'control-in-name', [{ ...honest, name: 'a\n.py', flags: 0 }]],
  ['a name that only a Unicode field makes UTF-8', 'two-names', [{ ...honest, name: 'gr\u00fcn.py', flags: 0, extra: unicodePath('gr\u00fcn.py') }]],
  ['a member that needs a newer format', 'unknown-method', [{ ...honest, version: 64 }]],
  ['ZIP64 records in several volumes', 'several-volumes', [honest], { zip64: { volumes: 2 } }],
  ['a ZIP64 field of an odd length', 'zip64-mismatch', [{ ...honest, extra: Buffer.from([1, 0, 2, 0, 0, 0]) }]],
  ['a device of Windows', 'reserved-name', [{ ...honest, name: 'pkg/nul.py' }]],
  ['a serial port', 'reserved-name', [{ ...honest, name: 'pkg/com1.py' }]],
  ['a device of Windows without suffix', 'reserved-name', [{ ...honest, name: 'CON' }]],
  ['a folder named like a device', 'reserved-name', [{ ...honest, name: 'lpt1/a.py' }]],
  ['a serial port with a superscript digit', 'reserved-name', [{ ...honest, name: 'com\u00b2.txt' }]],
  ['a hidden stream', 'stream-name', [{ ...honest, name: 'pkg/a.py:b' }]],
  ['strong encryption', 'encrypted', [{ ...honest, flags: 0x840 }]],
  ['masked headers', 'encrypted', [{ ...honest, flags: 0x2800 }]],
  ['patch data', 'unknown-method', [{ ...honest, flags: 0x820 }]],
  ['an end record inside the comment', 'second-end-record', [honest], { comment: 'PK\x05\x06 too short' }],
  ['a whole end record inside the comment', 'second-end-record', [honest], { comment: `PK\x05\x06${'\0'.repeat(18)} ` }],
  ['several volumes', 'several-volumes', [honest], { volume: 1 }],
  ['a directory that reaches into the end record', 'overlap', [honest], { shift: 1 }],
  ['ZIP64 and classic count that differ', 'zip64-mismatch', [honest], { zip64: { miscount: 1 } }],
  ['a ZIP64 end record elsewhere', 'zip64-mismatch', [honest], { zip64: { moved: -1 } }],
  ['two ZIP64 fields', 'zip64-mismatch', [{ ...honest, extra: Buffer.from([1, 0, 0, 0, 1, 0, 0, 0]) }]],
  ['bytes behind the end record', 'trailing-data', [honest], { suffix: 'hidden' }],
  ['too high a count', 'malformed', [honest], { miscount: 1 }],
  ['too low a count', 'wrong-count', [honest, { ...honest, name: 'b' }], { miscount: -1 }],
  ['a ratio of more than 100 above 64 MB', 'ratio', [{ name: 'b', data: Buffer.alloc(65 * 1024 * 1024) }]],
];

const cases = refused.map(([what, code, parts, shape]) => ({ what, code, zip: zipOf(parts, shape) }));

test.each(cases)('$what is refused', async ({ code, zip }) => {
  expect(await outcomeOf(zip)).toBe(code);
});

test('a member whose data reach over the one behind it is refused, though each can be read by itself', async () => {
  const zip = zipOf([{ name: 'a.py', data: 'a = 1\n', method: 0 }, { name: 'b.py', data: 'b = 2\n', method: 0 }]);
  const directory = zip.indexOf('PK\x01\x02');
  const body = zip.subarray(30 + 'a.py'.length, directory);
  // CRC-32, packed size and size of the first member, in its local header and in the directory.
  for (const at of [14, directory + 16]) {
    zip.writeUInt32LE(crc32(body), at);
    zip.writeUInt32LE(body.length, at + 4);
    zip.writeUInt32LE(body.length, at + 8);
  }
  expect(await outcomeOf(zip)).toBe('overlap');
});

test('a zip with ZIP64 records that agree, and one with a comment, are read', async () => {
  for (const shape of [{ zip64: {} }, { comment: 'hello' }]) expect(await outcomeOf(zipOf([honest], shape))).toBe('read: pkg/a.py');
});

test('sources that Windows takes for a device are read: there they are missing, and run nothing', async () => {
  const names = ['aux.sh', 'src/con.h', 'src/aux.c', 'prn.pyi'];
  expect(await outcomeOf(zipOf(names.map((name) => ({ ...honest, name }))))).toBe(`read: ${names.join(' ')}`);
});

test.each(['aux.exe', 'prn.bat', 'con.sh.py', 'nul.sh', 'com1.c'])('what Windows could start, or takes for another device, is refused: %s', async (name) => {
  expect(await outcomeOf(zipOf([{ ...honest, name }]))).toBe('reserved-name');
});

test('names that only look like devices are read', async () => {
  const names = ['auxiliary.py', 'console/con_a.py', 'com.py', 'com10.py', 'nul_.py'];
  expect(await outcomeOf(zipOf(names.map((name) => ({ ...honest, name }))))).toBe(`read: ${names.join(' ')}`);
});

// In a local header the name begins at byte 30, and byte 148 of a tar header begins its checksum.
const polyglotName = (sum: string): string => `${'a'.repeat(118)}${sum}${'b'.repeat(400)}`;

test('a zip whose first name makes it a tar header as well is refused', async () => {
  const start = zipOf([{ name: polyglotName(' '.repeat(8)) }]).subarray(0, 512);
  const sum = start.reduce((total, byte) => total + byte, 0);
  expect(await outcomeOf(zipOf([{ name: polyglotName(sum.toString(8).padStart(7, '0').padEnd(8)) }]))).toBe('two-formats');
});

test('bytes before the first member are refused, since some readers skip them', async () => {
  const zip = zipOf([honest], { prefix: 'PK\x03\x04 or anything' });
  expect(await outcomeOf(zip)).toBe('prefixed-data');
});

test('one archive behind another is refused', async () => {
  expect(await outcomeOf(Buffer.concat([zipOf([honest]), zipOf([{ ...honest, name: 'b' }])]))).toBe('concatenated');
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
