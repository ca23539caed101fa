import type { Sha256 } from './artifact.js';
import type { PackageName } from './name.js';

interface Waiving {
  readonly package: PackageName;
  /** Why somebody accepts it; never empty. */
  readonly reason: string;
  /** Its last day, `YYYY-MM-DD`, in UTC. */
  readonly until: string;
  /** Where it is written down, for messages. */
  readonly where: string;
}

/** Accepts what a rule says of certain files. It ends with the next version and with any other file, since it names the bytes somebody looked at. */
export interface CodeWaiver extends Waiving {
  readonly kind: 'code';
  readonly rule: string;
  readonly version: string;
  readonly sha256: ReadonlySet<Sha256>;
}

/** Accepts an advisory, by its id or an alias, for a range of versions (PEP 440). */
export interface AdvisoryWaiver extends Waiving {
  readonly kind: 'advisory';
  readonly advisory: string;
  readonly versions: string;
}

export type Waiver = CodeWaiver | AdvisoryWaiver;

/** What a waiver names to accept code that could not be read: a gap has no rule. */
export const UNREAD_CODE = 'unread-code';

/** True for ids of records of malware, which nobody can waive. */
export function isMalwareId(id: string): boolean {
  return /^MAL-/i.test(id);
}
