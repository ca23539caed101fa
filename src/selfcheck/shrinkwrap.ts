import { recordOr, textField, type JsonRecord } from './json-record.js';

/** A package as npm-shrinkwrap.json pins it. */
export interface PinnedPackage {
  /** Its path below depsec's folder, as in `node_modules/tar-fs/node_modules/tar-stream`. */
  readonly key: string;
  readonly version: string;
  /** True when npm runs a script of it while installing, which compiles on this machine. */
  readonly compiles: boolean;
  /** Names of what it cannot do without. */
  readonly needs: readonly string[];
  /** Names of what it can do without. */
  readonly likes: readonly string[];
}

/** Runtime packages by key; depsec's own entry has the key ''. */
export type Shrinkwrap = ReadonlyMap<string, PinnedPackage>;

function pinned(key: string, entry: JsonRecord): PinnedPackage {
  return {
    key,
    version: textField(entry, 'version') ?? '',
    compiles: entry['hasInstallScript'] === true,
    needs: Object.keys(recordOr(entry['dependencies'])),
    likes: Object.keys(recordOr(entry['optionalDependencies'])),
  };
}

/** What npm-shrinkwrap.json (lockfileVersion 3, docs.npmjs.com: package-lock.json) pins for a run; what only a build needs is left out. */
export function pinnedPackages(shrinkwrap: JsonRecord): Shrinkwrap {
  const entries = Object.entries(recordOr(shrinkwrap['packages'])).map(([key, entry]) => [key, recordOr(entry)] as const);
  return new Map(entries.filter(([, entry]) => entry['dev'] !== true).map(([key, entry]) => [key, pinned(key, entry)]));
}

/** The key that `name` has for the package `key`: the nearest one on the way up, as Node looks for it. */
export function keyFor(name: string, key: string, shrinkwrap: Shrinkwrap): string | null {
  for (let place = key; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')))) {
    const candidate = place === '' ? `node_modules/${name}` : `${place}/node_modules/${name}`;
    if (shrinkwrap.has(candidate)) return candidate;
    if (place === '') return null;
  }
}
