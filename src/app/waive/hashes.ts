import type { Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { sdistFileName, wheelFileName } from '../../archive/project/distribution-file-name.js';
import type { Sha256 } from '../../core/artifact.js';
import { UserError } from '../../core/errors.js';
import { isPackageName, parsePackageName, type PackageName } from '../../core/name.js';
import { isSameVersion } from '../../core/requirements/version-order.js';
import { UNREAD_CODE } from '../../core/waiver.js';
import { diskError, systemCode } from '../../platform/files/disk-error.js';
import { hashFile } from '../../platform/files.js';
import { judgementsOf, type LoggedJudgement } from '../../store/read-audit-log.js';
import { hashFolder } from '../pipeline/hash-folder.js';
import type { Workshop } from '../workshop.js';

/** One version of a package. */
export interface Version {
  readonly name: PackageName;
  readonly version: string;
}

interface Wanted {
  readonly rules: readonly string[];
  /** Files that are meant, as they were typed; without any, the one that was judged last. */
  readonly files: readonly string[];
}

async function lastJudgement({ name, version }: Version, home: string): Promise<LoggedJudgement> {
  for await (const judgement of judgementsOf(home, name)) if (judgement.version === version) return judgement;
  throw new UserError('unknown-package', `${name}==${version} has not been judged yet, so it is not known which files you looked at`, { hint: `judge it first: depsec audit ${name}==${version}, or name the files: --file FILE` });
}

const foundIn = ({ rules, gaps }: LoggedJudgement): readonly string[] => [...rules, ...(gaps.length > 0 ? [UNREAD_CODE] : [])];

async function judgedHash(version: Version, rules: readonly string[], home: string): Promise<Sha256> {
  const judgement = await lastJudgement(version, home);
  const found = foundIn(judgement);
  const stray = rules.find((rule) => !found.includes(rule));
  // What was not found cannot have been looked at.
  if (stray !== undefined) throw new UserError('bad-arguments', `${stray} was not found in ${version.name} ${version.version}`, { hint: found.length === 0 ? 'nothing was' : `what was found: ${found.join(', ')}` });
  return judgement.builtFrom ?? judgement.sha256;
}

// A waiver for a file that is none of the package's would waive nothing, and look as if it did.
function refuseOther(path: string, { name, version }: Version): void {
  const parts = wheelFileName(basename(path)) ?? sdistFileName(basename(path));
  if (parts === null || !isPackageName(parts.name) || (parsePackageName(parts.name) === name && isSameVersion(parts.version, version))) return;
  throw new UserError('bad-arguments', `${path} is no file of ${name}==${version}`, { hint: 'name the file that was looked at' });
}

async function presentAt(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(cause))) return null;
    throw diskError(cause, 'read', path);
  }
}

async function hashOf(path: string): Promise<Sha256> {
  const found = await presentAt(path);
  if (found === null) throw new UserError('bad-arguments', `--file ${JSON.stringify(path)}: no such file or folder`, { hint: 'check the path' });
  return (found.isDirectory() ? await hashFolder(path) : await hashFile(path)).sha256;
}

/** The digests of the files that a waiver is for. Throws UserError where nobody has judged the version, or where a rule has found nothing in it. */
export async function hashesFor(version: Version, { rules, files }: Wanted, { cwd, home }: Pick<Workshop, 'cwd' | 'home'>): Promise<ReadonlySet<Sha256>> {
  if (files.length === 0) return new Set([await judgedHash(version, rules, home.path)]);
  const digests = new Set<Sha256>();
  for (const file of files) refuseOther(file, version);
  for (const file of files) digests.add(await hashOf(resolve(cwd, file)));
  return digests;
}
