import { UserError } from '../../core/errors.js';

/** How much of something may still be copied. */
export interface CopyBudget {
  /** Counts one file, folder or link. Throws `bad-requirement` when it is one too many. */
  readonly spend: (bytes: number, path: string) => void;
}

const GIB = 1024 ** 3;

/** A project of source code; the repository it may bring along may hold its whole history. */
const MOST = { project: { files: 100_000, bytes: 2 * GIB }, repository: { files: 500_000, bytes: 8 * GIB } } as const;

/** A budget for copying `shown`. */
export function createCopyBudget(shown: string, what: keyof typeof MOST): CopyBudget {
  const most = MOST[what];
  let files = 0;
  let bytes = 0;
  return {
    spend(size, path) {
      files += 1;
      bytes += size;
      if (files <= most.files && bytes <= most.bytes) return;
      const much = files > most.files ? `more than ${most.files} files` : `more than ${most.bytes / GIB} GiB`;
      throw new UserError('bad-requirement', `${shown} holds ${much} (at ${JSON.stringify(path)})`, {
        hint: 'move what is no source code out of it, or install an archive of it (python -m build --sdist)',
      });
    },
  };
}
