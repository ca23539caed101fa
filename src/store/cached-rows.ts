import type { Database } from './database.js';

/** How much a table of the store holds. */
export interface CachedRows {
  readonly table: string;
  readonly rows: number;
  /** Characters of its values, which is about what it takes on the disk. */
  readonly bytes: number;
}

/** What can be found out again: analyses by the rules, the others by asking. A store without one of them is an older one. */
const TABLES = ['analyses', 'answers', 'advisory_answers', 'advisory_records'] as const;

function numberAt(row: unknown, column: 'rows' | 'bytes' | 'known'): number {
  const cells: ReadonlyMap<string, unknown> = new Map(typeof row === 'object' && row !== null ? Object.entries(row) : []);
  return Number(cells.get(column) ?? 0);
}

function sizeOf(database: Database, table: string): CachedRows {
  const row = database.use((connection) => connection.get(`SELECT count(*) AS rows, total(length(value)) AS bytes FROM ${table}`));
  return { table, rows: numberAt(row, 'rows'), bytes: numberAt(row, 'bytes') };
}

const tablesIn = (database: Database): readonly string[] =>
  TABLES.filter((table) => numberAt(database.use((connection) => connection.get("SELECT count(*) AS known FROM sqlite_schema WHERE type = 'table' AND name = ?", table)), 'known') > 0);

/** What the caches in a database hold. */
export function sizesOf(database: Database): readonly CachedRows[] {
  return tablesIn(database).map((table) => sizeOf(database, table));
}

/** Empties the caches in a database. Others may be using it: they find nothing and ask again. */
export function emptyCaches(database: Database): void {
  for (const table of tablesIn(database)) database.use((connection) => connection.run(`DELETE FROM ${table}`));
  // Gives the room back. While somebody else is writing it cannot, and the room is used again instead.
  database.use((connection) => connection.exec('VACUUM'));
}
