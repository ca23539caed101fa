import type { Sha256 } from '../core/artifact.js';

/** One file of an archive or folder, checked (name, size, checksum) as far as its format allows. */
export interface MemberContent {
  /** With `/` between components, relative to the root of the archive. */
  readonly path: string;
  /** Inflated size. */
  readonly bytes: number;
  /** The first bytes, at most 4,096: enough to tell the type. */
  readonly head: Buffer;
  /** The whole, where it was wanted and lies within the limits. */
  readonly content: Buffer | null;
  /** Null where no digest was wanted, and for links. */
  readonly sha256: Sha256 | null;
  /** Where a symbolic or hard link points, as a path from the root of the archive; null for an ordinary file. */
  readonly linkTo: string | null;
}

export interface MemberName {
  readonly path: string;
  readonly bytes: number;
}

export interface ReadOptions {
  readonly wantContent: (member: MemberName) => boolean;
  readonly wantDigest?: boolean;
  /** True to pass over the other members of a zip, unread: for a second look at one that has been read as a whole. */
  readonly isSecondLook?: boolean;
  /** How many bytes of content may be handed over, of one member and of all together; the limits for text when missing. */
  readonly most?: { readonly ofOne: number; readonly ofAll: number };
}

/** What will be kept of one member while its bytes go by. */
export interface MemberPlan extends MemberName {
  readonly content: boolean;
  readonly digest: boolean;
}
