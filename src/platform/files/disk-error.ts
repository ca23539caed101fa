import { ToolError } from '../../core/errors.js';

const ADVICE: Readonly<Record<string, readonly [what: string, hint: string]>> = {
  ENOSPC: ['no space is left', 'free some space, or move depsec elsewhere with DEPSEC_HOME and TMPDIR'],
  EDQUOT: ['the disk quota is used up', 'free some space, or move depsec elsewhere with DEPSEC_HOME and TMPDIR'],
  EROFS: ['the file system is read-only', 'choose a place that can be written'],
  EACCES: ['permission denied', 'check who owns the file and its folder'],
  EPERM: ['the system does not permit it', 'check who owns the file and its folder'],
  EMFILE: ['too many files are open', 'raise the limit (ulimit -n)'],
  ENFILE: ['too many files are open on this machine', 'close other programs'],
  EIO: ['the disk reported an error', 'check the disk'],
  ENOMEM: ['no memory is left', 'close other programs'],
  EAGAIN: ['the system has nothing left to give', 'close other programs'],
  EBUSY: ['another program holds it', 'close that program and try again'],
  ENOENT: ['no such file or folder', 'check the path'],
  ENOTDIR: ['a part of its path is not a folder', 'check the path'],
  EISDIR: ['it is a folder', 'check the path'],
  EEXIST: ['it exists already', 'remove it and try again'],
  ELOOP: ['it is a symbolic link', 'replace the link by what it leads to'],
  ENAMETOOLONG: ['the name is too long', 'choose a shorter path'],
};

/** The system's short code (`ENOSPC`), or '' for errors of any other origin. */
export function systemCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}

// These tell of the machine at this moment and never of the file.
const PASSING = new Set(['EIO', 'EMFILE', 'ENFILE', 'ENOMEM', 'ENOSPC', 'EDQUOT', 'EAGAIN', 'EBUSY', 'ESTALE']);

/** True for a failure that may be over in a minute: it says nothing about a package, so no verdict may rest on it. */
export const isMachineFault = (cause: unknown): boolean => PASSING.has(systemCode(cause));

/**
 * A failed file operation as ToolError `disk` that names the file and what to do. `doing` completes "cannot …".
 * Errors that are not the file system's come back as they are.
 */
export function diskError(cause: unknown, doing: string, path: string): unknown {
  const code = systemCode(cause);
  if (!/^E[A-Z]+$/.test(code)) return cause;
  const [what, hint] = ADVICE[code] ?? [code, undefined];
  return new ToolError('disk', `cannot ${doing} ${JSON.stringify(path)}: ${what}`, { cause, ...(hint ? { hint } : {}) });
}

/** What a file operation gives, or `instead` where there is no such file or folder. Other errors are thrown as they are. */
export async function presentOr<T, U>(operation: Promise<T>, instead: U): Promise<T | U> {
  try {
    return await operation;
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return instead;
    throw cause;
  }
}

/** Runs a file operation; what the file system refuses becomes ToolError `disk`. */
export async function onDisk<T>(doing: string, path: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (cause) {
    throw diskError(cause, doing, path);
  }
}
