import { limits } from './limits.js';
import { ArchiveRefusal, type RefusalCode } from './refusal.js';

export interface MemberNames {
  /** Refuses a name that an earlier member also stands for, or that lies below a file or link. */
  readonly addFile: (path: string) => void;
  readonly addLink: (path: string) => void;
  readonly addDirectory: (path: string) => void;
  /** True where an earlier file or link has this very name. Counts the member. */
  readonly repeats: (path: string) => boolean;
}

/**
 * Keeps the names of one archive apart. Two members with one name, or with names that a case-insensitive or normalising
 * file system cannot hold side by side, overwrite each other: which one was judged and which one runs would differ.
 * A member below a link (`a -> b`, then `a/setup.py`) is the same trick and is caught here as well.
 * A file `garden` and a folder `Garden` are no trick: where they cannot lie side by side, whoever unpacks them stops.
 * `mayDifferInCase`: files of which one may lie in the place of the other, since whoever asks for one judges both.
 */
export function createMemberNames({ mayDifferInCase = () => false }: NameOptions = {}): MemberNames {
  const files = new Map<string, string>();
  const places = createPlaces();
  let members = 0;
  const count = (): void => {
    members += 1;
    if (members > limits.members) throw new ArchiveRefusal('too-many-members', `more than ${limits.members} members`);
  };
  const add = (path: string, isLink: boolean): void => {
    count();
    const key = collisionKey(path);
    const other = files.get(key);
    if (other !== undefined && (isLink || !(mayDifferInCase(path) && differInCase(path, other)))) throw collision(path, other);
    places.addFile(path, isLink);
    files.set(key, path);
  };
  return {
    repeats: (path) => {
      const isRepeated = files.get(collisionKey(path)) === path;
      if (isRepeated) count();
      return isRepeated;
    },
    addFile: (path) => add(path, false),
    addLink: (path) => add(path, true),
    addDirectory: (path) => {
      count();
      places.addFolders(`${path}/`);
    },
  };
}

export interface NameOptions {
  readonly mayDifferInCase?: (path: string) => boolean;
}

const differInCase = (path: string, other: string): boolean => path !== other && collisionCode(path, other) === 'case-collision';

interface Places {
  /** Refuses what lies where a folder is, or below another file or link. */
  readonly addFile: (path: string, isLink: boolean) => void;
  /** The folders that lead to a path. */
  readonly addFolders: (path: string) => void;
}

// A link stands for each of its spellings: what is unpacked below one of them goes where it leads.
function createPlaces(): Places {
  const files = new Map<string, string>();
  const links = new Map<string, string>();
  const folders = new Set<string>();
  const spelledFolders = new Set<string>();
  const passed = new Set<string>();
  const addFolders = (path: string): void => {
    for (const parent of parentsOf(path)) {
      // Most members lie beside the one before, and to normalise names is what costs here.
      if (passed.has(parent)) return;
      passed.add(parent);
      const name = spelling(parent);
      if (spelledFolders.has(name)) return;
      const other = links.get(collisionKey(parent)) ?? files.get(name);
      if (other !== undefined) throw collision(path, other);
      spelledFolders.add(name);
      folders.add(collisionKey(parent));
    }
  };
  return {
    addFolders,
    addFile: (path, isLink) => {
      if (isLink ? folders.has(collisionKey(path)) : spelledFolders.has(spelling(path))) throw collision(path, undefined);
      addFolders(path);
      if (isLink) links.set(collisionKey(path), path);
      else files.set(spelling(path), path);
    },
  };
}

function* parentsOf(path: string): Generator<string> {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) yield path.slice(0, end);
}

// The same file for systems that tell case apart.
const spelling = (path: string): string => trimmed(path.normalize('NFC'));

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
