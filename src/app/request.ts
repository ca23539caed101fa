import type { Verbosity } from '../core/run.js';
import type { GatedCommand } from '../pip/option-table.js';
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
  /** False: the index is asked, and no other service. */
  readonly lookups: boolean;
  /** Whether what could not be asked fails the run. */
  readonly failClosed: boolean;
  /** `--ai` or `--no-ai`; null where neither was given. */
  readonly ai: boolean | null;
  /** Nothing is said when there is nothing to act on: -qq. */
  readonly isSilent: boolean;
  readonly progressBar: boolean;
  /** A file that everything that is said is added to. */
  readonly log: string | null;
  /** The format of the report on standard output, or in the file `output`. */
  readonly format: string;
  readonly output: string | null;
  /** Reports in other formats, each to a file of its own. */
  readonly reportFiles: readonly ReportFile[];
}

/** What `install` and `audit` are asked to do. */
export interface InstallFlags extends GlobalFlags {
  /** The command of pip that this stands in for. */
  readonly gated: GatedCommand;
  readonly packages: readonly string[];
  /** What stood behind `-e`. */
  readonly editables: readonly string[];
  readonly requirementFiles: readonly string[];
  readonly constraintFiles: readonly string[];
  readonly pip: PipOptionValues;
  readonly dryRun: boolean;
  /** Where pip's report goes; `-` is standard output. */
  readonly report: string | null;
  readonly allowBlocked: boolean;
  /** What `--min-age` says; null where it was not given. */
  readonly minAge: string | null;
  readonly allowKnownMalware: boolean;
  /** One run of pip instead of two, where that can keep the same promises. */
  readonly onePass: boolean;
  /** Finish interrupted installs instead of installing packages. */
  readonly repair: boolean;
  /** URLs of private indexes that may be missing in this run. */
  readonly skipIndexes: readonly string[];
  /** `--sandbox`, not yet checked. */
  readonly sandbox: string | null;
  /** Names of packages whose builds may use the network. */
  readonly buildNetwork: readonly string[];
}

/** What `audit` is asked to do. */
export interface AuditFlags extends InstallFlags {
  /** What was there before the change that is judged: `git:REF`, or the file of an earlier report. Null: everything counts as new. */
  readonly baseline: string | null;
  /** Every file of a lock is judged, whatever platform and Python it is for. */
  readonly allPlatforms: boolean;
}

/** What `run` is asked to do. */
export interface RunFlags extends GlobalFlags {
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** Only what says where files come from. */
  readonly pip: PipOptionValues;
  readonly allowBlocked: boolean;
  readonly skipIndexes: readonly string[];
}

/** What `scan` is asked to do. */
export interface ScanFlags extends GlobalFlags {
  readonly paths: readonly string[];
}

/** What `report` is asked to document. */
export interface ReportFlags extends AuditFlags, ScanFlags {}
