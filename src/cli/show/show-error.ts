import { ToolError, UserError } from '../../core/errors.js';
import { diskError, isMachineFault, systemCode } from '../../platform/files/disk-error.js';
import { Interrupted } from '../../platform/processes/interrupts.js';
import { escapeForTerminal } from '../../reporters/escape/terminal.js';

export interface ShownError {
  readonly exitCode: number;
  /** Ready for the terminal, with a newline at its end; '' when nothing is to be said. */
  readonly text: string;
}

// Messages quote packages, pip and the network, so each line is made safe; the line breaks are ours.
const safe = (text: string): string => text.split('\n').map((line) => escapeForTerminal(line, { unicode: true })).join('\n');

function lines(message: string, hint: string | undefined): string {
  return `depsec: ${safe(message)}\n${hint ? `  → ${safe(hint)}\n` : ''}`;
}

/** What commander throws. Told by its code: the command line is a bundle of its own, so its class is not the one that could be imported here. */
const isUsageError = (error: unknown): error is Error => error instanceof Error && 'code' in error && String(error.code).startsWith('commander.');

function usageError(error: Error): ShownError {
  const [message = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  return { exitCode: 2, text: lines(message, rest.join(' ').replace(/^\(|\)$/g, '') || undefined) };
}

const textIn = (error: object, key: string): string | null => {
  const value: unknown = Object.getOwnPropertyDescriptor(error, key)?.value;
  return typeof value === 'string' ? value : null;
};

const isFolderGone = (error: Error): boolean => systemCode(error) === 'ENOENT' && textIn(error, 'syscall') === 'uv_cwd';

/** What the system refused at a place that has no better word for it. Other codes (ENOENT) tell of a mistake of ours. */
function asToolError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof UserError || error instanceof ToolError || error instanceof Interrupted) return error;
  if (isFolderGone(error)) return new UserError('bad-arguments', 'the working directory is there no longer', { cause: error, hint: 'change to another folder (cd) and try again' });
  // An archive that could not be read says so by itself, and has the reason of the system as its cause.
  const refused = [error, error.cause].find((each): each is Error => each instanceof Error && (isMachineFault(each) || ['EACCES', 'EPERM', 'EROFS'].includes(systemCode(each))));
  return refused === undefined ? error : diskError(refused, textIn(refused, 'syscall') ?? 'use', textIn(refused, 'path') ?? 'a file of this run');
}

function ourBug(error: unknown, showStack: boolean): ShownError {
  const what = error instanceof Error ? error.message : String(error);
  const stack = showStack && error instanceof Error ? `${safe(error.stack ?? '')}\n` : '';
  return { exitCode: 70, text: `${lines(`this is a bug in depsec: ${what}`, 'nothing was judged safe because of it; please report it, with the output of -vv')}${stack}` };
}

// As bin/depsec.js says it where not even this can be loaded: an installation that is incomplete, or was replaced during the run.
const isIncomplete = (error: unknown): error is Error => ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'].includes(systemCode(error)) && error instanceof Error;

/** What the user is told about an error and the exit code that goes with it (product.md: 2 fixable, 3 a tool failed, 70 our bug). */
export function shownError(thrown: unknown, showStack: boolean): ShownError {
  const error = asToolError(thrown);
  if (error instanceof UserError) return { exitCode: 2, text: lines(error.message, error.hint) };
  if (error instanceof ToolError) return { exitCode: 3, text: lines(error.message, error.hint) };
  if (error instanceof Interrupted) return { exitCode: 130, text: lines(`${error.message}; ${error.outcome ?? 'nothing was changed, and nothing is left behind'}`, undefined) };
  if (isUsageError(error)) return usageError(error);
  if (isIncomplete(error)) return { exitCode: 3, text: lines(`a part of depsec is missing: ${error.message.split('\n')[0] ?? ''}`, '"depsec verify" tells what else; install it again') };
  return ourBug(error, showStack);
}
