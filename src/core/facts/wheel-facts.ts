/** What a wheel's own list of files (RECORD) says, against what the archive holds. All lists hold member paths, sorted. */
export interface RecordFacts {
  /** The digest or size in RECORD is another. */
  readonly altered: readonly string[];
  /** In the archive, not in RECORD. */
  readonly unlisted: readonly string[];
  /** In RECORD, not in the archive. */
  readonly missing: readonly string[];
  /** In RECORD without a usable digest, where one is required. */
  readonly unhashed: readonly string[];
}

/**
 * A folder that pip installs into: site-packages, the commands, the headers, the environment as a whole (`sys.prefix`), or one
 * that no scheme knows, which pip refuses.
 */
export type InstallRoot = 'library' | 'scripts' | 'headers' | 'environment' | 'unknown';

/** Where a file of a wheel ends up. */
export interface InstalledFile {
  /** Null for a command that pip writes itself, for an entry point. */
  readonly member: string | null;
  readonly root: InstallRoot;
  /** Relative to the root. */
  readonly path: string;
}

/** What sets a wheel apart from a mere zip. */
export interface WheelFacts {
  /** The one folder that makes it a wheel; null where there is none, or more than one. */
  readonly distInfo: string | null;
  /** In words, what is wrong with its dist-info folder; pip refuses such wheels, and so nothing here tells what would be installed. */
  readonly problems: readonly string[];
  /** Null where RECORD is missing or cannot be read. */
  readonly record: RecordFacts | null;
  /** Every file that pip would write. */
  readonly installed: readonly InstalledFile[];
  /** By its file name, it holds nothing that is made for one kind of machine. */
  readonly isForAnyMachine: boolean;
}
