import { Buffer } from 'node:buffer';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE85 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';
const ASCII85 = Array.from({ length: 85 }, (_, index) => String.fromCodePoint(33 + index)).join('');

/** `base64.b32decode` */
export function base32(text: string): Buffer | null {
  if (!/^[A-Z2-7]+=*$/i.test(text)) return null;
  const digits = digitsOf(BASE32);
  const letters = text.replaceAll('=', '').toUpperCase();
  const bytes = Buffer.alloc(Math.floor((letters.length * 5) / 8));
  let [bits, length, end] = [0, 0, 0];
  for (let at = 0; at < letters.length; at += 1) {
    bits = ((bits << 5) | (digits[letters.charCodeAt(at)] ?? 0)) & 0xfff;
    length += 5;
    if (length < 8) continue;
    length -= 8;
    bytes[end] = (bits >> length) & 0xff;
    end += 1;
  }
  return bytes;
}

/** What each letter of an alphabet counts, by its code; -1 for all others. */
function digitsOf(alphabet: string): Int8Array {
  const digits = new Int8Array(128).fill(-1);
  for (let at = 0; at < alphabet.length; at += 1) digits[alphabet.charCodeAt(at)] = at;
  return digits;
}

/** Five letters stand for four bytes; a shorter rest is filled up with the last letter. */
function fives(text: string, alphabet: string): Buffer | null {
  const digits = digitsOf(alphabet);
  const bytes = Buffer.alloc(Math.ceil(text.length / 5) * 4);
  for (let at = 0; at < text.length; at += 5) {
    let value = 0;
    for (let next = at; next < at + 5; next += 1) {
      const digit = next < text.length ? (digits[text.charCodeAt(next)] ?? -1) : alphabet.length - 1;
      if (digit < 0) return null;
      value = value * 85 + digit;
    }
    bytes.writeUInt32BE(value % 2 ** 32, (at / 5) * 4);
  }
  return bytes.subarray(0, text.length - Math.ceil(text.length / 5));
}

/** `base64.b85decode` */
export function base85(text: string): Buffer | null {
  return fives(text, BASE85);
}

/** `base64.a85decode`, with or without the marks that Adobe puts around it. */
export function ascii85(text: string): Buffer | null {
  return fives(text.replace(/^<~|~>$/g, '').replaceAll(/\s/g, '').replaceAll('z', '!!!!!'), ASCII85);
}
