import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hideCredentials, withoutFragment } from '../../../core/requirements/direct-url.js';
import { UserError } from '../../../core/errors.js';
import { fileUrl } from '../../../core/file-url.js';

const bad = (message: string, cause?: unknown): UserError => new UserError('bad-requirement', hideCredentials(message), { cause });

/** `file:` URLs may be relative for pip, counted from the user's folder; a path that climbs is made plain. */
function absoluteFileUrl(url: string, cwd: string): string {
  const written = withoutFragment(url);
  const isAbsolute = /^file:\/\/(?:localhost)?\//i.test(written) && !/\.\.\//.test(written);
  if (isAbsolute) return url;
  const path = written.replace(/^file:(?:\/\/(?:localhost)?(?=\/))?/i, '');
  if (path.startsWith('//')) throw bad(`${JSON.stringify(url)} names a file on another machine`);
  return `${fileUrl(resolve(cwd, decoded(path, url)))}${url.slice(written.length)}`;
}

const FILE_URL = /^((?:[^@\s]+(?:\s*\[[^\]]*\])?\s*@\s*)?)(file:\S*)/i;

/** A requirement whose `file:` URL, if it is or holds one, is absolute. Throws `bad-requirement`. */
export const withAbsoluteUrls = (text: string, cwd: string): string => text.replace(FILE_URL, (_, name: string, url: string) => `${name}${absoluteFileUrl(url, cwd)}`);

function decoded(path: string, url: string): string {
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    throw bad(`${JSON.stringify(url)} holds a percent sign that escapes nothing`, cause);
  }
}

/** The path behind a `file:` URL, its fragment left out. Throws `bad-requirement`. */
export function pathOfFileUrl(url: string): string {
  try {
    return fileURLToPath(withoutFragment(url));
  } catch (cause) {
    throw bad(`not the URL of a local file: ${JSON.stringify(url)}`, cause);
  }
}
