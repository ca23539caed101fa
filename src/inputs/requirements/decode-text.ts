import { UserError } from '../../core/errors.js';

// The longer mark first: the one of UTF-16 is the beginning of that of UTF-32.
const MARKS: readonly (readonly [mark: readonly number[], encoding: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe, 0, 0], 'utf-32le'],
  [[0, 0, 0xfe, 0xff], 'utf-32be'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

// Python's names for what the Encoding Standard calls otherwise. Its ISO 8859-1 is not the standard's, which is Windows-1252.
const PYTHON_NAMES: Readonly<Record<string, string>> = {
  utf8: 'utf-8', 'utf-8-sig': 'utf-8', u8: 'utf-8', latin1: 'latin-1', 'iso-8859-1': 'latin-1', 'iso8859-1': 'latin-1', l1: 'latin-1', 'us-ascii': 'ascii',
};

const bad = (why: string): UserError => new UserError('bad-input', why, { hint: 'save it as UTF-8' });

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, littleEndian);
    if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) throw new TypeError('not a code point');
    parts.push(String.fromCodePoint(point));
  }
  if (bytes.length % 4 !== 0) throw new TypeError('not a whole number of code points');
  return parts.join('');
}

function decodeAscii(bytes: Uint8Array): string {
  if (bytes.some((byte) => byte > 0x7f)) throw new TypeError('not ASCII');
  return Buffer.from(bytes).toString('latin1');
}

function decodeAs(bytes: Uint8Array, encoding: string): string {
  if (encoding === 'latin-1') return Buffer.from(bytes).toString('latin1');
  if (encoding === 'ascii') return decodeAscii(bytes);
  if (encoding.startsWith('utf-32')) return decodeUtf32(bytes, encoding === 'utf-32le');
  return decodeForWeb(bytes, encoding);
}

// The upper control codes in Windows-1252, of which Python refuses five. Some versions of Node take them for what they are in Latin-1, where one ends a line.
const WESTERN = '€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ';

function decodeWestern(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('latin1').replace(/[\x80-\x9f]/g, (code) => WESTERN[code.charCodeAt(0) - 0x80] ?? '');
  if (text.includes('\0')) throw new TypeError('not Windows-1252');
  return text;
}

// The web reads some encodings as the page of Windows that is like them: what is a sign there is a control code to Python, and may end a line.
const STANDS_FOR: Readonly<Record<string, string>> = { 'windows-1254': '1254', 'windows-874': '874' };

// IBM's tables, as the Encoding Standard is implemented here, exchange three control codes, of which one ends a line to Python.
const EXCHANGED = [0x1a, 0x1c, 0x7f];

function decodeForWeb(bytes: Uint8Array, encoding: string): string {
  const decoder = new TextDecoder(encoding.replace(/^cp(?=125\d$)/, 'windows-'), { fatal: true, ignoreBOM: true });
  if (decoder.encoding === 'utf-8') return decoder.decode(bytes);
  if (decoder.encoding === 'windows-1252') return encoding.endsWith('1252') ? decodeWestern(bytes) : Buffer.from(bytes).toString('latin1');
  const page = STANDS_FOR[decoder.encoding];
  const isLikeIt = page !== undefined && !encoding.endsWith(page);
  if (bytes.some((byte) => EXCHANGED.includes(byte) || (isLikeIt && byte >= 0x80 && byte < 0xa0))) throw new TypeError('control codes');
  return decoder.decode(bytes);
}

/** `# -*- coding: NAME -*-` in one of the first two lines (PEP 263). */
function namedEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 10_000)).toString('latin1').split('\n').slice(0, 2);
  const name = head.filter((line) => line.startsWith('#')).map((line) => /coding[:=]\s*([-\w.]+)/.exec(line)?.[1]).find((found) => found !== undefined);
  const lower = name?.toLowerCase().replaceAll('_', '-');
  return lower === undefined ? null : (PYTHON_NAMES[lower] ?? lower);
}

/**
 * The text of a requirements file as pip decodes it: by its byte order mark, else by a coding comment, else as UTF-8. pip then falls back to the
 * encoding of the locale, which nearly everywhere is UTF-8; a text that depends on the machine it is read on is refused. Throws `bad-input`.
 */
export function decodeText(bytes: Uint8Array): string {
  const [mark, marked] = MARKS.find(([start]) => start.every((byte, index) => bytes[index] === byte)) ?? [];
  const named = marked === undefined ? namedEncoding(bytes) : null;
  const encoding = marked ?? named ?? 'utf-8';
  try {
    return decodeAs(mark ? bytes.subarray(mark.length) : bytes, encoding);
  } catch (cause) {
    if (cause instanceof RangeError) throw bad(`it names an encoding that depsec does not read: ${JSON.stringify(encoding)}`);
    if (cause instanceof TypeError) throw bad(`it is not ${encoding.toUpperCase()} text${named === null ? '' : ', as its coding comment says'}`);
    throw cause;
  }
}
