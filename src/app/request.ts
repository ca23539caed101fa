import type { Verbosity } from '../core/run.js';
import type { PipOptionValues } from '../pip/options.js';

/** Options that every command takes. */
export interface GlobalFlags {
  readonly verbosity: Verbosity;
  readonly noColor: boolean;
  readonly config: string | null;
  readonly python: string | null;
  readonly offline: boolean;
  /** False: the index is asked, and no other service. */
  readonly lookups: boolean;
  /** Whether what could not be asked fails the run. */
  readonly failClosed: boolean;
  readonly format: string;
  readonly output: string | null;
}

/** What `install` and `audit` are asked to do. */
export interface InstallFlags extends GlobalFlags {
  readonly packages: readonly string[];
  /** What stood behind `-e`. */
  readonly editables: readonly string[];
  readonly requirementFiles: readonly string[];
  readonly constraintFiles: readonly string[];
  readonly pip: PipOptionValues;
  readonly dryRun: boolean;
  readonly allowBlocked: boolean;
  readonly allowKnownMalware: boolean;
  /** Finish interrupted installs instead of installing packages. */
  readonly repair: boolean;
  /** URLs of private indexes that may be missing in this run. */
  readonly skipIndexes: readonly string[];
  /** `--sandbox`, not yet checked. */
  readonly sandbox: string | null;
  /** Names of packages whose builds may use the network. */
  readonly buildNetwork: readonly string[];
}

/** What `scan` is asked to do. */
export interface ScanFlags extends GlobalFlags {
  readonly paths: readonly string[];
}
