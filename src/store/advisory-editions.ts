import { ToolError } from '../core/errors.js';
import { seal, unseal } from './checked-value.js';
import type { Database } from './database.js';
import type { Connection } from './driver.js';
import { inTransaction } from './in-transaction.js';

/** One record as it concerns one project. */
export interface EditionRow {
  readonly name: string;
  readonly id: string;
  readonly value: unknown;
}

/** What is known of a project: its records, and how many rows were no longer what was stored. */
export interface EditionAnswer {
  readonly values: readonly unknown[];
  readonly damaged: number;
}

/** A database of advisories that is replaced as a whole: readers see the last complete edition, whatever happens to the next one. */
export interface AdvisoryEditions {
  /** Up to when the complete edition tells (milliseconds since 1970); null when there is none. */
  readonly asOf: () => number | null;
  readonly recordsFor: (name: string) => EditionAnswer;
  /** Begins a new edition; what an interrupted one left is removed. */
  readonly begin: () => NewEdition;
  /** Replaces all rows of some ids in the complete edition, in one step, and moves its date. */
  readonly update: (ids: readonly string[], rows: readonly EditionRow[], asOf: number) => void;
}

export interface NewEdition {
  readonly add: (rows: readonly EditionRow[]) => void;
  /** Puts the edition in the place of the one before, in one step. */
  readonly complete: (asOf: number) => void;
}

const busy = (): ToolError => new ToolError('disk', 'the store is busy: another depsec writes to it', { hint: 'try again in a moment' });

const columnsOf = (row: unknown): Readonly<Record<string, unknown>> => (typeof row === 'object' && row !== null ? { ...row } : {});

interface Current {
  readonly edition: number;
  readonly asOf: number;
}

function currentIn(connection: Connection): Current | null {
  const row = columnsOf(connection.get('SELECT edition, as_of FROM advisory_editions WHERE complete = 1 ORDER BY edition DESC LIMIT 1'));
  return typeof row['edition'] === 'number' ? { edition: row['edition'], asOf: Number(row['as_of']) } : null;
}

function insert(connection: Connection, edition: number, rows: readonly EditionRow[]): void {
  for (const { name, id, value } of rows) {
    const sealed = seal(['advisory', name, id], value);
    connection.run('INSERT OR REPLACE INTO advisories (edition, name, id, digest, value) VALUES (?, ?, ?, ?, ?)', edition, name, id, sealed.digest, sealed.value);
  }
}

function answer(connection: Connection, name: string): EditionAnswer {
  const current = currentIn(connection);
  const rows = current === null ? [] : connection.all('SELECT id, digest, value FROM advisories WHERE edition = ? AND name = ?', current.edition, name);
  const values = rows.map((row) => unseal(['advisory', name, String(columnsOf(row)['id'])], row)).filter((value) => value !== null);
  return { values, damaged: rows.length - values.length };
}

/** The editions in a database. What writes throws ToolError `disk` while others write for too long. */
export function advisoryEditions(database: Pick<Database, 'use'>): AdvisoryEditions {
  const write = (work: (connection: Connection) => void): void => {
    const isDone = database.use((connection) => {
      inTransaction(connection, () => work(connection));
      return true;
    });
    if (isDone === null) throw busy();
  };
  const begin = (): NewEdition => {
    let edition = 0;
    write((connection) => {
      connection.run('DELETE FROM advisories WHERE edition NOT IN (SELECT edition FROM advisory_editions WHERE complete = 1)');
      connection.run('DELETE FROM advisory_editions WHERE complete = 0');
      connection.run('INSERT INTO advisory_editions (complete, as_of) VALUES (0, 0)');
      edition = Number(columnsOf(connection.get('SELECT max(edition) AS edition FROM advisory_editions'))['edition']);
    });
    return {
      add: (rows) => write((connection) => insert(connection, edition, rows)),
      complete: (asOf) => write((connection) => {
        connection.run('UPDATE advisory_editions SET complete = 1, as_of = ? WHERE edition = ?', asOf, edition);
        if (currentIn(connection)?.edition !== edition) throw busy();
        connection.run('DELETE FROM advisory_editions WHERE edition < ?', edition);
        connection.run('DELETE FROM advisories WHERE edition < ?', edition);
      }),
    };
  };
  return {
    asOf: () => database.use((connection) => currentIn(connection)?.asOf ?? null),
    recordsFor: (name) => database.use((connection) => answer(connection, name)) ?? { values: [], damaged: 1 },
    begin,
    update: (ids, rows, asOf) => write((connection) => {
      const current = currentIn(connection);
      if (current === null) return;
      for (const id of ids) connection.run('DELETE FROM advisories WHERE edition = ? AND id = ?', current.edition, id);
      insert(connection, current.edition, rows);
      connection.run('UPDATE advisory_editions SET as_of = ? WHERE edition = ?', asOf, current.edition);
    }),
  };
}
