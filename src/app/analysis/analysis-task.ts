import type { InstalledTree } from '../../core/installed-files.js';

/** What a worker is told of one artifact. Plain data, since it goes from thread to thread. */
export interface AnalysisTask {
  /** Where the bytes are, which need not end in the name of the file. */
  readonly path: string;
  readonly fileName: string;
  readonly bytes: number;
  /** What the caller knows of a package that tells neither itself. */
  readonly name: string;
  readonly version: string;
  /** Folder inside it that holds the project, '' for its root. */
  readonly subdirectory: string;
  /** For an installed package: its files, below `path` for the most part. */
  readonly installed?: InstalledTree;
}

const FIELDS = ['path', 'fileName', 'name', 'version', 'subdirectory'];

export function isAnalysisTask(value: unknown): value is AnalysisTask {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  return typeof fields.get('bytes') === 'number' && FIELDS.every((field) => typeof fields.get(field) === 'string');
}
