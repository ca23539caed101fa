import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { EarlierVersion, PlannedInstall, PlannedPackage } from '../../core/journal.js';
import { parseRecord } from '../record.js';
import { infoFolders, isInfoOfVersion } from './earlier-versions.js';
import { createFileHasher, type FileHasher } from './file-digest.js';
import { textOrNull } from './installed-record.js';
import { leftovers } from './leftovers.js';
import { isThere } from './presence.js';

/** What an install that was broken off has left: everything as before, everything as planned, or neither. */
export type InstallState = 'old' | 'new' | 'half';

interface Look {
  readonly install: PlannedInstall;
  readonly hasher: FileHasher;
}

/** Where a row's file is: beside the metadata, or, with --target, where pip has moved it (the rows still count from `lib/python`). */
function rowPath(row: string, info: string, target: string | undefined): string {
  if (isAbsolute(row)) return row;
  const moved = target === undefined ? null : /^\.\.\/\.\.\/(.+)$/.exec(row)?.[1];
  return moved && target !== undefined ? join(target, moved) : resolve(dirname(info), row);
}

const targetOf = ({ options }: PlannedInstall): string | undefined => options['target']?.at(-1);

async function isWhole(info: string, install: PlannedInstall, hasher: FileHasher): Promise<boolean> {
  const record = await textOrNull(join(info, 'RECORD'));
  // First pip unpacks the wheel's own list, and at the very end it puts its own in the place of it, which tells the installer as well.
  if (record === null || !parseRecord(record).some(([row]) => row === `${basename(info)}/INSTALLER`)) return false;
  for (const [row, digest] of parseRecord(record)) {
    const path = rowPath(row, info, targetOf(install));
    const isRight = digest.startsWith('sha256=') ? Buffer.from((await hasher.digest(path)) ?? '', 'hex').toString('base64url') === digest.slice('sha256='.length).replace(/=+$/, '') : isThere(path);
    if (!isRight) return false;
  }
  return true;
}

async function isFinished(info: string, { requested, direct }: PlannedPackage): Promise<boolean> {
  if (!requested && isThere(join(info, 'REQUESTED'))) return false;
  return (await textOrNull(join(info, 'direct_url.json'))) === (direct?.json ?? null);
}

async function isNew(planned: PlannedPackage, { install, hasher }: Look): Promise<boolean> {
  const infos = infoFolders(planned.name, install.places);
  const [info] = infos.filter((folder) => isInfoOfVersion(folder, planned.name, planned.version));
  const others = 'ignore-installed' in install.options ? [] : infos.filter((folder) => folder !== info && planned.before.some((earlier) => earlier.folder === folder));
  return info !== undefined && others.length === 0 && (await isFinished(info, planned)) && (await isWhole(info, install, hasher));
}

/** True when the metadata of an earlier version is there as it was, so that pip can uninstall it. */
export async function isListed({ folder, record }: EarlierVersion): Promise<boolean> {
  return isThere(folder) && (await textOrNull(join(folder, 'RECORD'))) === record;
}

async function isUntouched(earlier: EarlierVersion, { install, hasher }: Look): Promise<boolean> {
  const { folder, record } = earlier;
  if (!(await isListed(earlier))) return false;
  // pip moves files away before it writes new ones; only with this option does it write over them.
  if ('ignore-installed' in install.options && record !== null) return await isWhole(folder, install, hasher);
  return parseRecord(record ?? '').every(([row]) => isThere(rowPath(row, folder, targetOf(install))));
}

async function isOld(planned: PlannedPackage, look: Look): Promise<boolean> {
  if (planned.absent.some(isThere)) return false;
  for (const earlier of planned.before) if (!(await isUntouched(earlier, look))) return false;
  return true;
}

/** True when a package of the plan is there as planned. */
export function isComplete(planned: PlannedPackage, install: PlannedInstall): Promise<boolean> {
  return isNew(planned, { install, hasher: createFileHasher() });
}

async function every(packages: readonly PlannedPackage[], holds: (planned: PlannedPackage) => Promise<boolean>): Promise<boolean> {
  for (const planned of packages) if (!(await holds(planned))) return false;
  return true;
}

/** Compares an environment with what was planned for it, by its files alone. Nothing in it is run or changed. */
export async function installState(install: PlannedInstall): Promise<InstallState> {
  const look: Look = { install, hasher: createFileHasher() };
  if (install.packages.some((planned) => leftovers(planned, install).length > 0)) return 'half';
  if (await every(install.packages, (planned) => isOld(planned, look))) return 'old';
  return (await every(install.packages, (planned) => isNew(planned, look))) ? 'new' : 'half';
}
