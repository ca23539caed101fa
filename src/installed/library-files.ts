import { readdirSync, statSync, type Dirent } from 'node:fs';
import type { InstalledMember } from '../core/installed-files.js';
import { systemCode } from '../platform/files/disk-error.js';

/** A file as the file system tells it, unread. */
export interface FileMark {
  readonly bytes: number;
  /** Size, times, inode and device: the same as long as nobody has touched it. The change time cannot be set by who writes a file. */
  readonly mark: string;
}

/** What of a library could not be looked into. */
export interface Unreadable {
  readonly path: string;
  readonly why: string;
}

/** A file of a library under its path from there, which is its name in a wheel. */
export type LibraryFile = InstalledMember & FileMark;

export interface LibraryFiles {
  readonly files: readonly LibraryFile[];
  readonly unreadable: readonly Unreadable[];
}

const DEEPEST = 64;

interface Walk {
  readonly library: string;
  readonly files: LibraryFile[];
  readonly unreadable: Unreadable[];
}

const REASONS: Readonly<Record<string, string>> = { EACCES: 'permission denied', ELOOP: 'its symbolic links run in a circle' };

const reason = (cause: unknown): string => REASONS[systemCode(cause)] ?? (cause instanceof Error ? cause.message : String(cause));

const EXACT = { bigint: true, throwIfNoEntry: false } as const;

/** Of a file, or of the one that a link leads to; null where there is no file. Text at once: an environment has tens of thousands, and statistics take fifteen times the room. */
export function markOf(path: string): FileMark | null {
  const stat = statSync(path, EXACT);
  if (stat?.isFile() !== true) return null;
  return { bytes: Number(stat.size), mark: `${stat.size} ${stat.mtimeNs} ${stat.ctimeNs} ${stat.ino} ${stat.dev}` };
}

function see(walk: Walk, entry: Dirent, path: string): void {
  if (entry.isDirectory()) {
    enter(walk, path);
    return;
  }
  try {
    const onDisk = `${walk.library}/${path}`;
    const seen = markOf(onDisk);
    // A link to a folder is not followed: it may lead back here.
    if (seen !== null) walk.files.push({ member: path, path: onDisk, bytes: seen.bytes, mark: seen.mark });
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
    for (const entry of readdirSync(`${walk.library}/${folder}`, { withFileTypes: true })) see(walk, entry, folder === '' ? entry.name : `${folder}/${entry.name}`);
  } catch (cause) {
    walk.unreadable.push({ path: folder === '' ? '.' : folder, why: reason(cause) });
  }
}

/** Every file below a library. Folders behind links are left out: Python's own tools never make them. */
export function filesIn(library: string): LibraryFiles {
  const walk: Walk = { library, files: [], unreadable: [] };
  enter(walk, '');
  return walk;
}
