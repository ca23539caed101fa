import { createHash } from 'node:crypto';
import type { Sha256 } from '../core/artifact.js';

/** What a stored value belongs to: the file's bytes and the rules that looked at them. */
export interface AnalysisKey {
  readonly sha256: Sha256;
  readonly ruleset: string;
}

export interface CheckedValue {
  readonly digest: string;
  readonly value: string;
}

// The key is part of what is hashed: a row that was moved to another file's key is not trusted either.
const digestOf = ({ sha256, ruleset }: AnalysisKey, value: string): string => createHash('sha256').update(JSON.stringify([sha256, ruleset, value])).digest('hex');

/** A value as JSON with the digest that proves it whole. Throws for what JSON cannot hold. */
export function seal(key: AnalysisKey, value: unknown): CheckedValue {
  const json: unknown = JSON.stringify(value);
  if (typeof json !== 'string') throw new TypeError('only JSON values can be stored');
  return { digest: digestOf(key, json), value: json };
}

/** The value of a row, or null when the row is not exactly what was stored (a flipped byte, half a write). */
export function unseal(key: AnalysisKey, row: unknown): unknown {
  if (typeof row !== 'object' || row === null || !('value' in row) || !('digest' in row)) return null;
  if (typeof row.value !== 'string' || row.digest !== digestOf(key, row.value)) return null;
  return JSON.parse(row.value);
}
