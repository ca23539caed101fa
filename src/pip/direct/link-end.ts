import type { Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { systemCode } from '../../platform/files/disk-error.js';

/** What a link leads to in the end, all links on the way followed. */
export interface LinkEnd {
  readonly path: string;
  readonly stats: Stats;
}

/** Follows a link; null where it leads nowhere, in a circle, or where we may not look. */
export async function followLink(path: string): Promise<LinkEnd | null> {
  try {
    const end = await realpath(path);
    return { path: end, stats: await stat(end) };
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'ENAMETOOLONG'].includes(systemCode(cause))) return null;
    throw cause;
  }
}
