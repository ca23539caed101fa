import type { UntrustedText } from './untrusted.js';

/** `unexpected` is a file or package that no release holds; `version` a dependency of another version than the shrinkwrap pins. */
export type MismatchKind = 'changed' | 'missing' | 'unexpected' | 'version';

/** One thing that is not as it was released. `path` counts from depsec's own folder where it lies inside. */
export interface Mismatch {
  readonly kind: MismatchKind;
  readonly path: UntrustedText;
  readonly detail: UntrustedText | null;
}

/** What could not be compared, and why. Never a pass. */
export interface Unchecked {
  readonly path: UntrustedText;
  readonly why: UntrustedText;
}

/** A package of another version than the pinned one that only runs while depsec is installed: the installer did not read npm-shrinkwrap.json. */
export interface Unpinned {
  readonly path: UntrustedText;
  readonly version: UntrustedText;
  readonly pinned: UntrustedText;
}

/** `folder`: an unpacked copy that no package manager put there. */
export type SourceKind = 'npm-global' | 'npx' | 'local' | 'git' | 'checkout' | 'linked' | 'folder';

/** How this depsec came here. */
export interface InstallationSource {
  readonly kind: SourceKind;
  /** Where npm says that it took it from, or null when nothing tells. */
  readonly from: UntrustedText | null;
}

/** depsec's own files, held against the list that was made with the release. */
export interface SelfCheck {
  readonly root: UntrustedText;
  readonly source: InstallationSource;
  /** `sha256` is that of the list itself: what a release page is compared with. */
  readonly manifest: { readonly sha256: string; readonly files: number };
  readonly compared: { readonly own: number; readonly dependencies: number; readonly filesOfDependencies: number };
  /** Files that install scripts of dependencies made on this machine: listed, and compared with nothing. */
  readonly compiled: readonly UntrustedText[];
  /** Told, and no mismatch: nothing of them is ever loaded. */
  readonly unpinned: readonly Unpinned[];
  /** Optional dependencies that are not there. */
  readonly notInstalled: readonly string[];
  readonly mismatches: readonly Mismatch[];
  readonly unchecked: readonly Unchecked[];
}
