import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { ToolError } from '../../core/errors.js';

const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * The text of a file that depsec has written for itself. It must be an ordinary one: a pipe in its place would hold up the run for ever, and a link
 * lead elsewhere. Throws ToolError `disk` for anything else there, and what the file system throws (ELOOP for a link).
 */
export async function readOwnFile(path: string): Promise<string> {
  const file = await open(path, FLAGS);
  try {
    if (!(await file.stat()).isFile()) throw new ToolError('disk', `will not read ${JSON.stringify(path)}: it is not an ordinary file`, { hint: 'remove it' });
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
