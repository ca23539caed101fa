import type { UntrustedText } from './untrusted.js';

/** One file of a lock entry. At least one of the three is there. */
export interface LockedFile {
  readonly fileName: string | null;
  /** Where the lock says that it is; null where it leaves that to the index. */
  readonly url: string | null;
  /** Such as `sha256:…`, in lower case; null where the lock has none that pip compares. */
  readonly hash: string | null;
}

/** A locked file beside what there is. */
export interface LockedFileFacts extends LockedFile {
  /** What the index has under its name, else with its digest; the file that was judged, with its own. Null where there is neither. */
  readonly offered: { readonly url: string | null; readonly hash: string | null } | null;
  /** By its name it is a file of the project. True where it has no name. */
  readonly isOwn: boolean;
}

/** What a lock says of one version of a project, beside what there is. */
export interface LockedFacts {
  /** `file:line` of the entry. */
  readonly where: UntrustedText;
  readonly files: readonly LockedFileFacts[];
  /** Where the index keeps files of the project: `host` or `host:port`. None where no index told. */
  readonly hosts: readonly string[];
  /** The file that was judged, where the entry names digests, and neither it nor its digest. */
  readonly stray: { readonly fileName: UntrustedText; readonly hash: string } | null;
}
