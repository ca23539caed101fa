import { paxRecord } from '../../archive/hostile-tar.js';
import type { Random } from '../random.js';

const BLOCK = 512;

/** One change to the blocks or header fields of an honest tar; mostly with a checksum that fits again. */
export function mutateTar(bytes: Buffer, random: Random): Buffer {
  const blocks = Array.from({ length: Math.floor(bytes.length / BLOCK) }, (_, index) => Buffer.from(bytes.subarray(index * BLOCK, (index + 1) * BLOCK)));
  if (blocks.length === 0) return bytes;
  random.pick([move, repeat, drop, editField, editField, editField, editField, addPax, addPax, addGnuName, hide])(blocks, random);
  return Buffer.concat(blocks);
}

function isHeader(block: Buffer): boolean {
  return block.toString('latin1', 257, 262) === 'ustar';
}

function headers(blocks: readonly Buffer[]): readonly Buffer[] {
  return blocks.filter((block) => isHeader(block));
}

function move(blocks: Buffer[], random: Random): void {
  const [block] = blocks.splice(random.below(blocks.length), 1);
  if (block !== undefined) blocks.splice(random.below(blocks.length + 1), 0, block);
}

function repeat(blocks: Buffer[], random: Random): void {
  const start = random.below(blocks.length);
  const end = start + 1 + random.below(4);
  blocks.splice(end, 0, ...blocks.slice(start, end).map((block) => Buffer.from(block)));
}

function drop(blocks: Buffer[], random: Random): void {
  blocks.splice(random.below(blocks.length), 1 + random.below(3));
}

type Field = readonly [at: number, length: number];

/** Name, mode, uid, gid, size, mtime, type, link name, magic, version, device numbers, prefix: place and length. */
const FIELDS: readonly [Field, ...Field[]] = [[0, 100], [100, 8], [108, 8], [116, 8], [124, 12], [124, 12], [136, 12], [156, 1], [156, 1], [157, 100], [257, 6], [263, 2], [329, 8], [345, 155], [500, 12]];
const TEXTS: readonly string[] = ['', '0', '1', '7', '00000000001\0', '00000001000\0', ' 12 ', '-1', '0000001 001\0', '77777777777\0', '9', '1\x00001', '\x80\0\0\0\0\0\0\0\0\0\0\x05', '\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xfe', '\x80\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff',
  'a', 'a/', './a', '../a', '/a', 'a//b', 'a/./b', '\xff\xfe', 'a\0b', 'ustar\0', 'ustar ', 'x', 'g', 'L', 'K', 'S', 'V', 'D', 'N', 'M', 'A', 'X', 'I', '3', '2', '5', 'garden-1.0/setup.py'];

function editField(blocks: Buffer[], random: Random): void {
  const found = headers(blocks);
  const block = found[random.below(found.length)];
  if (block === undefined) return;
  const [at, length] = random.pick(FIELDS);
  const text = TEXTS[random.below(TEXTS.length)] ?? '';
  if (random.chance(2)) block.fill(0, at, at + length);
  block.write(text, at, Math.min(length, text.length), 'latin1');
  if (!random.chance(10)) writeChecksum(block);
}

function writeChecksum(block: Buffer): void {
  block.fill(' ', 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
}

function extension(type: string, data: Buffer, template: Buffer): readonly Buffer[] {
  const header = Buffer.from(template);
  header.write(`${data.length.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  header.write(type, 156, 'latin1');
  header.fill(0, 345, 500);
  writeChecksum(header);
  const padded = Buffer.concat([data, Buffer.alloc((BLOCK - (data.length % BLOCK)) % BLOCK)]);
  return [header, ...Array.from({ length: padded.length / BLOCK }, (_, index) => padded.subarray(index * BLOCK, (index + 1) * BLOCK))];
}

const KEYS = ['path', 'path', 'linkpath', 'size', 'mtime', 'uid', 'GNU.sparse.major', 'GNU.sparse.name', 'GNU.sparse.map', 'GNU.sparse.size', 'hdrcharset', 'comment', 'SCHILY.xattr.user.a', 'charset'] as const;
const PAX_VALUES = ['a', 'pkg/a.py', 'a/', '../a', '/a', '', '0', '1', '512', '-1', '1e3', 'nan', '1.5', 'a\0b', 'a=b\n', 'BINARY', 'ISO-IR 10646 2000 UTF-8', 'gr\u00fcn', './a'] as const;

function addPax(blocks: Buffer[], random: Random): void {
  const at = blocks.findIndex((block, index) => isHeader(block) && (random.chance(3) || index > 8));
  const template = blocks[at];
  if (template === undefined) return;
  const records = Array.from({ length: 1 + random.below(2) }, () => paxRecord(random.pick(KEYS), random.pick(PAX_VALUES)));
  const text = records.join('') + random.pick(['', '', '', '', '\0', '\n', 'x', '5 a=', '007 a=\n']);
  blocks.splice(at, 0, ...extension(random.pick(['x', 'x', 'x', 'g', 'X']), Buffer.from(text), template));
}

function addGnuName(blocks: Buffer[], random: Random): void {
  const at = blocks.findIndex((block, index) => isHeader(block) && (random.chance(3) || index > 8));
  const template = blocks[at];
  if (template === undefined) return;
  const name = random.pick(['a.py', 'a.py\0', 'a\0b\0', '', '\0', '../a\0', 'pkg/\0', `${'n'.repeat(511)}\0`, 'n'.repeat(600), 'gr\u00fcn.py\0', './x\0']);
  blocks.splice(at, 0, ...extension(random.pick(['L', 'L', 'K']), Buffer.from(name), template));
}

function hide(blocks: Buffer[], random: Random): void {
  const data = random.pick([Buffer.alloc(BLOCK), Buffer.alloc(BLOCK, 'x'), Buffer.alloc(100), Buffer.concat([Buffer.from([0x50, 0x4b, 5, 6]), Buffer.alloc(BLOCK - 4)])]);
  blocks.splice(random.below(blocks.length + 1), 0, data);
}
