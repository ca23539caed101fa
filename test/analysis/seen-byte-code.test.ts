import { expect, test } from 'vitest';
import { compiledModules, seeByteCode } from '../../src/analysis/content/compiled-module.js';
import compiledCode from '../../src/rules/compiled-code.js';
import { beginsAsByteCode } from '../../src/formats/byte-code/read-byte-code.js';
import { byteCodeOf } from '../formats/byte-codes.js';

const SOURCE_BYTES = 120;

/** A `.pyc` of Python 3.11 whose code is cut off: whoever reads it sees a problem. */
function cutByteCode({ flags = 0 } = {}): Buffer {
  const bytes = Buffer.alloc(17);
  bytes.writeUInt16LE(3495, 0);
  bytes.set([0x0d, 0x0a], 2);
  bytes.writeUInt32LE(flags, 4);
  bytes.writeUInt32LE(SOURCE_BYTES, 12);
  bytes[16] = 0xe3;
  return bytes;
}

const sizes = (bytes: number | null) => (member: string): number | null => (member === 'pkg/a.py' ? bytes : null);
const CACHED = 'pkg/__pycache__/a.cpython-311.pyc';

test('byte code that says the size of the source beside it is left to that source', () => {
  expect(seeByteCode(CACHED, cutByteCode(), sizes(SOURCE_BYTES)).read).toMatchObject({ problem: null, isByteCode: true });
});

test.each([
  ['of another size', SOURCE_BYTES + 1, 0],
  ['that is not there', null, 0],
  ['that Python never compares it with', SOURCE_BYTES, 1],
])('byte code of a source %s is read', (_, bytes, flags) => {
  expect(seeByteCode(CACHED, cutByteCode({ flags }), sizes(bytes)).read.problem).not.toBeNull();
});

test('what is no byte code is told as that, whatever lies beside it', () => {
  expect(seeByteCode(CACHED, Buffer.from('not byte code at all'), sizes(20)).read.isByteCode).toBe(false);
});

test.each([
  ['medium', 'wheel', {}],
  ['low', 'sdist', {}],
  ['medium', 'sdist', { names: ['a'] }],
  ['medium', 'sdist', { inner: [{ names: ['a'] }] }],
] as const)('byte code without source is %s in a %s where it names %j', (severity, kind, code) => {
  const compiled = compiledModules([seeByteCode('tests/empty.pyc', byteCodeOf(code))], []);
  const facts = { name: null, version: '', kind, members: [], compiled, started: [], metadata: null, wheel: null, buildRequires: [] };
  expect(compiledCode.check(facts)).toMatchObject([{ severity }]);
});

test('bytes are byte code by what they begin with, whatever the file is called', () => {
  expect(beginsAsByteCode(cutByteCode())).toBe(true);
  const ofNoPython = cutByteCode();
  ofNoPython.writeUInt16LE(12, 0);
  const withoutCode = cutByteCode();
  withoutCode[16] = 0x28;
  expect([ofNoPython, withoutCode, Buffer.from('PK\r\n'), Buffer.alloc(0)].map(beginsAsByteCode)).toEqual([false, false, false, false]);
});

const judged = (content: Buffer | null) => compiledCode.check({ name: null, version: '', kind: 'wheel', members: [], compiled: compiledModules([seeByteCode('pkg/share/full.cache', content, () => content?.length ?? 0)], [{ path: 'pkg/share/full.cache', bytes: 17, kind: 'data' }]), started: [], metadata: null, wheel: null, buildRequires: [] });

test('byte code under another name is told as that, and by what it does where that can be read', () => {
  expect(judged(null)).toMatchObject([{ severity: 'medium', isStrong: true, message: expect.stringContaining('under another name') }]);
  expect(judged(byteCodeOf({ names: ['urllib', 'urlopen', 'exec'] }))).toMatchObject([{ severity: 'critical' }]);
});
