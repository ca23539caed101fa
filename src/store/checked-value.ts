import { createHash } from 'node:crypto';

/** What a stored value belongs to: the key of its row, such as a file's bytes and the rules that looked at them. */
export type RowKey = readonly string[];

export interface CheckedValue {
  readonly digest: string;
  readonly value: string;
}

// The key is part of what is hashed: a row that was moved to another file's key is not trusted either.
const digestOf = (key: RowKey, value: string): string => createHash('sha256').update(JSON.stringify([...key, value])).digest('hex');

/** A value as JSON with the digest that proves it whole. Throws for what JSON cannot hold. */
export function seal(key: RowKey, value: unknown): CheckedValue {
  const json: unknown = JSON.stringify(value);
  if (typeof json !== 'string') throw new TypeError('only JSON values can be stored');
  return { digest: digestOf(key, json), value: json };
}

/** The value of a row, or null when the row is not exactly what was stored (a flipped byte, half a write). */
export function unseal(key: RowKey, row: unknown): unknown {
  if (typeof row !== 'object' || row === null || !('value' in row) || !('digest' in row)) return null;
  if (typeof row.value !== 'string' || row.digest !== digestOf(key, row.value)) return null;
  return JSON.parse(row.value);
}
