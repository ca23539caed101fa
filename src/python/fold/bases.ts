import { Buffer } from 'node:buffer';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE85 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';
const ASCII85 = Array.from({ length: 85 }, (_, index) => String.fromCodePoint(33 + index)).join('');

/** `base64.b32decode` */
export function base32(text: string): Buffer | null {
  if (!/^[A-Z2-7]+=*$/i.test(text)) return null;
  let bits = '';
  for (const letter of text.replaceAll('=', '').toUpperCase()) bits += Math.max(0, BASE32.indexOf(letter)).toString(2).padStart(5, '0');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** Five letters stand for four bytes; a shorter rest is filled up with the last letter. */
function fives(text: string, alphabet: string): Buffer | null {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 5) {
    const group = text.slice(at, at + 5);
    const digits = Array.from(group.padEnd(5, alphabet.at(-1)), (letter) => alphabet.indexOf(letter));
    if (digits.includes(-1)) return null;
    const value = digits.reduce((sum, digit) => sum * 85 + digit, 0);
    bytes.push(...[24, 16, 8, 0].slice(0, group.length - 1).map((shift) => Math.floor(value / 2 ** shift) % 256));
  }
  return Buffer.from(bytes);
}

/** `base64.b85decode` */
export function base85(text: string): Buffer | null {
  return fives(text, BASE85);
}

/** `base64.a85decode`, with or without the marks that Adobe puts around it. */
export function ascii85(text: string): Buffer | null {
  return fives(text.replace(/^<~|~>$/g, '').replaceAll(/\s/g, '').replaceAll('z', '!!!!!'), ASCII85);
}
