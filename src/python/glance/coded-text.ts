const SHORTEST = 6;
const [OTHER, DIGIT, HEX_CAPITAL, HEX_SMALL, CAPITAL, SMALL, MARK] = [0, 1, 2, 4, 8, 16, 32];

// What base64 and the codes with fewer signs are written with.
const SIGNS = new Uint8Array(256);
for (const [pattern, sign] of [[/[A-Z]/, CAPITAL], [/[a-z]/, SMALL], [/[A-F]/, HEX_CAPITAL], [/[a-f]/, HEX_SMALL], [/\d/, DIGIT], [/[+/=_-]/, MARK]] as const) {
  for (let code = 0; code < 128; code += 1) if (pattern.test(String.fromCodePoint(code))) SIGNS[code] = sign;
}

const PADDING = 61;

/** True for a text, without its quotes, that could be one which was encoded, or a piece of it: signs of base64 that are no word, or hex. */
export function mayBeCoded(bytes: Buffer, start: number, end: number): boolean {
  if (end - start < SHORTEST) return false;
  let seen = 0;
  for (let at = start; at < end; at += 1) {
    const sign = SIGNS[bytes[at] ?? 0] ?? OTHER;
    if (sign === OTHER) return false;
    seen |= sign;
  }
  const isHex = (seen & (CAPITAL | SMALL | MARK)) === 0 && (seen & DIGIT) !== 0;
  const hasCases = (seen & (CAPITAL | HEX_CAPITAL)) !== 0 && (seen & (SMALL | HEX_SMALL)) !== 0;
  return isHex || bytes[end - 1] === PADDING || (hasCases && ((seen & DIGIT) !== 0 || (end - start) % 4 === 0));
}
