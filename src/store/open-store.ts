import type { Sha256 } from '../core/artifact.js';
import { ToolError } from '../core/errors.js';
import { advisoryCache, forgetfulCache, type AdvisoryCache } from './advisory-cache.js';
import { advisoryEditions, type AdvisoryEditions } from './advisory-editions.js';
import { loadBetterSqlite3 } from './better-sqlite3-driver.js';
import { emptyCaches, sizesOf, type CachedRows } from './cached-rows.js';
import { seal, unseal, type CheckedValue, type RowKey } from './checked-value.js';
import { openDatabase, type Database } from './database.js';
import type { Driver } from './driver.js';
import { monitorBook, type MonitorBook } from './monitor-book.js';
import { loadNodeSqlite } from './node-sqlite-driver.js';

export type StoreKind = 'better-sqlite3' | 'node:sqlite' | 'memory';

/** Findings by the bytes they were found in and the rules that found them. Never decisions: policy may change any time. */
export interface Analyses {
  /** What was put, or null: never stored, stored under other rules, or no longer what was stored. */
  readonly get: (sha256: Sha256, ruleset: string) => unknown;
  /** Stores a JSON value. Throws ToolError `disk` when the disk is full or fails. */
  readonly put: (sha256: Sha256, ruleset: string, value: unknown) => void;
}

/** What services answered, by the question. Whoever asks knows how long an answer holds. */
export interface Answers {
  /** What was put, or null: never stored, or no longer what was stored. */
  readonly get: (key: string) => unknown;
  /** Stores a JSON value. Throws ToolError `disk` when the disk is full or fails. */
  readonly put: (key: string, value: unknown) => void;
}

export interface Store {
  readonly kind: StoreKind;
  readonly analyses: Analyses;
  readonly answers: Answers;
  readonly advisories: AdvisoryCache;
  /** The downloaded database of advisories; null where there is no SQLite to keep one. */
  readonly editions: AdvisoryEditions | null;
  /** What monitors keep of an environment, by a name for it; null where there is no SQLite to keep it. */
  readonly monitor: ((environment: string) => MonitorBook) | null;
  /** What is kept beyond this run and can be found out again. */
  readonly cache: { readonly sizes: () => readonly CachedRows[]; readonly empty: () => void };
  /** What the user should be told once: a damaged store, or one that lasts for this run only. */
  readonly notices: () => readonly string[];
  readonly close: () => void;
}

type Columns = readonly [string, ...string[]];

const KEY_COLUMNS: Readonly<Record<'analyses' | 'answers', Columns>> = { analyses: ['sha256', 'ruleset'], answers: ['key'] };

/** A table of sealed values, by its key columns. */
interface SealedTable {
  readonly get: (key: RowKey) => unknown;
  readonly put: (key: RowKey, value: unknown) => void;
}

function sqliteTable(database: Database, table: keyof typeof KEY_COLUMNS): SealedTable {
  const columns = KEY_COLUMNS[table];
  const select = `SELECT digest, value FROM ${table} WHERE ${columns.map((column) => `${column} = ?`).join(' AND ')}`;
  const insert = `INSERT OR REPLACE INTO ${table} (${columns.join(', ')}, digest, value) VALUES (${columns.map(() => '?').join(', ')}, ?, ?)`;
  return {
    get: (key) => unseal(key, database.use((connection) => connection.get(select, ...key))),
    put(key, value) {
      const sealed = seal(key, value);
      database.use((connection) => connection.run(insert, ...key, sealed.digest, sealed.value));
    },
  };
}

/** A table that lasts as long as the run. */
interface MemoryTable extends SealedTable {
  readonly size: () => Pick<CachedRows, 'rows' | 'bytes'>;
  readonly clear: () => void;
}

function memoryTable(): MemoryTable {
  const rows = new Map<string, CheckedValue>();
  return {
    get: (key) => unseal(key, rows.get(JSON.stringify(key))),
    put: (key, value) => { rows.set(JSON.stringify(key), seal(key, value)); },
    size: () => ({ rows: rows.size, bytes: [...rows.values()].reduce((sum, { value }) => sum + value.length, 0) }),
    clear: () => rows.clear(),
  };
}

function storeOver(analyses: SealedTable, answers: SealedTable): Pick<Store, 'analyses' | 'answers'> {
  return {
    analyses: { get: (sha256, ruleset) => analyses.get([sha256, ruleset]), put: (sha256, ruleset, value) => analyses.put([sha256, ruleset], value) },
    answers: { get: (key) => answers.get([key]), put: (key, value) => answers.put([key], value) },
  };
}

function sqliteStore(kind: StoreKind, database: Database): Store {
  return { kind, ...storeOver(sqliteTable(database, 'analyses'), sqliteTable(database, 'answers')), advisories: advisoryCache(database), editions: advisoryEditions(database), monitor: (environment) => monitorBook(database, environment), cache: { sizes: () => sizesOf(database), empty: () => emptyCaches(database) }, notices: database.notices, close: database.close };
}

/** A store that forgets everything at the end of the run, for machines without SQLite. */
export function memoryStore(notices: readonly string[] = []): Store {
  const rows = { analyses: memoryTable(), answers: memoryTable() };
  return {
    kind: 'memory', ...storeOver(rows.analyses, rows.answers), advisories: forgetfulCache(), editions: null, monitor: null,
    cache: {
      sizes: () => Object.entries(rows).map(([table, { size }]) => ({ table, ...size() })),
      empty: () => { for (const table of Object.values(rows)) table.clear(); },
    },
    notices: () => notices, close: () => undefined,
  };
}

const LOADERS: Readonly<Record<Driver['kind'], () => Promise<Driver | null>>> = { 'better-sqlite3': loadBetterSqlite3, 'node:sqlite': loadNodeSqlite };

async function loadDriver(prefer: StoreKind | undefined): Promise<Driver | null> {
  if (prefer === 'memory') return null;
  const order = prefer === 'node:sqlite' ? (['node:sqlite', 'better-sqlite3'] as const) : (['better-sqlite3', 'node:sqlite'] as const);
  return (await LOADERS[order[0]]()) ?? LOADERS[order[1]]();
}

/**
 * Opens the store in a home folder that exists (see home.ts). `prefer` names the kind to try first. Never fails for the store's own
 * sake: where SQLite or the disk will not serve, a memory store does, and a notice says so.
 */
export async function openStore({ home, prefer }: { readonly home: string; readonly prefer?: StoreKind }): Promise<Store> {
  const driver = await loadDriver(prefer);
  // Not a notice for every run: `doctor` tells by the store's kind.
  if (driver === null) return memoryStore();
  try {
    return sqliteStore(driver.kind, openDatabase({ driver, home }));
  } catch (cause) {
    if (cause instanceof ToolError && cause.code === 'disk') return memoryStore([`${cause.message}; findings are kept for this run only`]);
    throw cause;
  }
}
