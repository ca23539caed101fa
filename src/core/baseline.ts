import type { Severity } from './finding.js';
import type { PackageName } from './name.js';

/** What was found in a file, with as much of it as tells it from other findings. */
export interface KnownFinding {
  readonly rule: string;
  readonly severity: Severity;
  /** The member of the archive; null for what is about the whole package, which is told by its message then. */
  readonly file: string | null;
  readonly message: string;
  /** All ids of the advisory behind it; none where there is none. */
  readonly advisoryIds: readonly string[];
}

/** A file as it was judged earlier. */
export interface KnownFile {
  readonly name: PackageName;
  readonly version: string;
  /** Of what the index offers: of a source package, not of the wheel that was made of it. */
  readonly sha256: string;
  /** Composite risk, 0 to 100; null where it was not known. */
  readonly risk: number | null;
  readonly findings: readonly KnownFinding[];
  /** What of it could not be read. */
  readonly unread: readonly string[];
}

/** What was there before a change: what stops one of these files then is no news, and only warns. */
export interface Baseline {
  readonly files: readonly KnownFile[];
  /** What the user called it, for messages. */
  readonly calledAs: string;
  /** Milliseconds since 1970. Advisories that were published later have been nobody's to act on yet, for a version that is in the baseline. */
  readonly graceSinceMs: number;
}
