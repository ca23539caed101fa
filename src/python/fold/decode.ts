import { Buffer } from 'node:buffer';
import { base32, base85, ascii85 } from './bases.js';
import { ebcdic } from './ebcdic.js';
import { unpacked } from './unpack.js';

const LONGEST = 1_000_000;
const asText = (bytes: Buffer): string => {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
};

const isBase64 = (text: string): boolean => /^[A-Za-z0-9+/_\s-]+=*\s*$/.test(text);
const isHex = (text: string): boolean => /^(?:\s*[0-9a-f]{2})+\s*$/i.test(text);

const rotated = (text: string): string => text.replace(/[a-z]/gi, (letter) => String.fromCodePoint(((letter.codePointAt(0) ?? 0) & 96) + ((((letter.codePointAt(0) ?? 0) & 31) + 12) % 26) + 1));

const hex = (text: string): string | null => (isHex(text) ? asText(Buffer.from(text.replaceAll(/\s/g, ''), 'hex')) : null);
const base64 = (text: string): string | null => (isBase64(text) ? asText(Buffer.from(text, /[-_]/.test(text) ? 'base64url' : 'base64')) : null);
/** What stands for other letters in an address. */
const unquoted = (text: string): string | null => (/%[0-9a-f]{2}/i.test(text) ? asText(Buffer.from(text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))), 'latin1')) : null);
const asTextOrNull = (bytes: Buffer | null): string | null => (bytes === null ? null : asText(bytes));

const CODECS: readonly (readonly [RegExp, (text: string) => string | null])[] = [
  [/b64decode|a2b_base64|decodebytes|decodestring$|^base_?64(?:_codec)?$/, base64],
  [/fromhex|unhexlify|a2b_hex|b16decode|^hex/, hex],
  [/b32decode$/, (text) => asTextOrNull(base32(text))],
  [/b85decode$/, (text) => asTextOrNull(base85(text))],
  [/a85decode$/, (text) => asTextOrNull(ascii85(text))],
  [/zlib|^zip$|gzip\.decompress/, (text) => asTextOrNull(unpacked(text))],
  [/\bunquote/, unquoted],
  [/^rot_?-?13$/i, rotated],
  [/^cp(?:037|273|424|500|1026|1140)$/i, ebcdic],
];

/** What a decoder makes of a constant text; null when it is none of the codecs that are known here, or no such text. Bytes count as Latin-1 text. */
export function decodedText(decoder: string, text: string): string | null {
  if (text.length > LONGEST) return null;
  return CODECS.find(([name]) => name.test(decoder))?.[1](text) ?? null;
}
