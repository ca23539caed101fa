import type { Staged } from '../../../core/artifact.js';
import { ToolError } from '../../../core/errors.js';
import { isPackageName, parsePackageName, type PackageName } from '../../../core/name.js';
import type { RequirementSet } from '../../../core/requirements/requirement-set.js';
import { digestOf } from '../../../platform/files.js';

/** Values of `--hash`, by project. pip checks them for wheels; of a source package it is given no bytes to check. */
export type PromisedHashes = ReadonlyMap<PackageName, readonly string[]>;

export function promisedHashes({ requirements, constraints }: RequirementSet): PromisedHashes {
  const promised = new Map<PackageName, readonly string[]>();
  for (const { name, hashes } of [...requirements, ...constraints]) {
    if (name === null || !isPackageName(name) || hashes.length === 0) continue;
    const key = parsePackageName(name);
    promised.set(key, [...(promised.get(key) ?? []), ...hashes]);
  }
  return promised;
}

async function fits(file: Staged, hash: string): Promise<boolean> {
  const [algorithm = '', digest = ''] = hash.split(':');
  return algorithm === 'sha256' ? digest === file.sha256 : digest === (await digestOf(file.path, algorithm));
}

/** Throws `hash-mismatch` when the user gave hashes for this project and none of them is that of the file. */
export async function checkPromised(file: Staged, promised: PromisedHashes): Promise<void> {
  const hashes = promised.get(file.name) ?? [];
  for (const hash of hashes) if (await fits(file, hash)) return;
  if (hashes.length === 0) return;
  throw new ToolError('hash-mismatch', `${file.fileName} is not the file that was promised\n  expected ${hashes.join('\n        or ')}\n  got      sha256:${file.sha256}`, { hint: 'the index or the --hash is wrong; nothing was run or installed' });
}
