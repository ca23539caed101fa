import { readdirSync, statSync, type BigIntStats, type Dirent } from 'node:fs';
import { join } from 'node:path';

/** A file in a library, by its path from there, with what tells that it has not changed. */
export interface LibraryFile {
  readonly path: string;
  readonly stat: BigIntStats;
}

/** What of a library could not be looked into. */
export interface Unreadable {
  readonly path: string;
  readonly why: string;
}

export interface LibraryFiles {
  /** By path from the library, with `/`. */
  readonly files: ReadonlyMap<string, BigIntStats>;
  readonly unreadable: readonly Unreadable[];
}

const DEEPEST = 64;

interface Walk {
  readonly library: string;
  readonly files: Map<string, BigIntStats>;
  readonly unreadable: Unreadable[];
}

const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** Of a file, or of what a link leads to; null where that is nothing or cannot be told. */
export function statOf(path: string): BigIntStats | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
}

function see(walk: Walk, entry: Dirent, path: string): void {
  if (entry.isDirectory()) {
    enter(walk, path);
    return;
  }
  try {
    const stat = statOf(join(walk.library, path));
    // A link to a folder is not followed: it may lead back here.
    if (stat?.isFile()) walk.files.set(path, stat);
  } catch (cause) {
    walk.unreadable.push({ path, why: reason(cause) });
  }
}

function enter(walk: Walk, folder: string): void {
  if (folder.split('/').length > DEEPEST) {
    walk.unreadable.push({ path: folder, why: `more than ${DEEPEST} folders deep` });
    return;
  }
  try {
    for (const entry of readdirSync(join(walk.library, folder), { withFileTypes: true })) see(walk, entry, folder === '' ? entry.name : `${folder}/${entry.name}`);
  } catch (cause) {
    walk.unreadable.push({ path: folder === '' ? '.' : folder, why: reason(cause) });
  }
}

/** Every file below a library. Folders behind links are left out: Python's own tools never make them. */
export function filesIn(library: string): LibraryFiles {
  const walk: Walk = { library, files: new Map(), unreadable: [] };
  enter(walk, '');
  return walk;
}
