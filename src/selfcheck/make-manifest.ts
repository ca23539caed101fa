import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha256 } from '../core/artifact.js';
import { hashFile } from '../platform/files.js';
import { SHRINKWRAP } from './check.js';
import { installedPackages } from './installed-packages.js';
import { parseJsonObject, type JsonRecord } from './json-record.js';
import { formatManifest, MANIFEST } from './manifest.js';
import { ownFiles } from './own-files.js';
import { packageFiles } from './package-files.js';
import { pinnedPackages } from './shrinkwrap.js';

// npm packs these whatever `files` says (docs.npmjs.com: package.json).
const ALWAYS_PACKED = ['package.json', 'README.md', 'LICENSE'];

async function readRecord(path: string): Promise<JsonRecord> {
  const record = parseJsonObject(await readFile(path, 'utf8'));
  if (record === null) throw new Error(`${path} is no JSON object`);
  return record;
}

async function packedPaths(root: string): Promise<readonly string[]> {
  const { files } = await readRecord(join(root, 'package.json'));
  if (!Array.isArray(files)) throw new Error('package.json does not say which files are packed');
  return (await ownFiles(root, new Set([...files.map(String), ...ALWAYS_PACKED]))).map(({ path }) => path);
}

/** Key and path of each file of a dependency as the registry delivers it, with where it lies here. */
async function deliveredPaths(root: string): Promise<readonly (readonly [string, string])[]> {
  const { packages } = await installedPackages(root, pinnedPackages(await readRecord(join(root, SHRINKWRAP))));
  const lists = packages.map(async (installed) =>
    (await packageFiles(installed)).delivered.map(({ path }) => [`${installed.pinned.key}/${path}`, join(installed.folder, path)] as const));
  return (await Promise.all(lists)).flat();
}

/** Writes the list that `depsec verify` compares with: called by the build, in the folder that is to be packed. */
export async function writeManifest(root: string): Promise<void> {
  const own = (await packedPaths(root)).map((path) => [path, join(root, path)] as const);
  const files = new Map<string, Sha256>();
  for (const [path, place] of [...own, ...(await deliveredPaths(root))]) files.set(path, (await hashFile(place)).sha256);
  await writeFile(join(root, MANIFEST), formatManifest(files));
}
