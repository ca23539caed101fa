import { UserError } from '../../core/errors.js';

/** What `--all-platforms` without a lock file is answered with (exit 2). */
export const needsLock = (): UserError => new UserError('bad-arguments', '--all-platforms needs a lock file: nothing else names files for other platforms', { hint: 'name it with -r' });
