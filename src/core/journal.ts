import type { Sha256 } from './artifact.js';
import type { PackageName } from './name.js';

/** A process, and when it started: a number that is used again is not taken for the one it was. `start` is null where the system does not tell. */
export interface ProcessMark {
  readonly pid: number;
  readonly start: string | null;
}

/** What was there of a project before: the folder of its metadata, and its list of files where it had one. */
export interface EarlierVersion {
  readonly folder: string;
  readonly record: string | null;
}

export interface PlannedPackage {
  readonly name: PackageName;
  readonly version: string;
  readonly sha256: Sha256;
  readonly fileName: string;
  readonly requested: boolean;
  /** What direct_url.json is to hold, and the URL to fetch the file from again; null for a file of an index. */
  readonly direct: { readonly json: string; readonly url: string } | null;
  readonly before: readonly EarlierVersion[];
  /** Absolute paths that the file brings and that were not there. */
  readonly absent: readonly string[];
}

/** What is noted before an environment is changed, so that a run which died in between is seen by the next one. */
export interface PlannedInstall {
  /** `planned`: nothing of the environment has been touched. `differs`: pip was done, but what it left is not what was judged. */
  readonly state: 'planned' | 'installing' | 'differs';
  readonly startedAt: string;
  readonly runner: ProcessMark;
  readonly executable: string;
  /** How the environment is shown. */
  readonly label: string;
  readonly prefix: string;
  /** Options of pip that decide where and how files are installed, by name. */
  readonly options: Readonly<Record<string, readonly string[]>>;
  /** The folders that this install may write packages to. */
  readonly places: readonly string[];
  readonly packages: readonly PlannedPackage[];
}
