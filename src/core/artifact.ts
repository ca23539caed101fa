import type { InstalledTree } from './installed-files.js';
import type { PackageName } from './name.js';
import type { Origin } from './requirements/requirement.js';
import type { UntrustedText } from './untrusted.js';

/** Lower-case hex SHA-256 digest of a whole file. */
export type Sha256 = string & { readonly length: 64 };

/** True for 64 lower-case hex digits. */
export function isSha256(text: string): text is Sha256 {
  return /^[0-9a-f]{64}$/.test(text);
}

/** The file pip chose for a project, before depsec has seen a byte of it. */
export interface Resolved {
  readonly name: PackageName;
  readonly version: UntrustedText;
  /** File name as the index spells it, e.g. `flask-3.1.3-py3-none-any.whl`. */
  readonly fileName: UntrustedText;
  /** Where pip would fetch it: http, https or file, without credentials. */
  readonly url: string;
  /** Digest that the index or `--hash` promised, if any. */
  readonly expectedSha256: Sha256 | null;
  /** True when the user named it (command line or requirements file), false for a dependency. */
  readonly requested: boolean;
  /** What pip would write as direct_url.json (PEP 610) because it was named by URL or path; null for index files. */
  readonly directUrl: string | null;
  readonly extras: readonly string[];
  /** See `Staged`. */
  readonly askedFor?: Origin;
  /** Nothing will be made of it, so what a build of it would need is not looked at. */
  readonly onlyJudged?: boolean;
  /** Reason text of PEP 592 when the index says this file is yanked. */
  readonly yanked: UntrustedText | null;
  /** From the public index: services may be asked about it by name. Absent: they may not. */
  readonly isPublic?: boolean;
}

/** A file on disk whose bytes have been hashed. `path` is private to this run, except for `scan`. */
export interface Staged {
  readonly name: PackageName;
  readonly version: UntrustedText;
  readonly fileName: UntrustedText;
  readonly path: string;
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly requested: boolean;
  /** What reports call the file: the path as the user gave it, else its file name. */
  readonly shownAs: UntrustedText;
  /** Folder inside it that holds the project which is to be built; absent for its root. */
  readonly subdirectory?: string;
  /** For a package that lies in an environment: its files. `path` is then the library, and `sha256` stands for their state until they are read. */
  readonly installed?: InstalledTree;
  /** For a wheel that depsec built: the source it comes from, as `shownAs`, and its digest. */
  readonly builtFrom?: { readonly shownAs: UntrustedText; readonly sha256: Sha256 };
  /** For a file that is installed nowhere but in a build environment: the package that is built with it. */
  readonly neededToBuild?: UntrustedText;
  /** From the public index, or as good as that: services may be asked about it by name. Absent: they may not. */
  readonly isPublic?: boolean;
  /** A file or folder of the user's: its name may be known to all, and its content not. */
  readonly isLocal?: boolean;
  /** The line of a requirements or lock file that asks for it, where one does; the path is relative to the user's folder where it lies below. */
  readonly askedFor?: Origin;
  /** Extras that the request names. */
  readonly extras?: readonly string[];
  /** What its own metadata says that it needs, a PEP 508 line each (Requires-Dist); absent where nobody has read it. */
  readonly requires?: readonly UntrustedText[];
}
