import type { Sha256 } from '../core/artifact.js';
import { ToolError } from '../core/errors.js';
import { loadBetterSqlite3 } from './better-sqlite3-driver.js';
import { emptyCaches, sizesOf, type CachedRows } from './cached-rows.js';
import { seal, unseal, type CheckedValue } from './checked-value.js';
import { openDatabase, type Database } from './database.js';
import type { Driver } from './driver.js';
import { loadNodeSqlite } from './node-sqlite-driver.js';

export type StoreKind = 'better-sqlite3' | 'node:sqlite' | 'memory';

/** Findings by the bytes they were found in and the rules that found them. Never decisions: policy may change any time. */
export interface Analyses {
  /** What was put, or null: never stored, stored under other rules, or no longer what was stored. */
  readonly get: (sha256: Sha256, ruleset: string) => unknown;
  /** Stores a JSON value. Throws ToolError `disk` when the disk is full or fails. */
  readonly put: (sha256: Sha256, ruleset: string, value: unknown) => void;
}

export interface Store {
  readonly kind: StoreKind;
  readonly analyses: Analyses;
  /** What is kept beyond this run and can be found out again. */
  readonly cache: { readonly sizes: () => readonly CachedRows[]; readonly empty: () => void };
  /** What the user should be told once: a damaged store, or one that lasts for this run only. */
  readonly notices: () => readonly string[];
  readonly close: () => void;
}

const GET = 'SELECT digest, value FROM analyses WHERE sha256 = ? AND ruleset = ?';
const PUT = 'INSERT OR REPLACE INTO analyses (sha256, ruleset, digest, value) VALUES (?, ?, ?, ?)';

function sqliteStore(kind: StoreKind, database: Database): Store {
  const get = (sha256: Sha256, ruleset: string): unknown => unseal({ sha256, ruleset }, database.use((connection) => connection.get(GET, sha256, ruleset)));
  const put = (sha256: Sha256, ruleset: string, value: unknown): void => {
    const sealed = seal({ sha256, ruleset }, value);
    database.use((connection) => connection.run(PUT, sha256, ruleset, sealed.digest, sealed.value));
  };
  const cache = { sizes: () => sizesOf(database), empty: () => emptyCaches(database) };
  return { kind, analyses: { get, put }, cache, notices: database.notices, close: database.close };
}

const keyOf = (sha256: Sha256, ruleset: string): string => JSON.stringify([sha256, ruleset]);

/** A store that forgets everything at the end of the run, for machines without SQLite. */
export function memoryStore(notices: readonly string[] = []): Store {
  const rows = new Map<string, CheckedValue>();
  return {
    kind: 'memory',
    analyses: {
      get: (sha256, ruleset) => unseal({ sha256, ruleset }, rows.get(keyOf(sha256, ruleset))),
      put: (sha256, ruleset, value) => { rows.set(keyOf(sha256, ruleset), seal({ sha256, ruleset }, value)); },
    },
    cache: {
      sizes: () => [{ table: 'analyses', rows: rows.size, bytes: [...rows.values()].reduce((sum, { value }) => sum + value.length, 0) }],
      empty: () => rows.clear(),
    },
    notices: () => notices,
    close: () => rows.clear(),
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
