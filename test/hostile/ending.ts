import { unreadable } from '../support/readable.js';
import type { Finished } from '../support/runs/run-process.js';

/** What is wrong with the end of a run that something was done to: another exit code, or words that nobody can read. Null for nothing. */
export function badEnd({ code, output }: Pick<Finished, 'code' | 'output'>, allowed: readonly number[]): string | null {
  const problem = allowed.includes(code) ? unreadable(output) : `exit code ${code}`;
  return problem === null ? null : `${problem} of a run that said:\n${output}`;
}
