import { systemCode } from '../platform/files/disk-error.js';

const REASONS: Readonly<Record<string, string>> = { EACCES: 'permission denied', ELOOP: 'its symbolic links run in a circle' };

// Where the system's bytes are no text, Node puts this character, and the name leads nowhere.
const NO_TEXT = '\uFFFD';

/** True for a name that is no UTF-8: Python finds such files, Node does not. */
export const isNoText = (name: string): boolean => name.includes(NO_TEXT);

export const NAME_IS_NO_TEXT = 'its name is no UTF-8';

/** Why something of an installation could not be read, in a user's words. */
export function whyUnreadable(cause: unknown, path: string): string {
  if (isNoText(path) && systemCode(cause) === 'ENOENT') return NAME_IS_NO_TEXT;
  return REASONS[systemCode(cause)] ?? (cause instanceof Error ? cause.message : String(cause));
}
