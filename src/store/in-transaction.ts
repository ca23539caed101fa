import type { Connection } from './driver.js';

/** Runs `work` as one step that others see whole or not at all; what it throws takes all of it back. */
export function inTransaction<T>(connection: Connection, work: () => T): T {
  connection.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    connection.exec('COMMIT');
    return value;
  } catch (cause) {
    connection.exec('ROLLBACK');
    throw cause;
  }
}
