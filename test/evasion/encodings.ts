import { deflateSync, gzipSync } from 'node:zlib';
import { PAYLOAD } from './sources.js';

/** A text as an expression that gives it back, and what must stand above. */
export interface Encoded {
  readonly lines: readonly string[];
  readonly expression: string;
}

type Encoding = (text: string) => Encoded;

const base64 = (bytes: Buffer | string): string => Buffer.from(bytes).toString('base64');
const hex = (text: string): string => Buffer.from(text).toString('hex');
const quoted = (text: string): string => JSON.stringify(text);
const codes = (text: string): readonly number[] => [...Buffer.from(text)];
const rot13 = (text: string): string => text.replace(/[a-z]/gi, (letter) => String.fromCharCode((letter.toLowerCase() < 'n' ? 13 : -13) + letter.charCodeAt(0)));
const halves = (text: string): readonly [string, string] => [text.slice(0, text.length >> 1), text.slice(text.length >> 1)];
const reversed = (text: string): string => Array.from(text).toReversed().join('');

const by = (module: string, expression: (text: string) => string): Encoding => (text) => ({ lines: module === '' ? [] : module.split(' ').map((name) => `import ${name}`), expression: expression(text) });

function base32(text: string): string {
  const bits = codes(text).map((code) => code.toString(2).padStart(8, '0')).join('');
  const letters = (bits.match(/.{1,5}/g) ?? []).map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
  return letters.padEnd(Math.ceil(letters.length / 8) * 8, '=');
}

// Node packs neither of these, so they hold one text: PAYLOAD.
const PACKED = {
  bz2: 'QlpoOTFBWSZTWUFy+9sAAAPTgAAQAGAAALenkyAgADFMmJkGRhE0NAwmnqVZyG2wqSaEFQyiPXkHYBAb/F3JFOFCQQXL72w=',
  lzma: '/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAgYmxvb20odW5kZWZpbmVkX2luX2V2ZXJ5X2dhcmRlbikKAAAAAIJqzkG2c3oBAAE5Ic8oa2IftvN9AQAAAAAEWVo=',
  a85: '@Vft$D(\'OEA7]@eDIm?cBl79hG%G]>?Y<efA7]X-$3',
  b85: 'Vr*}3Z76kaWMyV)Ze?U&X>MO-c4cyTUuR)*WMytC3I',
};

/** Ways of packing a text so that a decoder is needed to read it. `base64` is what everybody uses. */
export const encodings: Readonly<Record<string, Encoding>> = {
  base64: by('base64', (text) => `base64.b64decode(${quoted(base64(text))}).decode()`),
  'base64-urlsafe': by('base64', (text) => `base64.urlsafe_b64decode(${quoted(base64(text))}).decode()`),
  'base64-standard': by('base64', (text) => `base64.standard_b64decode(${quoted(base64(text))}).decode()`),
  'base64-bytes': by('base64', (text) => `base64.decodebytes(b${quoted(base64(text))}).decode()`),
  base32: by('base64', (text) => `base64.b32decode(${quoted(base32(text))}).decode()`),
  base16: by('base64', (text) => `base64.b16decode(${quoted(hex(text).toUpperCase())}).decode()`),
  base85: by('base64', () => `base64.b85decode(${quoted(PACKED.b85)}).decode()`),
  ascii85: by('base64', () => `base64.a85decode(${quoted(PACKED.a85)}).decode()`),
  a2b_base64: by('binascii', (text) => `binascii.a2b_base64(${quoted(base64(text))}).decode()`),
  unhexlify: by('binascii', (text) => `binascii.unhexlify(${quoted(hex(text))}).decode()`),
  fromhex: by('', (text) => `bytes.fromhex(${quoted(hex(text))}).decode()`),
  rot13: by('codecs', (text) => `codecs.decode(${quoted(rot13(text))}, 'rot13')`),
  'codecs-base64': by('codecs', (text) => `codecs.decode(b${quoted(base64(text))}, 'base64').decode()`),
  'codecs-hex': by('codecs', (text) => `codecs.decode(${quoted(hex(text))}, 'hex').decode()`),
  zlib: by('base64 zlib', (text) => `zlib.decompress(base64.b64decode(${quoted(base64(deflateSync(text)))})).decode()`),
  'zlib-object': by('base64 zlib', (text) => `zlib.decompressobj().decompress(base64.b64decode(${quoted(base64(deflateSync(text)))})).decode()`),
  gzip: by('base64 gzip', (text) => `gzip.decompress(base64.b64decode(${quoted(base64(gzipSync(text)))})).decode()`),
  bz2: by('base64 bz2', () => `bz2.decompress(base64.b64decode(${quoted(PACKED.bz2)})).decode()`),
  lzma: by('base64 lzma', () => `lzma.decompress(base64.b64decode(${quoted(PACKED.lzma)})).decode()`),
  'base64-reversed': by('base64', (text) => `base64.b64decode(${quoted(reversed(base64(text)))}[::-1]).decode()`),
  'base64-twice': by('base64', (text) => `base64.b64decode(base64.b64decode(${quoted(base64(base64(text)))})).decode()`),
  'base64-in-parts': by('base64', (text) => `base64.b64decode(${halves(base64(text)).map(quoted).join(' + ')}).decode()`),
  xor: by('', (text) => `''.join(chr(code ^ 42) for code in [${codes(text).map((code) => code ^ 42).join(', ')}])`),
  'xor-bytes': by('', (text) => `bytes(code ^ 42 for code in bytes.fromhex(${quoted(codes(text).map((code) => (code ^ 42).toString(16).padStart(2, '0')).join(''))})).decode()`),
  'shifted-codes': by('', (text) => `''.join(chr(code - 3) for code in [${codes(text).map((code) => code + 3).join(', ')}])`),
  'int-to-bytes': by('', (text) => `int.to_bytes(0x${hex(text)}, ${text.length}, 'big').decode()`),
  'int-method': by('', (text) => `(0x${hex(text)}).to_bytes(${text.length}, 'big').decode()`),
  marshal: by('marshal base64', (text) => `marshal.loads(base64.b64decode(${quoted(base64(`\u00fa${text}`))}))`),
};

