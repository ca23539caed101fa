import type { Verbosity } from '../core/run.js';
import type { PipOptionValues } from '../pip/options.js';

/** One more report, for a file. */
export interface ReportFile {
  readonly format: string;
  readonly file: string;
}

/** Options that every command takes. */
export interface GlobalFlags {
  readonly verbosity: Verbosity;
  readonly noColor: boolean;
  readonly config: string | null;
  readonly python: string | null;
  readonly offline: boolean;
  /** The format of the report on standard output, or in the file `output`. */
  readonly format: string;
  readonly output: string | null;
  /** Reports in other formats, each to a file of its own. */
  readonly reportFiles: readonly ReportFile[];
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

/** What `report` is asked to document. */
export interface ReportFlags extends InstallFlags, ScanFlags {}
