import type { RunResult } from '../../platform/spawn.js';

/** A JSON value that is an object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Source code that was named by URL, path or checkout, on this machine, not judged yet. */
export interface DirectSource {
  /** An archive file or a folder, private to this run; for `-e` the user's own folder. */
  readonly path: string;
  readonly kind: 'archive' | 'folder';
  /** Folder inside it that holds the project (`#subdirectory=`), '' for its root. Never leads out. */
  readonly subdirectory: string;
  readonly editable: boolean;
  /**
   * What pip writes as direct_url.json (PEP 610). For archives `archive_info` holds no digests: pip 23.0 writes them only when the URL gave one, later
   * ones always.
   */
  readonly directUrl: JsonObject;
  /** URL or path as the user gave it, without credentials. */
  readonly shownAs: string;
  /** Paths inside it that were not brought along: links that lead out of it, and what is neither file nor folder. */
  readonly leftOut: readonly string[];
}

export interface GitOptions {
  readonly cwd: string;
  readonly variables?: Readonly<Record<string, string>>;
  /** Configuration for this call. It travels by environment, since arguments can be seen by every user of the machine and these may hold passwords. */
  readonly settings?: readonly (readonly [key: string, value: string])[];
}

/** Runs git to its end in a cleaned environment. A non-zero exit code is a result. */
export type RunGit = (args: readonly string[], options: GitOptions) => Promise<RunResult>;

/** What fetching and copying need from outside. */
export interface DirectTools {
  /** A folder of this run's own, for this source alone. */
  readonly folder: string;
  readonly runGit: RunGit;
  /** Fetches http and https; the URL may carry credentials. */
  readonly download: (url: string, to: string) => Promise<unknown>;
  readonly signal: AbortSignal;
}
