import type { Connection } from './driver.js';
import { sqliteFault } from './sqlite-fault.js';

/**
 * Takes back what was begun. A full or failing disk may have made SQLite do so by itself (sqlite.org/lang_transaction.html), or lets this fail as well:
 * what went wrong first is the news.
 */
function rollBack(connection: Connection): void {
  try {
    connection.exec('ROLLBACK');
  } catch (cause) {
    const isOver = cause instanceof Error && cause.message.includes('no transaction is active');
    if (!isOver && sqliteFault(cause) === null) throw cause;
  }
}

/** Runs `work` as one step that others see whole or not at all; what it throws takes all of it back. */
export function inTransaction<T>(connection: Connection, work: () => T): T {
  connection.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    connection.exec('COMMIT');
    return value;
  } catch (cause) {
    rollBack(connection);
    throw cause;
  }
}
