import { seal, unseal } from './checked-value.js';
import type { Database } from './database.js';

/** What a service said, and when (milliseconds since 1970). */
export interface KeptAnswer {
  readonly askedAt: number;
  readonly value: unknown;
}

/** Answers of an advisory service by the name of the project, and records by their id. What was changed on disk counts as absent. */
export interface AdvisoryCache {
  readonly answer: (name: string) => KeptAnswer | null;
  readonly putAnswer: (name: string, answer: KeptAnswer) => void;
  /** The newest state that was put. */
  readonly record: (id: string) => { readonly modified: string; readonly value: unknown } | null;
  readonly putRecord: (id: string, modified: string, value: unknown) => void;
}

const columnsOf = (row: unknown): Readonly<Record<string, unknown>> => (typeof row === 'object' && row !== null ? { ...row } : {});

/** The cache in a database. */
export function advisoryCache({ use }: Pick<Database, 'use'>): AdvisoryCache {
  return {
    answer(name) {
      const row = use((connection) => connection.get('SELECT asked_at, digest, value FROM advisory_answers WHERE name = ?', name));
      const askedAt = Number(columnsOf(row)['asked_at']);
      const value = unseal(['answer', name, String(askedAt)], row);
      return value === null ? null : { askedAt, value };
    },
    putAnswer(name, { askedAt, value }) {
      const sealed = seal(['answer', name, String(askedAt)], value);
      use((connection) => connection.run('INSERT OR REPLACE INTO advisory_answers (name, asked_at, digest, value) VALUES (?, ?, ?, ?)', name, askedAt, sealed.digest, sealed.value));
    },
    record(id) {
      const row = use((connection) => connection.get('SELECT modified, digest, value FROM advisory_records WHERE id = ?', id));
      const modified = String(columnsOf(row)['modified']);
      const value = unseal(['record', id, modified], row);
      return value === null ? null : { modified, value };
    },
    putRecord(id, modified, value) {
      const sealed = seal(['record', id, modified], value);
      use((connection) => connection.run('INSERT OR REPLACE INTO advisory_records (id, modified, digest, value) VALUES (?, ?, ?, ?)', id, modified, sealed.digest, sealed.value));
    },
  };
}

/** A cache that forgets everything at the end of the run. */
export function forgetfulCache(): AdvisoryCache {
  const answers = new Map<string, KeptAnswer>();
  const records = new Map<string, { readonly modified: string; readonly value: unknown }>();
  return {
    answer: (name) => answers.get(name) ?? null,
    putAnswer: (name, answer) => void answers.set(name, answer),
    record: (id) => records.get(id) ?? null,
    putRecord: (id, modified, value) => void records.set(id, { modified, value }),
  };
}
