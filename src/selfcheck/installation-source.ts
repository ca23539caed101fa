import { lstat, readFile } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { InstallationSource } from '../core/self-check.js';
import { untrusted } from '../core/untrusted.js';
import { onDisk, presentOr } from '../platform/files/disk-error.js';
import { linkTarget } from './link-target.js';
import { parseJsonObject, recordOr, textField } from './json-record.js';

/** Where depsec lies, and the script that was started, before its links are followed; null when unknown. */
export interface Place {
  readonly root: string;
  readonly startedAs: string | null;
}

const isThere = async (path: string): Promise<boolean> => (await onDisk('read', path, () => presentOr(lstat(path), null))) !== null;

/** What npm's own note about the folder says: `resolved`, as in `git+ssh://…` or `file:…`. */
async function resolvedFrom(packages: string, name: string): Promise<string | null> {
  const path = join(packages, '.package-lock.json');
  const text = await onDisk('read', path, () => presentOr(readFile(path, 'utf8'), null));
  if (text === null) return null;
  const noted = recordOr(parseJsonObject(text)?.['packages']);
  // Addresses may hold a password, which nobody wants in a report.
  return textField(recordOr(noted[`node_modules/${name}`]), 'resolved')?.replace(/(?<=\/\/)[^/@]*@/, '') ?? null;
}

/** True when the package that was started is a link to the folder where it really lies: `npm link`. */
async function isLinked({ startedAs }: Place): Promise<boolean> {
  if (startedAs === null) return false;
  const script = await linkTarget(startedAs);
  return basename(dirname(dirname(dirname(script)))) === 'node_modules';
}

async function installedBy(packages: string, from: string | null): Promise<InstallationSource['kind']> {
  if (from?.startsWith('git') === true) return 'git';
  if (packages.split(sep).includes('_npx')) return 'npx';
  return (await isThere(join(dirname(packages), 'package.json'))) ? 'local' : 'npm-global';
}

/** How depsec came here, told by where it lies and by what npm noted. */
export async function installationSource(place: Place): Promise<InstallationSource> {
  const packages = dirname(place.root);
  if (basename(packages) === 'node_modules') {
    const from = await resolvedFrom(packages, basename(place.root));
    return { kind: await installedBy(packages, from), from: from === null ? null : untrusted(from) };
  }
  if (await isLinked(place)) return { kind: 'linked', from: null };
  return { kind: (await isThere(join(place.root, 'build.mjs'))) ? 'checkout' : 'folder', from: null };
}