/** Ways of writing a constant text so that a search does not find it. No decoder is needed: the text is there. */
export const foldings: Readonly<Record<string, Encoding>> = {
  literal: by('', quoted),
  concatenation: by('', (text) => `(${halves(text).map(quoted).join(' + ')})`),
  adjacent: by('', (text) => `(${halves(text).map(quoted).join(' ')})`),
  join: by('', (text) => `''.join([${Array.from(text).map(quoted).join(', ')}])`),
  'join-of-parts': by('', (text) => `''.join((${(text.match(/[\s\S]{1,4}/g) ?? []).map(quoted).join(', ')}))`),
  slice: by('', (text) => `${quoted(`xxx${text}yyy`)}[3:-3]`),
  stride: by('', (text) => `${quoted(Array.from(text).map((letter) => `${letter}.`).join(''))}[::2]`),
  reversal: by('', (text) => `${quoted(reversed(text))}[::-1]`),
  'reversed-join': by('', (text) => `''.join(reversed(${quoted(reversed(text))}))`),
  chr: by('', (text) => `(${codes(text).map((code) => `chr(${code})`).join(' + ')})`),
  'map-chr': by('', (text) => `''.join(map(chr, [${codes(text).join(', ')}]))`),
  'chr-comprehension': by('', (text) => `''.join([chr(code) for code in (${codes(text).join(', ')})])`),
  bytes: by('', (text) => `bytes([${codes(text).join(', ')}]).decode()`),
  escapes: by('', (text) => `"${codes(text).map((code) => `\\x${code.toString(16).padStart(2, '0')}`).join('')}"`),
  'unicode-escapes': by('', (text) => `"${codes(text).map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('')}"`),
  percent: by('', (text) => `(${quoted('%s%s')} % (${halves(text).map(quoted).join(', ')}))`),
  format: by('', (text) => `'{1}{0}'.format(${halves(text).toReversed().map(quoted).join(', ')})`),
  'f-string': (text) => ({ lines: halves(text).map((half, index) => `part_${index} = ${quoted(half)}`), expression: "f'{part_0}{part_1}'" }),
  replace: by('', (text) => `${quoted(Array.from(text).join('~'))}.replace('~', '')`),
  'split-join': by('', (text) => `''.join(${quoted(Array.from(text).join('~'))}.split('~'))`),
  'swapped-case': by('', (text) => `${quoted(text.replace(/[a-z]/gi, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase())))}.swapcase()`),
  translate: by('', (text) => `${quoted(text.replaceAll('o', '0'))}.translate({48: 'o'})`),
  'split-variables': (text) => ({ lines: halves(text).map((half, index) => `part_${index} = ${quoted(half)}`), expression: '(part_0 + part_1)' }),
  'class-constant': (text) => ({ lines: ['', '', 'class Shed:', `    PART = ${quoted(text)}`, '', ''], expression: 'Shed.PART' }),
  enumeration: (text) => ({ lines: ['import enum', '', '', 'class Shed(enum.Enum):', ...halves(text).map((half, index) => `    PART_${index} = ${quoted(half)}`), '', ''], expression: '(Shed.PART_0.value + Shed.PART_1.value)' }),
  'named-tuple': (text) => ({ lines: ['import collections', '', "Shed = collections.namedtuple('Shed', 'first second')", `shed = Shed(${halves(text).map(quoted).join(', ')})`], expression: '(shed.first + shed[1])' }),
  'data-class': (text) => ({ lines: ['from dataclasses import dataclass', '', '', '@dataclass', 'class Shed:', '    first: str', `    second: str = ${quoted(halves(text)[1] ?? '')}`, '', '', `shed = Shed(${quoted(halves(text)[0] ?? '')})`], expression: '(shed.first + shed.second)' }),
  generator: (text) => ({ lines: ['', '', 'def parts():', ...halves(text).map((half) => `    yield ${quoted(half)}`), '', ''], expression: "''.join(parts())" }),
};

/** The text that every sample of an encoding holds. */
export const encodedPayload = (encoding: Encoding): Encoded => encoding(PAYLOAD);
