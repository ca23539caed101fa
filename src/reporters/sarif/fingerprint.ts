import { createHash } from 'node:crypto';

/** Counts alike results, so that two on equal lines are two alerts. */
export type Occurrences = Map<string, number>;

/**
 * What tells one result from another through versions of the package, of the requirements file and of depsec: what was found, in which
 * project and file, on a line of this text. Never a line number: an unrelated line above would open the alert anew.
 */
export function fingerprint(parts: readonly string[], seen: Occurrences): string {
  const digest = createHash('sha256').update(parts.map((part) => part.trim().replace(/\s+/g, ' ')).join('\0')).digest('hex').slice(0, 32);
  const count = (seen.get(digest) ?? 0) + 1;
  seen.set(digest, count);
  return `${digest}:${count}`;
}
