import { loadBetterSqlite3 } from '../../src/store/better-sqlite3-driver.js';
import type { Connection, Driver } from '../../src/store/driver.js';
import { loadNodeSqlite } from '../../src/store/node-sqlite-driver.js';
import type { StoreKind } from '../../src/store/open-store.js';

const isThere = (driver: Driver | null): driver is Driver => driver !== null;

/** The SQLite drivers that load on this machine, best first. None on a Node 20 where better-sqlite3 could not be built. */
export const drivers: readonly Driver[] = [await loadBetterSqlite3(), await loadNodeSqlite()].filter(isThere);

export const onDisk: readonly Driver['kind'][] = drivers.map(({ kind }) => kind);

/** Every kind of store that can be had here. */
export const kinds: readonly StoreKind[] = [...onDisk, 'memory'];

/** A database file opened past the store, to look into it or to spoil it. */
export function openRaw(path: string): Connection {
  const [driver] = drivers;
  if (!driver) throw new Error('no SQLite loads here');
  return driver.open(path);
}
