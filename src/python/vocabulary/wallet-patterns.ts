// What the addresses of the coins begin with, written plainly, as a class or as one of several.
const FIRST = String.raw`(?:bc1q?|ltc1|0x|[134LMTX])`;
const CLASS = String.raw`\[(?:[13LMTX]{1,5})\](?:\{1\})?`;
const LEAD = String.raw`(?:(?<![\w\]{},-])${FIRST}|(?<![\w\]{},-])${CLASS}|\((?:\?:)?\s?(?:${FIRST}|${CLASS})(?:\|(?:${FIRST}|${CLASS})){1,5}\))`;
// A second letter has a class of its own in some.
const ADDRESS = new RegExp(String.raw`${LEAD}(?:\[[\w-]{2,8}\])?\[([\w-]{4,60})\]\{(\d{1,3})(?:,(\d{1,3}))?\}`, 'g');
const LEAST = 25;
const MOST = 95;

/** Letters and digits, as base58, bech32 and hex have them. */
const hasBoth = (letters: string): boolean => /[a-z]-[a-z]/i.test(letters) && /\d/.test(letters);

/** True for a regular expression that recognises the addresses of wallets, by what it says: how they begin, of what letters they are, and how many. */
export function isWalletPattern(text: string): boolean {
  if (!text.includes(']{')) return false;
  return [...text.replaceAll(String.raw`\b`, ' ').matchAll(ADDRESS)].some(([, letters = '', least = '', most = least]) => hasBoth(letters) && Number(most) >= LEAST && Number(most) <= MOST);
}
