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

// Python's int() takes a sign, blanks around the digits and underscores between them.
const asNumber = (line: string): number => Number(line.trim().replace(/(?<=\d)_(?=\d)/g, ''));

/** The number that an index into the memo is written as. */
export function argumentNumber({ argument, size }: Opcode, bytes: Buffer, at: number): number {
  return argument === 'lines' ? asNumber(bytes.toString('latin1', at, lineEnd(bytes, at, 1))) : bytes.readUIntLE(at, size);
}

// Longer texts are no names, but with the escapes of each of their letters.
const LONGEST_NAME = 1_000;
const LONGEST_ESCAPED = 10 * LONGEST_NAME;

const SIGNS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', a: '\u0007', b: '\b', f: '\f', v: '\v', '\\': '\\', "'": "'", '"': '"' };

// What STRING holds is written as Python 2 would write bytes, in quotes (codecs.escape_decode), what UNICODE holds as `raw_unicode_escape` does.
function asBytes(text: string): string {
  const bare = text.replace(/^(['"])(.*)\1$/s, '$2');
  return bare.replace(/\\(?:x[0-9a-fA-F]{2}|[0-7]{1,3}|[nrtabfv\\'"])/g, (escape) => {
    const sign = SIGNS[escape.slice(1)];
    return sign ?? String.fromCharCode(escape[1] === 'x' ? Number.parseInt(escape.slice(2), 16) : Number.parseInt(escape.slice(1), 8) & 0xff);
  });
}

const asUnicode = (text: string): string =>
  text.replace(/\\\\|\\u([0-9a-fA-F]{4})|\\U(00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4})/g, (whole: string, short?: string, long?: string) =>
    short === undefined && long === undefined ? whole : String.fromCodePoint(Number.parseInt(short ?? long ?? '', 16)));

const PLAIN = (text: string): string => text;
const ESCAPES: Readonly<Partial<Record<number, (text: string) => string>>> = { [0x53]: asBytes, [0x56]: asUnicode };

/** The text that the argument of the opcode in front of `at` holds, lines without their ends. */
export function argumentText({ argument, size }: Opcode, bytes: Buffer, at: number): string {
  if (argument === 'lines') {
    const read = ESCAPES[bytes[at - 1] ?? 0] ?? PLAIN;
    return read(bytes.toString('utf8', at, Math.min(lineEnd(bytes, at, size) - 1, at + LONGEST_ESCAPED)));
  }
  const start = argument === 'counted' ? at + size : at;
  return bytes.toString('utf8', start, Math.min(countedEnd(bytes, at, size), start + LONGEST_NAME));
}
