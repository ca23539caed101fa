import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { diskError, presentOr, systemCode } from '../platform/files/disk-error.js';

/** `path` counts from the folder that was listed, with `/`. `other`: a symbolic link, a device; `closed`: a folder that cannot be read. */
export interface FoundFile {
  readonly path: string;
  readonly kind: 'file' | 'other' | 'closed';
}

/** Entries of a folder; none where there is no such folder, null where it may not be read. Throws ToolError `disk`. */
export async function entriesOf(folder: string): Promise<readonly Dirent[] | null> {
  try {
    return await presentOr(readdir(folder, { withFileTypes: true }), []);
  } catch (cause) {
    if (['EACCES', 'EPERM'].includes(systemCode(cause))) return null;
    throw diskError(cause, 'read', folder);
  }
}

/** All below a folder, folders themselves aside. What `isWanted` turns down is neither told nor entered. Links are never followed. */
export async function listFiles(folder: string, isWanted: (path: string) => boolean = () => true): Promise<readonly FoundFile[]> {
  const listed = async (below: string): Promise<readonly FoundFile[]> => {
    const entries = await entriesOf(join(folder, below));
    if (entries === null) return [{ path: below, kind: 'closed' }];
    const found: FoundFile[] = [];
    for (const entry of entries) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (!isWanted(path)) continue;
      if (entry.isDirectory()) found.push(...(await listed(path)));
      else found.push({ path, kind: entry.isFile() ? 'file' : 'other' });
    }
    return found;
  };
  return await listed('');
}
