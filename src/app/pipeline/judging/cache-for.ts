import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Notice } from '../../../core/run.js';
import { untrusted } from '../../../core/untrusted.js';
import type { PipOptionValues } from '../../../pip/options.js';
import { systemCode } from '../../../platform/files/disk-error.js';
import { makeFolders } from '../../../platform/files/make-folders.js';
import { openFileCache, type FileCache } from '../../../store/files.js';
import type { Workshop } from '../../workshop.js';

const nothing = () => Promise.resolve({ count: 0, bytes: 0 });

const NO_CACHE: FileCache = { find: () => Promise.resolve(null), keep: (path) => Promise.resolve(path), prune: nothing, size: nothing, clear: nothing };

/** Where downloaded files are kept, and what there is to say of that. */
export interface ChosenCache {
  readonly files: FileCache;
  readonly notices: readonly Notice[];
}

/** True for a folder that files can be kept in; it is made where there is none. */
async function isUsable(folder: string): Promise<boolean> {
  try {
    await makeFolders(folder, 0o700);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch (cause) {
    if (systemCode(cause) === '') throw cause;
    return false;
  }
}

/** Where this run keeps downloaded files: nowhere with pip's --no-cache-dir, below the folder of --cache-dir, else with everything of depsec's. */
export async function cacheFor({ files }: Pick<Workshop, 'files'>, pip: PipOptionValues): Promise<ChosenCache> {
  const folder = pip.get('cache-dir')?.at(-1);
  if (pip.has('no-cache-dir')) return { files: NO_CACHE, notices: [] };
  if (folder === undefined) return { files, notices: [] };
  const home = join(folder, 'depsec');
  if (await isUsable(home)) return { files: openFileCache({ home }), notices: [] };
  // As in pip: a cache is no reason to end.
  return { files: NO_CACHE, notices: [{ level: 'warning', text: untrusted(`nothing is kept for later runs: ${home} cannot be written`) }] };
}
