import { join } from 'node:path';
import type { PipOptionValues } from '../../../pip/options.js';
import { openFileCache, type FileCache } from '../../../store/files.js';
import type { Workshop } from '../../workshop.js';

const nothing = () => Promise.resolve({ count: 0, bytes: 0 });

const NO_CACHE: FileCache = { find: () => Promise.resolve(null), keep: (path) => Promise.resolve(path), prune: nothing, size: nothing, clear: nothing };

/** Where this run keeps downloaded files: nowhere with pip's --no-cache-dir, below the folder of --cache-dir, else with everything of depsec's. */
export function cacheFor({ files }: Pick<Workshop, 'files'>, pip: PipOptionValues): FileCache {
  const folder = pip.get('cache-dir')?.at(-1);
  if (pip.has('no-cache-dir')) return NO_CACHE;
  return folder === undefined ? files : openFileCache({ home: join(folder, 'depsec') });
}
