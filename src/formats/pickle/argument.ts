import type { Opcode } from './opcodes.js';

function lineEnd(bytes: Buffer, at: number, lines: number): number {
  let end = at;
  for (let line = 0; line < lines; line += 1) {
    const next = bytes.indexOf(10, end);
    if (next < 0) return -1;
    end = next + 1;
  }
  return end;
}

function countedEnd(bytes: Buffer, at: number, width: number): number {
  if (at + width > bytes.length) return -1;
  const length = width === 1 ? (bytes[at] ?? 0) : width === 4 ? bytes.readUInt32LE(at) : Number(bytes.readBigUInt64LE(at));
  return at + width + length;
}

/** Where the argument ends that starts at `at`; -1 when it goes beyond the end. */
export function argumentEnd({ argument, size }: Opcode, bytes: Buffer, at: number): number {
  if (argument === 'fixed' && size === 0) return at;
  const end = argument === 'fixed' ? at + size : argument === 'counted' ? countedEnd(bytes, at, size) : lineEnd(bytes, at, size);
  return end > bytes.length ? -1 : end;
}

/** The number that an index into the memo is written as. */
export function argumentNumber({ argument, size }: Opcode, bytes: Buffer, at: number): number {
  return argument === 'lines' ? Number.parseInt(bytes.toString('latin1', at, lineEnd(bytes, at, 1)), 10) : bytes.readUIntLE(at, size);
}

// Longer texts are no names.
const LONGEST_NAME = 1_000;

// Protocol 0 writes texts as Python source would: in quotes, with escapes.
const unescaped = (text: string): string => text.replace(/^(['"])(.*)\1$/s, '$2').replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))/g, (_, byte?: string, unit?: string) => String.fromCharCode(Number.parseInt(byte ?? unit ?? '', 16)));

/** The text that an argument holds, lines without their ends. */
export function argumentText({ argument, size }: Opcode, bytes: Buffer, at: number): string {
  if (argument === 'lines') return unescaped(bytes.toString('utf8', at, Math.min(lineEnd(bytes, at, size) - 1, at + LONGEST_NAME)));
  const start = argument === 'counted' ? at + size : at;
  return bytes.toString('utf8', start, Math.min(countedEnd(bytes, at, size), start + LONGEST_NAME));
}
