import type { Finding, Gap } from './finding.js';
import type { PackageFacts } from './facts/package-facts.js';
import type { UntrustedText } from './untrusted.js';

/**
 * What the bytes of one archive say, whatever was asked for and whatever the policy is. Plain JSON: the store keeps it by SHA-256 and rule set.
 * `name` and `version` come from METADATA or PKG-INFO, else from the file name; null when neither tells.
 */
export interface ArchiveAnalysis {
  readonly kind: PackageFacts['kind'];
  readonly name: string | null;
  readonly version: string | null;
  /** Requires-Dist of its metadata, a PEP 508 line each; absent where there is no metadata. */
  readonly requires?: readonly UntrustedText[];
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  /** For an installed package: SHA-256 over the sorted lines `member, NUL, digest of the content`. */
  readonly treeSha256?: string;
  /** Of a wheel: the fields of its METADATA as they stand there, without the description. pip resolves by them. */
  readonly metadata?: string;
}
