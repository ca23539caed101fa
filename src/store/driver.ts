/** The part of SQLite that depsec uses, whichever package brings it. All calls block; values are text, numbers or null. */
export interface Connection {
  readonly exec: (sql: string) => void;
  readonly get: (sql: string, ...values: readonly (string | number)[]) => unknown;
  readonly all: (sql: string, ...values: readonly (string | number)[]) => readonly unknown[];
  readonly run: (sql: string, ...values: readonly (string | number)[]) => void;
  readonly close: () => void;
}

export interface Driver {
  readonly kind: 'better-sqlite3' | 'node:sqlite';
  /** Opens or creates a database file. */
  readonly open: (path: string) => Connection;
}

/** Waits this long for another process that is writing. */
export const BUSY_TIMEOUT_MS = 5_000;

interface Statement {
  readonly get: (...values: (string | number)[]) => unknown;
  readonly all: (...values: (string | number)[]) => unknown[];
  readonly run: (...values: (string | number)[]) => unknown;
}

/** What both packages offer alike. */
interface RawDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): Statement;
  close(): unknown;
}

/** Prepares each statement once. */
export function connectionOver(database: RawDatabase): Connection {
  const statements = new Map<string, Statement>();
  const prepared = (sql: string): Statement => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return {
    exec: (sql) => { database.exec(sql); },
    get: (sql, ...values) => prepared(sql).get(...values),
    all: (sql, ...values) => prepared(sql).all(...values),
    run: (sql, ...values) => { prepared(sql).run(...values); },
    close: () => { database.close(); },
  };
}
