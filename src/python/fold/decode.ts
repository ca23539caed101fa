import { Buffer } from 'node:buffer';

const LONGEST = 1_000_000;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const asText = (bytes: Buffer): string => {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? bytes.toString('latin1') : text;
};

function base32(text: string): string {
  let bits = '';
  for (const letter of text.replaceAll('=', '').toUpperCase()) bits += Math.max(0, BASE32.indexOf(letter)).toString(2).padStart(5, '0');
  return asText(Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))));
}

const isBase64 = (text: string): boolean => /^[A-Za-z0-9+/_\s-]+=*\s*$/.test(text);
const isHex = (text: string): boolean => /^(?:\s*[0-9a-f]{2})+\s*$/i.test(text);

const rotated = (text: string): string => text.replace(/[a-z]/gi, (letter) => String.fromCodePoint(((letter.codePointAt(0) ?? 0) & 96) + ((((letter.codePointAt(0) ?? 0) & 31) + 12) % 26) + 1));

/** What a decoder makes of a constant text, for the codecs that turn text into text; null when it is another codec or no such text. */
export function decodedText(decoder: string, text: string): string | null {
  if (text.length > LONGEST) return null;
  if (/b64decode|a2b_base64|decodebytes|decodestring$/.test(decoder)) return isBase64(text) ? asText(Buffer.from(text, /[-_]/.test(text) ? 'base64url' : 'base64')) : null;
  if (/fromhex|unhexlify|a2b_hex|b16decode|^hex/.test(decoder)) return isHex(text) ? asText(Buffer.from(text.replaceAll(/\s/g, ''), 'hex')) : null;
  if (decoder.endsWith('b32decode')) return /^[A-Z2-7]+=*$/i.test(text) ? base32(text) : null;
  return /^rot_?-?13$/i.test(decoder) ? rotated(text) : null;
}
