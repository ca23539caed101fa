/** Rows of a QWERTY keyboard; each is set off about half a key to the right of the one above. */
const ROWS = ['1234567890-', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'] as const;

const keyAt = (row: number, column: number): string => ROWS[row]?.[column] ?? '';

function neighboursOf(row: number, column: number): string {
  const besides = keyAt(row, column - 1) + keyAt(row, column + 1);
  const above = keyAt(row - 1, column) + keyAt(row - 1, column + 1);
  return besides + above + keyAt(row + 1, column - 1) + keyAt(row + 1, column);
}

const NEIGHBOURS: ReadonlyMap<string, string> = new Map(
  ROWS.flatMap((keys, row) => Array.from(keys, (key, column) => [key, neighboursOf(row, column)] as const)),
);

/** True when a finger that aims at one of the two keys easily hits the other. */
export function areNeighbourKeys(a: string, b: string): boolean {
  return b !== '' && (NEIGHBOURS.get(a)?.includes(b) ?? false);
}
