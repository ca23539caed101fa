import { TextDecoder } from 'node:util';
import { hidesNothing } from '../core/utf-7.js';
import { decodeCodePage } from './code-pages.js';

/** The text of a source file with `\n` as its only line end, or the reason why it cannot be had. */
export type DecodedSource =
  | { readonly text: string; readonly declared: string | null }
  | { readonly text: null; readonly why: string; readonly declared: string };

// PEP 263: a comment in one of the first two lines.
const COOKIE = /^[ \t\f]*#[^\n\r]*?coding[:=][ \t]*([-\w.]+)/;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;

const KOREAN = 'windows-949';

// Python's names for what the web calls differently (Lib/encodings/aliases.py).
const ENCODINGS: ReadonlyMap<string, string> = new Map(Object.entries({
  ascii: 'windows-1252',
  us: 'windows-1252',
  'us-ascii': 'windows-1252',
  '646': 'windows-1252',
  utf: 'utf-8',
  u8: 'utf-8',
  utf8: 'utf-8',
  cp65001: 'utf-8',
  'latin-1': 'windows-1252',
  latin: 'windows-1252',
  latin1: 'windows-1252',
  'iso-latin-1': 'windows-1252',
  'iso8859-1': 'windows-1252',
  iso8859: 'windows-1252',
  '8859': 'windows-1252',
  latin9: 'iso-8859-15',
  'mac-roman': 'macintosh',
  macroman: 'macintosh',
  eucjp: 'euc-jp',
  ujis: 'euc-jp',
  cp936: 'gbk',
  ms936: 'gbk',
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  'iso2022-jp': 'iso-2022-jp',
  iso2022jp: 'iso-2022-jp',
  cp949: KOREAN,
  ms949: KOREAN,
  uhc: KOREAN,
  cp950: 'big5',
  ms950: 'big5',
  cp874: 'windows-874',
  'mac-cyrillic': 'x-mac-cyrillic',
  maccyrillic: 'x-mac-cyrillic',
  cp1251: 'windows-1251',
  cp1252: 'windows-1252',
}));

// CPython takes any ending for these, and Emacs writes the line ends there: `utf-8-dos`, `latin-1-unix` (Parser/tokenizer, get_normal_name).
const WITH_ENDING = /^(utf-8|latin-1|iso-8859-1|iso-latin-1)-.*$/;

function labelOf(declared: string): string {
  const plain = declared.replace(WITH_ENDING, '$1');
  return ENCODINGS.get(plain) ?? plain;
}

// These turn harmless-looking text into other code while CPython reads the file: rot13, utf-7, unicode_escape and the like are never guessed at.
const decoderFor = (label: string): TextDecoder | null => {
  try {
    return new TextDecoder(label);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

// Where other letters begin and end, decoders disagree: of two such marks in a row the web makes a letter, and CPython nothing, so that no name is what it seems.
const SWITCHES = /[\x0E\x0F\x1B]/;
const STATEFUL = 'iso-2022-jp';

/** The text as CPython has it; null where the decoder of the web would give another one. */
function decodedAs(label: string, bytes: Buffer): string | null {
  const decoder = decoderFor(label);
  if (decoder?.encoding === STATEFUL && SWITCHES.test(bytes.toString('latin1'))) return null;
  const text = decodeCodePage(bytes, label) ?? decoder?.decode(bytes) ?? null;
  // Many letters of this code page are none to it: what follows them would be read apart from them.
  return label === KOREAN && /[\x80-\x9F\uFFFD]/.test(text ?? '') ? null : text;
}

function declaredEncoding(bytes: Buffer): string | null {
  const lines = bytes.subarray(0, 1024).toString('latin1').split(/\r\n|\r|\n/, 2);
  for (const [index, line] of lines.entries()) {
    const found = COOKIE.exec(line)?.[1];
    if (found) return found.toLowerCase().replaceAll('_', '-');
    if (index === 0 && !/^[ \t\f]*(#.*)?$/.test(line)) return null;
  }
  return null;
}

// CPython reads "\r" and "\r\n" as line ends, so a bare CR ends a comment. NUL would end or refuse the file, never hide the rest from us.
const normalised = (text: string): string => text.replace(/\r\n?/g, '\n').replaceAll('\0', ' ');

/** Decodes as CPython does (PEP 263, byte-order mark). UTF-8 that is none is read as single bytes: CPython refuses such a file, other tools may not. */
export function decodeSource(bytes: Buffer): DecodedSource {
  const marked = BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte);
  const body = marked ? bytes.subarray(BYTE_ORDER_MARK.length) : bytes;
  const declared = declaredEncoding(body);
  if (declared === null || marked) return { text: normalised(utf8OrBytes(body)), declared };
  const label = hidesNothing(declared, body) ? 'utf-8' : labelOf(declared);
  if (label === 'utf-8') return { text: normalised(utf8OrBytes(body)), declared };
  const text = decodedAs(label, body);
  if (text === null) return { text: null, why: `its encoding "${declared}" is not one that depsec reads`, declared };
  return { text: normalised(text), declared };
}

/** True when the file says nothing else than that it is UTF-8, or nothing at all. */
export function isUtf8(bytes: Buffer): boolean {
  const declared = declaredEncoding(bytes);
  return declared === null || /^(?:utf-?8|us-ascii|ascii)/.test(declared);
}

function utf8OrBytes(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
}
