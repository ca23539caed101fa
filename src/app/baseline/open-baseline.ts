import { resolve } from 'node:path';
import { UserError } from '../../core/errors.js';
import { createRunGit } from '../../pip/direct/git-environment.js';
import { readTextCapped } from '../../platform/files.js';
import type { Auditing } from './judge-at-commit.js';
import type { Before } from './known-file.js';
import { filesInReport } from './read-report.js';

const MOST_BYTES = 200_000_000;
const GIT = /^git:(.*)$/s;

/** What was there before. A report is read at once; what a commit asked for is judged only when somebody wants to know. */
export interface OpenedBaseline {
  readonly calledAs: string;
  readonly files: () => Promise<Before>;
}

const namesFile = ({ requirementFiles, pip }: Auditing['flags']): boolean => requirementFiles.length > 0 || pip.has('group') || pip.has('requirements-from-script');

async function atCommit(ref: string, auditing: Auditing): Promise<OpenedBaseline> {
  const { flags, shop } = auditing;
  if (!namesFile(flags)) throw new UserError('bad-arguments', `--baseline git:${ref} compares files, and none was given`, { hint: 'name requirements or a lock file with -r' });
  const { commitOf, filesAt } = await import('./git-files.js');
  const repository = { cwd: shop.cwd, runGit: createRunGit(shop.environment.variables, shop.signal) };
  const readFile = await filesAt(await commitOf(ref, repository), repository);
  return {
    calledAs: `git:${ref}`,
    async files() {
      const { judgeAtCommit } = await import('./judge-at-commit.js');
      return await judgeAtCommit(auditing, readFile);
    },
  };
}

/** Opens what `--baseline` names: `git:REF`, or an earlier report in JSON. Throws `bad-input` or `bad-arguments`. */
export async function openBaseline(given: string, auditing: Auditing): Promise<OpenedBaseline> {
  const ref = GIT.exec(given)?.[1];
  if (ref !== undefined) return await atCommit(ref, auditing);
  const files = filesInReport(await readTextCapped(resolve(auditing.shop.cwd, given), MOST_BYTES), given);
  return { calledAs: given, files: () => Promise.resolve({ files, leftOut: [] }) };
}
