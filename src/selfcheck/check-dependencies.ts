import { join, relative, sep } from 'node:path';
import type { Mismatch, Unchecked, Unpinned } from '../core/self-check.js';
import { untrusted, type UntrustedText } from '../core/untrusted.js';
import { compareFiles, type HashFile } from './compare-files.js';
import { installedPackages, type InstalledPackage } from './installed-packages.js';
import type { Manifest } from './manifest.js';
import { packageFiles } from './package-files.js';
import type { Shrinkwrap } from './shrinkwrap.js';
import { strayPackages } from './stray-packages.js';

/** What the dependencies in depsec's folder are held against. */
export interface Pins {
  readonly root: string;
  readonly manifest: Manifest;
  readonly shrinkwrap: Shrinkwrap;
  /** Whether a package with this key may lie here without being one of a run: what only a build needs, in a checkout. */
  readonly isTolerated: (key: string) => boolean;
}

/** What the dependencies came to. */
export interface CheckedDependencies {
  readonly packages: number;
  readonly files: number;
  readonly compiled: readonly UntrustedText[];
  readonly unpinned: readonly Unpinned[];
  readonly notInstalled: readonly string[];
  readonly mismatches: readonly Mismatch[];
  readonly unchecked: readonly Unchecked[];
}

type OnePackage = Omit<CheckedDependencies, 'packages' | 'notInstalled'>;

/** The recorded files of one dependency, by their paths in it. */
function recordedFor(key: string, manifest: Manifest): Manifest {
  const start = `${key}/`;
  return new Map([...manifest].flatMap(([path, digest]) => (path.startsWith(start) && !path.slice(start.length).startsWith('node_modules/') ? [[path.slice(start.length), digest] as const] : [])));
}

/** A path in the package as it is told: from depsec's folder where it lies inside, else in full. */
const shownFrom = (root: string, folder: string) => (path: string): string => {
  const full = join(folder, path);
  return full.startsWith(root + sep) ? relative(root, full).split(sep).join('/') : full;
};

/** What a package of another version comes to: each of its files would differ too, which tells nothing more. */
function otherVersion({ pinned, version, isLoaded }: InstalledPackage, path: UntrustedText): OnePackage {
  const nothing: OnePackage = { files: 0, compiled: [], unpinned: [], mismatches: [], unchecked: [] };
  // npm reads npm-shrinkwrap.json for packages from a registry alone, and other installers never do.
  if (!isLoaded && version !== null) return { ...nothing, unpinned: [{ path, version: untrusted(version), pinned: untrusted(pinned.version) }] };
  return { ...nothing, mismatches: [{ kind: 'version', path, detail: untrusted(`${version ?? 'no version'}; npm-shrinkwrap.json pins ${pinned.version}`) }] };
}

async function checkPackage(installed: InstalledPackage, pins: Pins, hash: HashFile): Promise<OnePackage> {
  const { pinned: { key, version }, folder } = installed;
  const shown = shownFrom(pins.root, folder);
  if (installed.version !== version) return otherVersion(installed, untrusted(shown('')));
  const { delivered, compiled } = await packageFiles(installed);
  const expected = recordedFor(key, pins.manifest);
  const made = compiled.map(({ path }) => untrusted(shown(path)));
  if (expected.size === 0) return { files: 0, compiled: made, unpinned: [], mismatches: [], unchecked: [{ path: untrusted(shown('')), why: untrusted('this build of depsec has no digests of its files') }] };
  const compared = await compareFiles({ folder, expected, found: delivered, shown }, hash);
  return { files: compared.files, compiled: made, unpinned: [], mismatches: compared.mismatches, unchecked: compared.unchecked };
}

/** Looks between the packages in depsec's folder and in each dependency. What some package is given by Node has been compared, wherever an installer put it. */
async function straysOf(packages: readonly InstalledPackage[], { root, shrinkwrap, isTolerated }: Pins): Promise<readonly Mismatch[]> {
  const reached = new Set(packages.map(({ folder }) => folder));
  const places = [{ key: '', folder: root }, ...packages.map(({ pinned, folder }) => ({ key: `${pinned.key}/`, folder }))];
  const lists = places.map(({ key, folder }) => {
    const isKnown = (name: string): boolean =>
      shrinkwrap.has(`${key}node_modules/${name}`) || isTolerated(`${key}node_modules/${name}`) || reached.has(join(folder, 'node_modules', name));
    return strayPackages({ folder, isKnown, shown: shownFrom(root, folder) });
  });
  return (await Promise.all(lists)).flat();
}

/** Holds every dependency that depsec would load against its pinned version and its recorded files. */
export async function checkDependencies(pins: Pins, hash: HashFile): Promise<CheckedDependencies> {
  const { packages, missing, notInstalled } = await installedPackages(pins.root, pins.shrinkwrap);
  const stray = await straysOf(packages, pins);
  const checked: OnePackage[] = [];
  for (const installed of packages) checked.push(await checkPackage(installed, pins, hash));
  const gone = missing.map((key): Mismatch => ({ kind: 'missing', path: untrusted(key), detail: untrusted('an installed package needs it') }));
  return {
    packages: packages.length,
    files: checked.reduce((sum, { files }) => sum + files, 0),
    compiled: checked.flatMap(({ compiled }) => compiled),
    unpinned: checked.flatMap(({ unpinned }) => unpinned),
    notInstalled,
    mismatches: [...checked.flatMap(({ mismatches }) => mismatches), ...gone, ...stray],
    unchecked: checked.flatMap(({ unchecked }) => unchecked),
  };
}
