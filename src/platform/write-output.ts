import { appendFile, stat, writeFile } from 'node:fs/promises';
import { writeAtomically } from './files/atomic-write.js';
import { onDisk, systemCode } from './files/disk-error.js';

async function isOrdinary(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return true;
    throw cause;
  }
}

/**
 * Writes a report to the file the user named: whole or not at all. What is no ordinary file (`/dev/stdout`, a pipe) is written to as it is, since
 * a rename would put a file in its place. Throws ToolError `disk`.
 */
export async function writeOutput(path: string, text: string): Promise<void> {
  if (await onDisk('write', path, () => isOrdinary(path))) await writeAtomically(path, text, 0o644);
  else await onDisk('write', path, () => writeFile(path, text));
}

/** Adds text at the end of a file that others write to as well. Throws ToolError `disk`. */
export async function appendOutput(path: string, text: string): Promise<void> {
  await onDisk('write', path, () => appendFile(path, text));
}
