/** What an error of SQLite means for the store. `damaged`: the file cannot be trusted. `busy`: others write for too long. `disk`: it cannot be written. */
export type SqliteFault = 'damaged' | 'busy' | 'disk';

/** Primary result codes (sqlite.org/rescode.html). */
const FAULTS: Readonly<Record<number, SqliteFault>> = { 5: 'busy', 6: 'busy', 8: 'disk', 10: 'disk', 11: 'damaged', 13: 'disk', 14: 'disk', 15: 'busy', 26: 'damaged' };
const NUMBERS: Readonly<Record<string, number>> = { BUSY: 5, LOCKED: 6, READONLY: 8, IOERR: 10, CORRUPT: 11, FULL: 13, CANTOPEN: 14, PROTOCOL: 15, NOTADB: 26 };

/** Tells the faults of both drivers apart; null for an error that is not SQLite's or is a bug of ours (wrong SQL). */
export function sqliteFault(cause: unknown): SqliteFault | null {
  if (!(cause instanceof Error)) return null;
  // node:sqlite puts the extended code into `errcode`, better-sqlite3 its name into `code`.
  if ('errcode' in cause && typeof cause.errcode === 'number') return FAULTS[cause.errcode & 0xff] ?? null;
  const name = 'code' in cause && typeof cause.code === 'string' ? /^SQLITE_([A-Z]+)/.exec(cause.code)?.[1] : undefined;
  return FAULTS[NUMBERS[name ?? ''] ?? -1] ?? null;
}
