import { access, appendFile, constants, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../core/errors.js';
import { writeAtomically } from './files/atomic-write.js';
import { diskError, onDisk, presentOr, systemCode } from './files/disk-error.js';

async function isOrdinary(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return true;
    throw cause;
  }
}

const MISTAKES: Readonly<Record<string, string>> = { ENOENT: 'its folder does not exist', ENOTDIR: 'a part of its path is not a folder', EISDIR: 'it is a folder' };

async function tryOutput(path: string): Promise<void> {
  const found = await presentOr(stat(path), null);
  if (found?.isDirectory() === true) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
  // A file is put in place by its folder; what is none is written to as it is.
  await access(found === null || found.isFile() ? dirname(path) : path, constants.W_OK);
}

/** Before work that may take minutes: throws for a file that could not be written anyway, UserError `bad-arguments` where its path is wrong, else ToolError `disk`. */
export async function checkOutput(path: string): Promise<void> {
  try {
    await tryOutput(path);
  } catch (cause) {
    const mistake = MISTAKES[systemCode(cause)];
    if (mistake === undefined) throw diskError(cause, 'write', path);
    throw new UserError('bad-arguments', `cannot write ${JSON.stringify(path)}: ${mistake}`, { cause, hint: 'check the path' });
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
