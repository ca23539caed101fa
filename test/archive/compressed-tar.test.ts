import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { archiveKind } from '../../src/archive/archive-kind.js';
import { runPython } from '../hostile/archives/readings.js';
import { tarOf, type TarPart } from './hostile-tar.js';
import { inFolder, membersOf, outcomeOf, withFile } from './reading.js';

const KINDS = ['bz2', 'xz', 'crc32.xz', 'sha256.xz', 'unchecked.xz', 'lzma'] as const;
type Kind = (typeof KINDS)[number];
const honest: TarPart = { name: 'pkg-1.0/setup.py', data: 'setup()\n' };

/** These bytes as Python compresses them, once for each kind. */
async function packed(bytes: Buffer, kinds: readonly Kind[]): Promise<readonly Buffer[]> {
  return inFolder(async (folder) => {
    for (const kind of kinds) await writeFile(join(folder, kind), bytes);
    await writeFile(join(folder, 'list'), kinds.map((kind) => `${join(folder, kind)}\t${kind}`).join('\n'));
    await runPython('pack', join(folder, 'list'));
    return Promise.all(kinds.map((kind) => readFile(join(folder, kind))));
  });
}

const NONE = Buffer.alloc(0);
const small: Record<Kind, Buffer> = { bz2: NONE, xz: NONE, 'crc32.xz': NONE, 'sha256.xz': NONE, 'unchecked.xz': NONE, lzma: NONE };

beforeAll(async () => {
  for (const [index, bytes] of (await packed(tarOf([honest]), KINDS)).entries()) small[KINDS[index] ?? 'bz2'] = bytes;
});

/** A copy with its highest bit changed in one byte; negative places count from the end. */
function changedAt(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  const place = at < 0 ? copy.length + at : at;
  copy.writeUInt8(copy.readUInt8(place) ^ 0x80, place);
  return copy;
}

/** A copy of an xz file with other bytes in the header of its block, whose checksum then fits again. */
function withBlockHeader(xz: Buffer, at: number, bytes: readonly number[]): Buffer {
  const copy = Buffer.from(xz);
  copy.set(bytes, 12 + at);
  const end = 12 + ((copy[12] ?? 0) + 1) * 4 - 4;
  copy.writeUInt32LE(crc32(copy.subarray(12, end)), end);
  return copy;
}

async function digests(bytes: Buffer): Promise<unknown> {
  return (await membersOf(bytes)).map(({ path, sha256 }) => [path, sha256]);
}

/** What is read of an LZMA file that tells this size. */
function outcomeSized(bytes: number): Promise<string> {
  const copy = Buffer.from(small.lzma);
  copy.writeBigUInt64LE(BigInt(bytes), 5);
  return outcomeOf(copy);
}

describe('a tar compressed with bzip2, xz or LZMA', () => {
  test('is read byte by byte: many blocks, long runs of one byte, text and noise', async () => {
    const runs = Buffer.concat(Array.from({ length: 600 }, (_, length) => Buffer.concat([Buffer.alloc(length, 'a'), Buffer.from('b')])));
    const text = Buffer.from(Array.from({ length: 60_000 }, (_, line) => `line ${line} of ${line * 7}\n`).join(''));
    const tar = tarOf([honest, { name: 'runs', data: runs }, { name: 'noise', data: randomBytes(1_500_000) }, { name: 'text', data: text }, { name: 'zeros', data: Buffer.alloc(2_000_000) }]);
    const plain = await digests(tar);
    for (const bytes of await packed(tar, ['bz2', 'xz', 'lzma'])) expect(await digests(bytes)).toEqual(plain);
  });

  test('is no archive where something else than a tar was compressed', async () => {
    const kinds = await packed(Buffer.from('text '.repeat(500)), KINDS);
    expect(await Promise.all(kinds.map((bytes) => withFile(bytes, archiveKind)))).toEqual(KINDS.map(() => null));
    expect(await Promise.all(Object.values(small).map((bytes) => withFile(bytes, archiveKind)))).toEqual(KINDS.map(() => 'tar'));
  });

  test('is refused with anything behind it, zeros included', async () => {
    for (const kind of KINDS) for (const tail of ['\0\0\0\0', 'x', 'hidden hidden hidden']) expect(await outcomeOf(Buffer.concat([small[kind], Buffer.from(tail)]))).toBe('trailing-data');
  });

  test('is refused with a second stream behind it, since not every reader goes on to the next', async () => {
    const outcomes = await Promise.all(KINDS.map((kind) => outcomeOf(Buffer.concat([small[kind], small[kind]]))));
    expect(outcomes).toEqual(KINDS.map((kind) => (kind === 'lzma' ? 'trailing-data' : 'concatenated')));
  });

  test('is refused wherever it is cut', async () => {
    for (const bytes of Object.values(small)) {
      for (let end = 14; end < bytes.length; end += 7) expect(await outcomeOf(bytes.subarray(0, end))).toBe('truncated');
    }
  });

  test('is refused as a bomb long before it is unpacked', async () => {
    const bombs = await packed(tarOf([{ name: 'a', data: Buffer.alloc(70 * 1024 * 1024) }]), ['bz2', 'xz', 'lzma']);
    for (const bytes of bombs) expect(await outcomeOf(bytes)).toBe('ratio');
  });
});

