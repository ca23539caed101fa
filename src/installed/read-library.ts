import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { join, posix } from 'node:path';
import type { InstalledMember, InstalledTree } from '../core/installed-files.js';
import { distributionsIn, type BrokenDistribution, type Distribution } from './distribution.js';
import { filesIn, statOf, type Unreadable } from './library-files.js';
import { ownership } from './ownership.js';

/** The files of one package, or of none. */
export interface InstalledPackage {
  /** Null for the files that no package owns. */
  readonly distribution: Distribution | null;
  readonly tree: InstalledTree;
  readonly bytes: number;
  /**
   * SHA-256 over path, size, times and inode of all files: the same as long as nobody has touched one. The change time cannot be set by who writes a file.
   */
  readonly state: string;
}

export interface Library {
  readonly folder: string;
  readonly packages: readonly InstalledPackage[];
  readonly broken: readonly BrokenDistribution[];
  readonly unreadable: readonly Unreadable[];
}

interface Seen extends InstalledMember {
  readonly stat: BigIntStats;
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

function outside(library: string, distribution: Distribution, listed: readonly string[]): { readonly seen: readonly Seen[]; readonly renamed: Record<string, string> } {
  const renamed: Record<string, string> = {};
  const seen = listed.filter((path) => path.startsWith('../') && isNear(path)).flatMap((path): readonly Seen[] => {
    const member = outsideMember(path, distribution);
    renamed[path] = member;
    const onDisk = join(library, path);
    const stat = statOf(onDisk);
    return stat?.isFile() ? [{ member, path: onDisk, stat }] : [];
  });
  return { seen, renamed };
}

function stateOf(files: readonly Seen[]): string {
  const hash = createHash('sha256');
  for (const { member, path, stat } of files) hash.update(`${member}\0${path}\0${stat.size} ${stat.mtimeNs} ${stat.ctimeNs} ${stat.ino} ${stat.dev}\n`);
  return hash.digest('hex');
}

function packageOf(distribution: Distribution | null, seen: readonly Seen[], renamed: Readonly<Record<string, string>>): InstalledPackage {
  const byMember = [...new Map(seen.map((file) => [file.member, file])).values()].toSorted((a, b) => (a.member < b.member ? -1 : 1));
  const files = byMember.map(({ member, path }) => ({ member, path }));
  return { distribution, tree: { files, renamed }, bytes: byMember.reduce((sum, { stat }) => sum + Number(stat.size), 0), state: stateOf(byMember) };
}

/** Lists the packages of a library with their files, those that their own lists leave out included, and the files that belong to none. */
export function readLibrary(folder: string): Library {
  const found = distributionsIn(folder);
  const distributions = found.filter((each): each is Distribution => 'name' in each);
  const lists = distributions.map(({ files: own, info }) => [...own.map((path) => posix.normalize(path)), `${info}/METADATA`]);
  const owners = ownership(lists);
  const { files, unreadable } = filesIn(folder);
  const inside: Seen[][] = distributions.map(() => []);
  const left: Seen[] = [];
  for (const [path, stat] of files) {
    const owner = owners.ownerOf(path);
    (owner === null ? left : (inside[owner] ?? left)).push({ member: path, path: join(folder, path), stat });
  }
  const packages = distributions.map((distribution, index) => {
    const { seen, renamed } = outside(folder, distribution, lists[index] ?? []);
    return packageOf(distribution, [...(inside[index] ?? []), ...seen], renamed);
  });
  return { folder, packages: left.length === 0 ? packages : [...packages, packageOf(null, left, {})], broken: found.filter((each): each is BrokenDistribution => 'why' in each), unreadable };
}
