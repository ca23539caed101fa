import { createHash } from 'node:crypto';
import type { Sha256 } from '../core/artifact.js';
import type { Verdict } from '../core/decision.js';
import type { Severity } from '../core/finding.js';
import type { PackageName } from '../core/name.js';
import type { UntrustedText } from '../core/untrusted.js';

/** A finding as it was when the file was set aside. */
export interface KeptFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: UntrustedText;
  readonly file: UntrustedText | null;
  /** From 1. */
  readonly line: number | null;
  readonly snippet: UntrustedText | null;
}

/** What is known of a file that was set aside. Plain JSON. */
export interface Kept {
  readonly name: PackageName;
  readonly version: UntrustedText;
  readonly fileName: UntrustedText;
  readonly sha256: Sha256;
  readonly bytes: number;
  /** Folder inside it that holds the project; '' for its root. */
  readonly subdirectory: string;
  /** Extras that were asked for. */
  readonly extras: readonly string[];
  /** Whether services may be asked about it by name. */
  readonly isPublic: boolean;
  /** Digest of the source that depsec built it from. */
  readonly builtFrom: Sha256 | null;
  /** ISO 8601, UTC. */
  readonly setAsideAt: string;
  readonly verdict: Verdict;
  readonly score: number;
  readonly reasons: readonly UntrustedText[];
  readonly findings: readonly KeptFinding[];
  readonly gaps: readonly { readonly what: UntrustedText; readonly why: UntrustedText }[];
  readonly ruleset: string;
}

/** The folder of an entry: the digest of its bytes, and behind it which project in these bytes is meant. */
export function keyOf({ sha256, name, version, subdirectory }: Pick<Kept, 'sha256' | 'name' | 'version' | 'subdirectory'>): string {
  return `${sha256}-${createHash('sha256').update(`${name}\0${version}\0${subdirectory}`).digest('hex').slice(0, 16)}`;
}

/** `intact`: the very bytes that were judged. `changed`: others lie there now. `unreadable`: nobody can tell any more what it was. */
export type EntryState = 'intact' | 'changed' | 'unreadable';

/** One entry as it lies on disk. */
export type Entry =
  | { readonly key: string; readonly state: 'intact' | 'changed'; readonly kept: Kept }
  | { readonly key: string; readonly state: 'unreadable'; readonly kept: null };
