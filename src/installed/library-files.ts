import { readdirSync, statSync, type BigIntStats, type Dirent } from 'node:fs';
import type { InstalledMember } from '../core/installed-files.js';
import { isNoText, NAME_IS_NO_TEXT, whyUnreadable } from './why-unreadable.js';

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

const EXACT = { bigint: true, throwIfNoEntry: false } as const;

// Text at once: an environment has tens of thousands, and statistics take fifteen times the room.
const marked = (stat: BigIntStats): FileMark => ({ bytes: Number(stat.size), mark: `${stat.size} ${stat.mtimeNs} ${stat.ctimeNs} ${stat.ino} ${stat.dev}` });

/** Of a file, or of the one that a link leads to; null where there is no file. */
export function markOf(path: string): FileMark | null {
  const stat = statSync(path, EXACT);
  return stat?.isFile() === true ? marked(stat) : null;
}

/** Why Python may find something here where depsec reads nothing; null for a link that leads nowhere or to a folder, which may lead back here. */
function whyNoFile(stat: BigIntStats | undefined, name: string): string | null {
  if (stat === undefined) return isNoText(name) ? NAME_IS_NO_TEXT : null;
  return stat.isDirectory() ? null : 'it is no ordinary file';
}

function see(walk: Walk, entry: Dirent, path: string): void {
  if (entry.isDirectory()) {
    enter(walk, path);
    return;
  }
  try {
    const onDisk = `${walk.library}/${path}`;
    const stat = statSync(onDisk, EXACT);
    if (stat?.isFile() === true) {
      walk.files.push({ member: path, path: onDisk, ...marked(stat) });
      return;
    }
    const why = whyNoFile(stat, entry.name);
    if (why !== null) walk.unreadable.push({ path, why });
  } catch (cause) {
    walk.unreadable.push({ path, why: whyUnreadable(cause, path) });
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
    walk.unreadable.push({ path: folder === '' ? '.' : folder, why: whyUnreadable(cause, folder) });
  }
}

/** Every file below a library. Folders behind links are left out: Python's own tools never make them. */
export function filesIn(library: string): LibraryFiles {
  const walk: Walk = { library, files: [], unreadable: [] };
  enter(walk, '');
  return walk;
}
