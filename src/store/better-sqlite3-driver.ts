import { BUSY_TIMEOUT_MS, connectionOver, type Driver } from './driver.js';

// From Node 24 on, the version that Node 20 can load ends the process while its objects are cleared away ("Assertion failed: (env) != nullptr"); Node has SQLite itself there.
const ENDS_PROCESS_FROM = 24;

/** better-sqlite3 where it was installed, its native part loads on this machine and does no harm to this Node; else null. */
export async function loadBetterSqlite3(versions: Readonly<Record<string, string | undefined>> = process.versions): Promise<Driver | null> {
  if (Number.parseInt(versions['node'] ?? '', 10) >= ENDS_PROCESS_FROM) return null;
  try {
    const { default: Database } = await import('better-sqlite3');
    // The native part is loaded by the first database, not by the import.
    new Database(':memory:').close();
    const open = (path: string) => {
      const database = new Database(path, { timeout: BUSY_TIMEOUT_MS });
      return connectionOver({
        exec: (sql) => database.exec(sql),
        prepare: (sql) => database.prepare<(string | number)[]>(sql),
        close: () => database.close(),
      });
    };
    return { kind: 'better-sqlite3', open };
  } catch (cause) {
    // Not installed, built for another Node, or an older libstdc++: an optional dependency is absent in any of these ways.
    if (cause instanceof Error) return null;
    throw cause;
  }
}
