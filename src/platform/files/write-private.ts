import { writeFile } from 'node:fs/promises';
import { onDisk } from './disk-error.js';

/** Writes a new file of a run, for this user alone. Throws ToolError `disk` with its path: a full disk names none by itself. */
export async function writePrivate(path: string, content: string | Uint8Array): Promise<void> {
  await onDisk('write', path, () => writeFile(path, content, { mode: 0o600, flag: 'wx' }));
}
