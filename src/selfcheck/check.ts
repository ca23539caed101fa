import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SelfCheck, SourceKind } from '../core/self-check.js';
import { untrusted } from '../core/untrusted.js';
import { hashFile } from '../platform/files.js';
import { checkDependencies, type CheckedDependencies, type Pins } from './check-dependencies.js';
import { compareFiles, type Compared, type HashFile } from './compare-files.js';
import { installationSource, type Place } from './installation-source.js';
import { parseJsonObject, recordOr, type JsonRecord } from './json-record.js';
import { readManifest, type Manifest } from './manifest.js';
import { ownFiles, topNames } from './own-files.js';
import { pinnedPackages } from './shrinkwrap.js';

/** Lies in depsec's folder; npm installs depsec's dependencies as it says. */
export const SHRINKWRAP = 'npm-shrinkwrap.json';

const hashByFile: HashFile = async (path) => (await hashFile(path)).sha256;

/** Here depsec is worked on: there is more than a release holds. */
const isWorkedOn = (kind: SourceKind): boolean => kind === 'checkout' || kind === 'linked';

async function checkOwn(root: string, manifest: Manifest, { kind, hash }: { readonly kind: SourceKind; readonly hash: HashFile }): Promise<Compared> {
  const expected = new Map([...manifest].filter(([path]) => !path.startsWith('node_modules/')));
  const found = await ownFiles(root, isWorkedOn(kind) ? topNames(expected.keys()) : null);
  return await compareFiles({ folder: root, expected, found, shown: (path) => path }, hash);
}

function pinsOf(shrinkwrap: JsonRecord, kind: SourceKind): Pick<Pins, 'shrinkwrap' | 'isTolerated'> {
  const all = recordOr(shrinkwrap['packages']);
  return { shrinkwrap: pinnedPackages(shrinkwrap), isTolerated: (key) => isWorkedOn(kind) && Object.hasOwn(all, key) };
}

const notChecked = (why: string): CheckedDependencies => ({ packages: 0, files: 0, compiled: [], unpinned: [], notInstalled: [], mismatches: [], unchecked: [{ path: untrusted('node_modules'), why: untrusted(why) }] });

async function checkPinned(root: string, read: { readonly manifest: Manifest; readonly kind: SourceKind; readonly own: Compared; readonly hash: HashFile }): Promise<CheckedDependencies> {
  const { manifest, kind, own, hash } = read;
  const isOff = [...own.mismatches, ...own.unchecked].some(({ path }) => path === SHRINKWRAP) || !manifest.has(SHRINKWRAP);
  const shrinkwrap = isOff ? null : parseJsonObject(await readFile(join(root, SHRINKWRAP), 'utf8'));
  if (shrinkwrap === null) return notChecked(`the dependencies: ${SHRINKWRAP} is not the released one`);
  return await checkDependencies({ root, manifest, ...pinsOf(shrinkwrap, kind) }, hash);
}

/** Holds depsec's files and its dependencies against the manifest beside them. Throws ToolError where there is none or it cannot be read. */
export async function checkInstallation(place: Place, hash: HashFile = hashByFile): Promise<SelfCheck> {
  const { sha256, files: manifest } = await readManifest(place.root);
  const source = await installationSource(place);
  const own = await checkOwn(place.root, manifest, { kind: source.kind, hash });
  const pinned = await checkPinned(place.root, { manifest, kind: source.kind, own, hash });
  return {
    root: untrusted(place.root),
    source,
    manifest: { sha256, files: manifest.size },
    compared: { own: own.files, dependencies: pinned.packages, filesOfDependencies: pinned.files },
    compiled: pinned.compiled,
    unpinned: pinned.unpinned,
    notInstalled: pinned.notInstalled,
    mismatches: [...own.mismatches, ...pinned.mismatches],
    unchecked: [...own.unchecked, ...pinned.unchecked],
  };
}
