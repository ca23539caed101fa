/** Names in the code, each counted where it is first met, and those that nobody can tell apart or type; see src/python/shapes/identifiers.ts. */
export interface Names {
  readonly bytes: Buffer;
  /** 1 for names that were met, by their hash. Names that share a hash count once, which only makes the share of others larger. */
  readonly met: Uint8Array;
  names: number;
  soup: number;
  foreign: number;
  /** Names that Python takes for others than those that are written, by folding (PEP 3131). */
  folded: number;
}

interface Found {
  readonly start: number;
  readonly end: number;
  readonly slot: number;
  readonly isForeign: boolean;
}

const SHORTEST_SOUP = 6;
const SHORTEST_SHUFFLED = 14;
const IN_SOUP = new Uint8Array(256);
for (const letter of 'Il1Oo0_') IN_SOUP[letter.codePointAt(0) ?? 0] = 1;

function isSoup(bytes: Buffer, start: number, end: number): boolean {
  // `_0x3fa2` begins like soup and goes on in hex.
  if (bytes[start] === 95 && bytes[start + 1] === 48 && bytes[start + 2] === 120) return true;
  // The last letter may be any.
  for (let at = start; at < end - 1; at += 1) if (IN_SOUP[bytes[at] ?? 0] === 0) return false;
  return true;
}

const isCapital = (code: number): boolean => code >= 65 && code <= 90;
const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;
const SHARE = 0.42;

function isShuffled(bytes: Buffer, start: number, end: number): boolean {
  let changes = 0;
  for (let at = start + 1; at < end; at += 1) {
    const code = bytes[at] ?? 0;
    if (!isLetter(code)) return false;
    if (isCapital(code) !== isCapital(bytes[at - 1] ?? 0)) changes += 1;
  }
  return changes > SHARE * (end - start);
}

/** True for a name that could be another one, or that is no UTF-8. */
function isFolded(bytes: Buffer, start: number, end: number): boolean {
  const name = bytes.toString('utf8', start, end);
  return name.includes('\ufffd') || name.normalize('NFKC') !== name;
}

/** True for the code of a digit. */
export const isDigit = (code: number | undefined): boolean => code !== undefined && code >= 48 && code <= 57;

/** Counts a name that is met for the first time. */
export function noteName(names: Names, { start, end, slot, isForeign }: Found): void {
  // Numbers are read as words, too.
  if (isDigit(names.bytes[start])) return;
  names.met[slot] = 1;
  names.names += 1;
  if (isForeign) {
    names.foreign += 1;
    if (isFolded(names.bytes, start, end)) names.folded += 1;
  }
  const length = end - start;
  if (length < SHORTEST_SOUP) return;
  if (isSoup(names.bytes, start, end) || (length >= SHORTEST_SHUFFLED && isShuffled(names.bytes, start, end))) names.soup += 1;
}
