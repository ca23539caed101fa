import { ToolError } from '../core/errors.js';
import { currentGeneration, preparePrivateFile, setAside } from './database-file.js';
import type { Connection, Driver } from './driver.js';
import { migrate } from './schema.js';
import { sqliteFault } from './sqlite-fault.js';

/** A database that replaces itself when its file turns out to be damaged. */
export interface Database {
  /** Runs `operation`; when the file is damaged, sets it aside and runs it again on an empty one. `busy` comes back as null. */
  readonly use: <T>(operation: (connection: Connection) => T) => T | null;
  /** What the user should be told once. */
  readonly notices: () => readonly string[];
  readonly close: () => void;
}

interface Place {
  readonly driver: Driver;
  readonly home: string;
}

/** Others may be switching the journal mode at this very moment, for which SQLite does not wait by itself. */
function enableWal(connection: Connection): void {
  for (let tries = 1; ; tries += 1) {
    try {
      connection.exec('PRAGMA journal_mode = WAL');
      connection.exec('PRAGMA synchronous = NORMAL');
      return;
    } catch (cause) {
      if (sqliteFault(cause) !== 'busy' || tries >= 50) throw cause;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

function openFile({ driver, home }: Place, generation: number): Connection {
  const connection = driver.open(preparePrivateFile(home, generation));
  try {
    enableWal(connection);
    migrate(connection);
    // Reads the catalogue, so that a damaged first page shows now.
    connection.get('SELECT count(*) AS n FROM sqlite_schema');
    return connection;
  } catch (cause) {
    closeQuietly(connection);
    throw cause;
  }
}

const unusable = (home: string, cause: unknown): ToolError =>
  new ToolError('disk', `cannot use the store in ${JSON.stringify(home)}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause, hint: 'check space and permissions there' });

/** What was written is in the file or its journal, whatever becomes of the connection. */
function closeQuietly(connection: Connection | null): void {
  try {
    connection?.close();
  } catch (cause) {
    if (sqliteFault(cause) === null) throw cause;
  }
}

/** Opens the database of a home folder. Throws ToolError `disk` when the folder cannot be used. */
export function openDatabase(place: Place): Database {
  const notices: string[] = [];
  let generation = currentGeneration(place.home);
  let connection: Connection | null = null;

  const attempt = <T>(operation: (connection: Connection) => T): T => {
    connection ??= openFile(place, generation);
    return operation(connection);
  };
  const replace = (): void => {
    closeQuietly(connection);
    connection = null;
    setAside(place.home, generation);
    generation = Math.max(generation + 1, currentGeneration(place.home));
    notices.push(`the store in ${place.home} was damaged; it was set aside and starts again empty`);
  };
  const use = <T>(operation: (connection: Connection) => T): T | null => {
    for (let replaced = false; ; replaced = true) {
      try {
        return attempt(operation);
      } catch (cause) {
        const fault = sqliteFault(cause);
        if (fault === null) throw cause;
        if (fault === 'busy') return null;
        if (fault === 'disk' || replaced) throw unusable(place.home, cause);
        replace();
      }
    }
  };
  use(() => null);
  return { use, notices: () => notices, close: () => closeQuietly(connection) };
}
