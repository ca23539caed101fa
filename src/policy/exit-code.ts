import type { Decision } from '../core/decision.js';
import type { JudgingCommand, Problem } from '../core/run.js';

/** 0: everything was let in. 1: something was stopped. 2: nothing was stopped, but an input was not what it should be. */
export type JudgingExitCode = 0 | 1 | 2;

/** What a finished run tells the shell. A package that was let in all the same (`--allow-blocked`, allowlist, mode `warn`) does not count as stopped. */
export function exitCode({ command, decisions, problems }: { readonly command?: JudgingCommand; readonly decisions: readonly Decision[]; readonly problems: readonly Problem[] }): JudgingExitCode {
  // A report documents, and gates nothing.
  if (command !== 'report' && decisions.some(({ cleared }) => cleared === null)) return 1;
  return problems.length > 0 ? 2 : 0;
}
