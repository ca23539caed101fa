import type { Decision } from '../core/decision.js';
import type { JudgingCommand, Problem } from '../core/run.js';

/** 0: everything was let in. 1: something was stopped. 2: nothing was stopped, but an input was not what it should be. 3: something could not be checked, and that was to fail. */
export type JudgingExitCode = 0 | 1 | 2 | 3;

/** True when a service could not be asked about one of the packages. */
export const isPartlyUnchecked = (decisions: readonly Decision[]): boolean => decisions.some(({ report }) => report.gaps.some(({ kind }) => kind === 'service'));

/** What a finished run tells the shell. A package that was let in all the same (`--allow-blocked`, allowlist, mode `warn`) does not count as stopped. */
export function exitCode({ command, decisions, problems, failClosed = false }: { readonly command?: JudgingCommand; readonly decisions: readonly Decision[]; readonly problems: readonly Problem[]; readonly failClosed?: boolean }): JudgingExitCode {
  // A report documents, and gates nothing.
  if (command !== 'report' && decisions.some(({ cleared }) => cleared === null)) return 1;
  if (failClosed && isPartlyUnchecked(decisions)) return 3;
  return problems.length > 0 ? 2 : 0;
}
