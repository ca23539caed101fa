import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Staged } from '../../core/artifact.js';
import { UserError } from '../../core/errors.js';
import type { Kept } from '../../quarantine/entry.js';
import type { Quarantine } from '../../quarantine/open-quarantine.js';
import type { Workshop } from '../workshop.js';

// It becomes a path, and later a word of a requirement.
const FILE_NAME = /^[A-Za-z0-9_][A-Za-z0-9._+!-]*$/;

/** The file with what is known of it, as it is judged. */
export function stagedAt(path: string, kept: Kept): Staged {
  const { name, version, fileName, sha256, bytes, subdirectory, extras, isPublic, builtFrom } = kept;
  return {
    name, version, fileName, path, sha256, bytes, isPublic, extras,
    requested: true,
    shownAs: fileName,
    ...(subdirectory === '' ? {} : { subdirectory }),
    ...(builtFrom === null ? {} : { builtFrom: { shownAs: fileName, sha256: builtFrom } }),
  };
}

/** A copy of a file in quarantine, in a private folder of this run, its bytes compared with what was judged. Throws `hash-mismatch`. */
export async function copyOf(kept: Kept, quarantine: Quarantine, { runFolder }: Pick<Workshop, 'runFolder'>): Promise<Staged> {
  if (!FILE_NAME.test(kept.fileName)) throw new UserError('bad-input', `${JSON.stringify(kept.fileName)} is no name for a file of a package`, { hint: `depsec quarantine remove ${kept.name}` });
  const path = join(await mkdtemp(join(runFolder, 'quarantined-')), kept.fileName);
  await quarantine.take(kept, path);
  return stagedAt(path, kept);
}
