import { posix, relative, resolve, sep } from 'node:path';
import { UserError } from '../../core/errors.js';
import type { RunGit } from '../../pip/direct/direct-source.js';
import { lastLine } from '../../pip/direct/git-errors.js';
import { readTextCapped } from '../../platform/files.js';
import type { RequirementReaderTools } from '../pipeline/requirements/requirement-reader.js';

export interface Repository {
  readonly cwd: string;
  readonly runGit: RunGit;
}

// An audit that is said to be offline asks nobody, and no old version is worth a fetch.
const NO_FETCH = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' };

const git = ({ cwd, runGit }: Repository, ...args: readonly string[]): ReturnType<RunGit> => runGit(args, { cwd, variables: NO_FETCH });

/** The commit behind a branch, tag or commit. Throws `bad-arguments` where there is none. */
export async function commitOf(ref: string, repository: Repository): Promise<string> {
  const asked = ref === '' || ref.startsWith('-') ? null : await git(repository, 'rev-parse', '--quiet', '--verify', `${ref}^{commit}`);
  if (asked?.code === 0) return asked.stdout.trim();
  const why = asked === null || asked.stderr.trim() === '' ? '' : ` (${lastLine(asked)})`;
  throw new UserError('bad-arguments', `--baseline git:${ref}: there is no such branch, tag or commit here${why}`, { hint: 'a shallow checkout has the newest commit only: git fetch --depth=1 origin main, then git:FETCH_HEAD' });
}

/** Reads files as they were at a commit; those that lie outside of the repository, as they are. */
export async function filesAt(commit: string, repository: Repository): Promise<RequirementReaderTools['readFile']> {
  const prefix = (await git(repository, 'rev-parse', '--show-prefix')).stdout.trim();
  return async (path, maxBytes, decode) => {
    const below = posix.join(prefix, relative(repository.cwd, resolve(repository.cwd, path)).split(sep).join('/'));
    if (below.startsWith('../')) return await readTextCapped(path, maxBytes, decode);
    const { code, stdout, isCut } = await git(repository, 'cat-file', 'blob', `${commit}:${below}`);
    if (code !== 0) throw new UserError('bad-input', `there was no ${below} then`);
    const bytes = Buffer.from(stdout);
    if (isCut || bytes.length > maxBytes) throw new UserError('bad-input', `${below} was larger than ${maxBytes} bytes`);
    return decode(bytes);
  };
}