test('a bzip2 file with another checksum, method or level is refused', async () => {
  const outcomes = [10, 13, -2, 14].map((at) => outcomeOf(changedAt(small.bz2, at)));
  expect(await Promise.all(outcomes)).toEqual(['checksum', 'checksum', 'checksum', 'unknown-method']);
  expect(await outcomeOf(Buffer.concat([Buffer.from('BZh0'), small.bz2.subarray(4)]))).toBe('unknown-method');
});

test('a bzip2 block longer than the level in front of it allows is refused', async () => {
  const [bytes = NONE] = await packed(tarOf([{ name: 'noise', data: randomBytes(200_000) }]), ['bz2']);
  expect(await outcomeOf(Buffer.concat([Buffer.from('BZh1'), bytes.subarray(4)]))).toBe('malformed');
});

test('an xz file with another checksum in its headers, its block or its index is refused', async () => {
  const footer = small.xz.length - 12;
  const index = footer - (small.xz.readUInt32LE(footer + 4) + 1) * 4;
  const outcomes = [8, 20, index - 1, index - 8, footer - 1, footer].map((at) => outcomeOf(changedAt(small.xz, at)));
  expect(new Set(await Promise.all(outcomes))).toEqual(new Set(['checksum']));
});

test('every integrity check of xz is compared, and one that nobody knows is refused', async () => {
  for (const kind of ['xz', 'crc32.xz', 'sha256.xz'] as const) {
    const footer = small[kind].length - 12;
    const index = footer - (small[kind].readUInt32LE(footer + 4) + 1) * 4;
    expect(await outcomeOf(changedAt(small[kind], index - 1))).toBe('checksum');
  }
  const unknown = Buffer.from(small.xz);
  unknown[7] = 5;
  unknown.writeUInt32LE(crc32(unknown.subarray(6, 8)), 8);
  expect(await outcomeOf(unknown)).toBe('unknown-method');
});

test('an xz block with other filters than LZMA2, or data in its padding, is refused', async () => {
  expect(await outcomeOf(withBlockHeader(small.xz, 2, [0x04]))).toBe('unknown-method');
  expect(await outcomeOf(withBlockHeader(small.xz, 1, [0x01]))).toBe('unknown-method');
  expect(await outcomeOf(withBlockHeader(small.xz, 6, [0x01]))).toBe('hidden-data');
});

test('a window of more than 64 MB is refused before it is made', async () => {
  // 2 to the power of 27.
  expect(await outcomeOf(withBlockHeader(small.xz, 4, [30]))).toBe('large-dictionary');
  const lzma = Buffer.from(small.lzma);
  lzma.writeUInt32LE(2 ** 27, 1);
  expect(await outcomeOf(lzma)).toBe('large-dictionary');
});

test('an LZMA file that tells a size holds exactly so much', async () => {
  expect(await outcomeSized(tarOf([honest]).length + 1)).toBe('size-mismatch');
  expect(await outcomeSized(tarOf([honest]).length - 1)).toBe('malformed');
});
