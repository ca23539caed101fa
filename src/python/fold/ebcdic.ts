// What the code pages of mainframes have in common: letters, digits and the signs that Python is written with.
const ROWS: readonly (readonly [number, string])[] = [
  [0x81, 'abcdefghi'], [0x91, 'jklmnopqr'], [0xa2, 'stuvwxyz'], [0xc1, 'ABCDEFGHI'], [0xd1, 'JKLMNOPQR'], [0xe2, 'STUVWXYZ'], [0xf0, '0123456789'],
  [0x4b, '.<(+'], [0x50, '&'], [0x5c, '*);'], [0x60, '-/'], [0x6b, ',%_>?'], [0x7a, ":#@'=\""], [0x40, ' '], [0x25, '\n'], [0x15, '\n'], [0x05, '\t'], [0xe0, '\\'], [0x4a, '['], [0x5a, ']'],
];
const TABLE: ReadonlyMap<number, string> = new Map(ROWS.flatMap(([start, letters]) => Array.from(letters, (letter, index) => [start + index, letter] as const)));

/** Text in EBCDIC, with a question mark for what the code pages disagree about. */
export function ebcdic(text: string): string {
  return Array.from(text, (letter) => TABLE.get(letter.codePointAt(0) ?? 0) ?? '?').join('');
}
