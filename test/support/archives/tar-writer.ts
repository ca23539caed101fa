import { gzipSync } from 'node:zlib';
import type { Member } from './zip-writer.js';

const BLOCK = 512;
const WRITTEN_AT = 1_580_601_600; // 2020-02-02, so that equal sources give equal bytes

const octal = (value: number, width: number): string => `${value.toString(8).padStart(width - 1, '0')}\0`;

function header({ name, data, mode = 0o644 }: Member): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`too long for a plain ustar header: ${name}`);
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0);
  block.write(octal(mode, 8) + octal(0, 8) + octal(0, 8) + octal(data.length, 12) + octal(WRITTEN_AT, 12), 100, 'latin1');
  block.write('        0', 148, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** A gzipped ustar archive (POSIX.1-1988) whose bytes depend on nothing but the members. */
export function writeTarGz(members: readonly Member[]): Buffer {
  const blocks = members.flatMap((member) => {
    const padding = Buffer.alloc((BLOCK - (member.data.length % BLOCK)) % BLOCK);
    return [header(member), member.data, padding];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]));
}
