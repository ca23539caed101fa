import { createHash } from 'node:crypto';
import { join, posix } from 'node:path';
import type { InstalledTree } from '../core/installed-files.js';
import { distributionsIn, type BrokenDistribution, type Distribution } from './distribution.js';
import { linkedProjects, type LinkedProject } from './egg-links.js';
import { filesIn, markOf, type LibraryFile, type Unreadable } from './library-files.js';
import { ownership } from './ownership.js';

/** The files of one package, or of none. */
export interface InstalledPackage {
  /** Null for the files that no package owns. */
  readonly distribution: Distribution | null;
  readonly tree: InstalledTree;
  readonly bytes: number;
  /** SHA-256 over paths and marks of all files: the same as long as nobody has touched one. */
  readonly state: string;
}

export interface Library {
  readonly folder: string;
  readonly packages: readonly InstalledPackage[];
  readonly broken: readonly BrokenDistribution[];
  readonly unreadable: readonly Unreadable[];
  /** Projects that lie elsewhere. */
  readonly linked: readonly LinkedProject[];
}

/** Where a file outside of the library would be in a wheel (binary distribution format, "The .data directory"). */
function outsideMember(path: string, { info }: Distribution): string {
  const stem = info.replace(/\.[^.]+$/, '');
  const parts = path.split('/').filter((part) => part !== '..');
  const scripts = parts.findIndex((part) => /^(?:bin|scripts)$/i.test(part));
  return scripts >= 0 && parts.length > scripts + 1 ? `${stem}.data/scripts/${parts.slice(scripts + 1).join('/')}` : `${stem}.data/data/${parts.join('/')}`;
}

// A list may name any file of the machine; what a wheel can have put there lies in the prefix, four folders up at most.
const isNear = (path: string): boolean => !posix.isAbsolute(path) && !path.startsWith('../../../../../');

function outside(library: string, distribution: Distribution, listed: readonly string[]): { readonly seen: readonly LibraryFile[]; readonly renamed: Record<string, string> } {
  const renamed: Record<string, string> = {};
  const seen = listed.filter((path) => path.startsWith('../') && isNear(path)).flatMap((path): readonly LibraryFile[] => {
    const member = outsideMember(path, distribution);
    renamed[path] = member;
    const onDisk = join(library, path);
    const mark = markOf(onDisk);
    return mark === null ? [] : [{ member, path: onDisk, ...mark }];
  });
  return { seen, renamed };
}

function stateOf(files: readonly LibraryFile[]): string {
  return createHash('sha256').update(files.map(({ member, path, mark }) => `${member}\0${path}\0${mark}\n`).join('')).digest('hex');
}

function packageOf(distribution: Distribution | null, seen: readonly LibraryFile[], renamed: Readonly<Record<string, string>>): InstalledPackage {
  const sorted = seen.toSorted((a, b) => (a.member < b.member ? -1 : Number(a.member > b.member)));
  const byMember = sorted.filter(({ member }, index) => member !== sorted[index + 1]?.member);
  const files = byMember.map(({ member, path }) => ({ member, path }));
  return { distribution, tree: { files, renamed }, bytes: byMember.reduce((sum, { bytes }) => sum + bytes, 0), state: stateOf(byMember) };
}

// Lists are nearly always in order, and setting a path in order takes long.
const UNSETTLED = /(?:^|\/)\.{0,2}(?:\/|$)/;

const settled = (path: string): string => (UNSETTLED.test(path) ? posix.normalize(path) : path);

/** Lists the packages of a library with their files, those that their own lists leave out included, and the files that belong to none. */
export function readLibrary(folder: string): Library {
  const found = distributionsIn(folder);
  const distributions = found.filter((each): each is Distribution => 'name' in each);
  const lists = distributions.map(({ files: own, info }) => [...own.map(settled), `${info}/METADATA`]);
  const owners = ownership(lists);
  const { files, unreadable } = filesIn(folder);
  const inside: LibraryFile[][] = distributions.map(() => []);
  const left: LibraryFile[] = [];
  for (const file of files) {
    const owner = owners.ownerOf(file.member);
    (owner === null ? left : (inside[owner] ?? left)).push(file);
  }
  const packages = distributions.map((distribution, index) => {
    const { seen, renamed } = outside(folder, distribution, lists[index] ?? []);
    return packageOf(distribution, [...(inside[index] ?? []), ...seen], renamed);
  });
  return { folder, packages: left.length === 0 ? packages : [...packages, packageOf(null, left, {})], broken: found.filter((each): each is BrokenDistribution => 'why' in each), unreadable, linked: linkedProjects(folder) };
}
