import { chmod, copyFile, rename, rm } from 'node:fs/promises';
import { partialName, renameOver } from './atomic-write.js';
import { onDisk } from './disk-error.js';

/** Puts a copy of a file under a name, whole or not at all, in place of what lies there. Throws ToolError `disk`. */
export async function placeCopy(from: string, to: string): Promise<void> {
  const partial = partialName(to);
  await onDisk('write', to, async () => {
    try {
      await copyFile(from, partial);
      await chmod(partial, 0o644);
      await renameOver(partial, to);
    } finally {
      await rm(partial, { force: true });
    }
  });
}

/** Gives a file another name. Throws ToolError `disk`. */
export async function moveAside(path: string, to: string): Promise<void> {
  await onDisk('rename', path, () => rename(path, to));
}
