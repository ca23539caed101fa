import { stat } from 'node:fs/promises';
import type { Staged } from '../../core/artifact.js';
import { ToolError } from '../../core/errors.js';
import { onDisk } from '../../platform/files/disk-error.js';
import { onSealedCopy } from '../../platform/files/sealed-copy.js';

/**
 * Works on bytes that nobody can change meanwhile: what is found is kept under the file's digest, so a file that was another one for the time of
 * the analysis would be taken for safe for ever. Folders have no such digest and are read as they lie. Throws `hash-mismatch` (exit 3).
 */
export async function onSealed<T>({ path, sha256, shownAs }: Pick<Staged, 'path' | 'sha256' | 'shownAs'>, folder: string, work: (path: string) => Promise<T>): Promise<T> {
  const isFolder = await onDisk('read', path, async () => (await stat(path)).isDirectory());
  if (isFolder) return await work(path);
  return await onSealedCopy(path, folder, async (copy) => {
    if (copy.sha256 !== sha256) throw new ToolError('hash-mismatch', `${shownAs} changed while it was judged`, { hint: 'another program writes to it: find out which before you try again' });
    return await work(copy.path);
  });
}
