/** What kinds of characters beyond ASCII a UTF-8 text holds; more may be claimed than is there, never less. */
export interface ForeignBytes {
  /** Controls and characters that do not show. */
  readonly hasInvisible: boolean;
  /** Letters that Python folds into ASCII's, that look like those, or that do not show. */
  readonly hasDoubtfulLetters: boolean;
}

const INVISIBLE = 1;
const LETTERS = 2;

// By the first byte of a character: 1 and 2 as above, 0 for characters that are neither. Two-byte letters and accents of Europe are the common case.
const BY_LEAD = new Uint8Array(256);
for (const lead of [0xf3, 0xe1]) BY_LEAD[lead] = INVISIBLE | LETTERS;
// ª and º, ſ, digraphs, modifier letters, Cyrillic, Armenian, what CJK writing keeps for widths, mathematical letters.
for (const lead of [0xc2, 0xc5, 0xc7, 0xca, 0xcb, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xe3, 0xf0]) BY_LEAD[lead] = LETTERS;
for (const lead of [0xe2, 0xef]) BY_LEAD[lead] = INVISIBLE | LETTERS;

/** For lead bytes that begin ordinary characters as well, what the second byte says. */
function bySecond(lead: number, second: number): number {
  if (lead === 0xc2) return second === 0xaa || second === 0xba ? LETTERS : 0;
  if (lead === 0xc5) return second === 0xbf ? LETTERS : 0;
  if (lead === 0xe1) return second === 0x84 || second === 0x85 || (second >= 0xb4 && second <= 0xba) ? LETTERS : second === 0xa0 ? INVISIBLE : 0;
  if (lead === 0xe2) return second === 0x80 ? INVISIBLE : second === 0x81 ? INVISIBLE | LETTERS : [0x82, 0x84, 0x85, 0x92, 0x93, 0xb1].includes(second) ? LETTERS : 0;
  if (lead === 0xe3) return second === 0x85 || second === 0x8b || second === 0x8d ? LETTERS : 0;
  if (lead === 0xef) return second === 0xb8 || second === 0xbb ? INVISIBLE : second === 0xac || second >= 0xbc ? LETTERS : 0;
  if (lead === 0xf0) return second === 0x9d ? LETTERS : 0;
  return BY_LEAD[lead] ?? 0;
}

// U+2010 to U+2027 are dashes, quotes and dots, which every author uses.
const isPunctuation = (bytes: Buffer, at: number): boolean => bytes[at] === 0xe2 && bytes[at + 1] === 0x80 && (bytes[at + 2] ?? 0) >= 0x90 && (bytes[at + 2] ?? 0) <= 0xa7;

/** Looks at each byte of a text once. */
export function foreignBytes(bytes: Buffer): ForeignBytes {
  let found = 0;
  for (let at = 0; at < bytes.length && found !== (INVISIBLE | LETTERS); at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0xc2 || BY_LEAD[lead] === 0) continue;
    if (!isPunctuation(bytes, at)) found |= bySecond(lead, bytes[at + 1] ?? 0);
  }
  return { hasInvisible: (found & INVISIBLE) !== 0, hasDoubtfulLetters: (found & LETTERS) !== 0 };
}
