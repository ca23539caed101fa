import { hideCredentials } from '../../core/requirements/direct-url.js';
import { ToolError, UserError } from '../../core/errors.js';
import type { RunResult } from '../../platform/spawn.js';

/** What git said last: its fatal line, or the last one that does not come from the other side. Untrusted text. */
export function lastLine({ stderr }: Pick<RunResult, 'stderr'>): string {
  const lines = stderr.split(/[\r\n]+/).map((line) => line.trim()).filter(Boolean);
  const last = lines.findLast((line) => /^(?:fatal|error): /.test(line)) ?? lines.findLast((line) => !line.startsWith('remote:')) ?? lines.at(-1);
  // git names the URL that it came to, which is the one with the password.
  return last === undefined ? 'git gave no reason' : hideCredentials(last);
}

const NOT_ALLOWED = /transport '[^']*' not allowed/;
const NO_REPOSITORY = /does not appear to be a git repository|repository '.*' (?:not found|does not exist)|[Rr]epository not found/;
const NO_ENTRY = /could not read (?:Username|Password)|Authentication failed|Permission denied|returned error: 40[13]|Host key verification failed|terminal prompts disabled/;

/** A fetch that failed: the user can put a wrong address or missing rights right (exit 2); anything else is the network's (exit 3). */
export function fetchError(shown: string, result: RunResult): Error {
  const refused = NOT_ALLOWED.exec(result.stderr)?.[0];
  const message = `git cannot fetch ${shown}: ${refused ?? lastLine(result)}`;
  if (refused) return new UserError('bad-requirement', message, { hint: 'only https, http and ssh are followed from a repository; clone it with its submodules yourself and give that folder' });
  // Servers hide what one may not see: GitHub answers "not found" where an account is missing.
  if (NO_REPOSITORY.test(result.stderr)) return new UserError('bad-requirement', message, { hint: 'check the address, and that you may read it' });
  if (NO_ENTRY.test(result.stderr)) return new ToolError('network', message, { hint: 'depsec asks no questions: let a credential helper or an ssh agent answer, or try "git ls-remote" yourself' });
  return new ToolError('network', message);
}

/** A branch, tag or commit that is not there. */
export function noRevision(shown: string, revision: string, result: RunResult | null): UserError {
  const reason = result === null ? '' : ` (${lastLine(result)})`;
  return new UserError('bad-requirement', `${shown}: there is no branch, tag or commit ${JSON.stringify(revision)}${reason}`, { hint: 'check what stands behind the @; "git ls-remote" lists what there is' });
}
