import { limits } from './limits.js';
import { ArchiveRefusal, type RefusalCode } from './refusal.js';

export interface MemberNames {
  /** A file or a link. Refuses a name that an earlier one also stands for, or that lies below a file or link. */
  readonly addFile: (path: string) => void;
  readonly addDirectory: (path: string) => void;
  /** True where an earlier file or link has this very name. Counts the member. */
  readonly repeats: (path: string) => boolean;
}

/**
 * Keeps the names of one archive apart. Two members with one name, or with names that a case-insensitive or normalising
 * file system cannot hold side by side, overwrite each other: which one was judged and which one runs would differ.
 * A member below a link (`a -> b`, then `a/setup.py`) is the same trick and is caught here as well.
 */
export function createMemberNames(): MemberNames {
  const files = new Map<string, string>();
  const directories = new Set<string>();
  let members = 0;
  const addAncestors = (key: string, path: string): void => {
    for (let end = key.lastIndexOf('/'); end > 0; end = key.lastIndexOf('/', end - 1)) {
      const parent = key.slice(0, end);
      if (directories.has(parent)) return;
      if (files.has(parent)) throw collision(path, files.get(parent));
      directories.add(parent);
    }
  };
  const count = (): void => {
    members += 1;
    if (members > limits.members) throw new ArchiveRefusal('too-many-members', `more than ${limits.members} members`);
  };
  return {
    repeats: (path) => {
      const isRepeated = files.get(collisionKey(path)) === path;
      if (isRepeated) count();
      return isRepeated;
    },
    addFile: (path) => {
      count();
      const key = collisionKey(path);
      if (files.has(key) || directories.has(key)) throw collision(path, files.get(key));
      addAncestors(key, path);
      files.set(key, path);
    },
    addDirectory: (path) => {
      count();
      const key = collisionKey(path);
      if (files.has(key)) throw collision(path, files.get(key));
      addAncestors(key, path);
      directories.add(key);
    },
  };
}

/** What two names have in common that one file system takes for the same: Windows drops dots and blanks at the end of a component, macOS normalises, both fold case. */
export function collisionKey(path: string): string {
  return trimmed(folded(path.normalize('NFC')).normalize('NFC'));
}

function folded(path: string): string {
  return path.toUpperCase().toLowerCase();
}

function trimmed(path: string): string {
  return path.replace(/[ .]+(?=\/|$)/g, '');
}

function collision(path: string, other: string | undefined): ArchiveRefusal {
  if (path === other) return new ArchiveRefusal('duplicate-name', `two members are named ${JSON.stringify(path)}`);
  const what = other === undefined ? 'a folder of that name' : JSON.stringify(other);
  return new ArchiveRefusal(collisionCode(path, other), `member ${JSON.stringify(path)} collides with ${what}`);
}

function collisionCode(path: string, other: string | undefined): RefusalCode {
  if (other === undefined || collisionKey(path) !== collisionKey(other)) return 'file-and-folder';
  if (path.normalize('NFC') === other.normalize('NFC')) return 'unicode-collision';
  return trimmed(path) === trimmed(other) ? 'trimmed-collision' : 'case-collision';
}
