import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { onDisk, presentOr } from '../platform/files/disk-error.js';
import { parseJsonObject, textField } from './json-record.js';
import { keyFor, type PinnedPackage, type Shrinkwrap } from './shrinkwrap.js';

/** A dependency in the folder that Node would load it from. */
export interface InstalledPackage {
  readonly pinned: PinnedPackage;
  /** Real path. */
  readonly folder: string;
  /** As its own package.json says, or null. */
  readonly version: string | null;
  /** False for what only runs while packages are installed. */
  readonly isLoaded: boolean;
}

/** The dependencies that depsec's code reaches. */
export interface Installed {
  readonly packages: readonly InstalledPackage[];
  /** Keys of what an installed package needs and that is not there. */
  readonly missing: readonly string[];
  /** Names of optional dependencies that are not there. */
  readonly notInstalled: readonly string[];
}

/** Node's way to a package: `node_modules` beside the asking file, then further and further up. */
async function folderFor(name: string, from: string): Promise<string | null> {
  for (let place = from; ; place = dirname(place)) {
    if (basename(place) !== 'node_modules') {
      const candidate = join(place, 'node_modules', name);
      const real = await onDisk('read', candidate, () => presentOr(realpath(candidate), null));
      if (real !== null) return real;
    }
    if (dirname(place) === place) return null;
  }
}

async function versionIn(folder: string): Promise<string | null> {
  const path = join(folder, 'package.json');
  const text = await onDisk('read', path, () => presentOr(readFile(path, 'utf8'), '{}'));
  return textField(parseJsonObject(text) ?? {}, 'version');
}

// What better-sqlite3 and tree-sitter need to be compiled or fetched, and never again. What only these need is not loaded either.
const WHILE_INSTALLING: ReadonlySet<string> = new Set(['prebuild-install', 'node-addon-api']);

interface Asked {
  readonly name: string;
  readonly by: Pick<InstalledPackage, 'pinned' | 'folder' | 'isLoaded'>;
  readonly isLoaded: boolean;
}

const askedBy = (by: Asked['by']): readonly Asked[] =>
  [...by.pinned.needs, ...by.pinned.likes].map((name) => ({ name, by, isLoaded: by.isLoaded && !WHILE_INSTALLING.has(name) }));

/**
 * Follows the dependencies from depsec's folder the way Node does. What nothing installed asks for is not looked at: npm leaves out whole branches
 * of optional packages, and a package of the same name further up may be somebody else's. What another version needs, nothing here can tell.
 */
export async function installedPackages(root: string, shrinkwrap: Shrinkwrap): Promise<Installed> {
  const packages = new Map<string, InstalledPackage>();
  const missing = new Set<string>();
  const notInstalled: string[] = [];
  const own = shrinkwrap.get('');
  const asked = own === undefined ? [] : [...askedBy({ pinned: own, folder: root, isLoaded: true })];
  // What is loaded comes first, so that a package of both kinds counts as loaded.
  for (let next = asked.shift(); next !== undefined; next = asked.shift()) {
    const { name, by, isLoaded } = next;
    const pinned = shrinkwrap.get(keyFor(name, by.pinned.key, shrinkwrap) ?? '-');
    if (pinned === undefined) continue;
    const folder = await folderFor(name, by.folder);
    if (folder === null) {
      if (by.pinned.needs.includes(name)) missing.add(pinned.key);
      else notInstalled.push(name);
      continue;
    }
    // By folder too: another copy, nearer to who asks for it, is compared as well.
    const id = `${pinned.key}\0${folder}`;
    if (packages.has(id)) continue;
    const found = { pinned, folder, version: await versionIn(folder), isLoaded };
    packages.set(id, found);
    if (found.version !== pinned.version) continue;
    const more = askedBy(found);
    asked.unshift(...more.filter((each) => each.isLoaded));
    asked.push(...more.filter((each) => !each.isLoaded));
  }
  return { packages: [...packages.values()], missing: [...missing], notInstalled };
}
