import { existsSync } from 'node:fs';
import { ToolError } from '../../core/errors.js';

/** A program and its words, without its own name. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

const codeOf = (cause: unknown): string => (cause instanceof Error && 'code' in cause ? String(cause.code) : '');

/** What it means that a program could not be started in a folder. */
export function startError({ command }: Command, cwd: string, cause: unknown): ToolError {
  const name = JSON.stringify(command);
  // Node reports a missing working directory as if the program were missing.
  if (!existsSync(cwd)) return new ToolError('spawn-failed', `cannot start ${name}: the folder ${JSON.stringify(cwd)} does not exist`, { cause });
  const reasons: Record<string, string> = {
    ENOENT: 'no such program',
    EACCES: 'it may not be executed',
    EAGAIN: 'too many processes',
    EMFILE: 'too many open files',
    E2BIG: 'its arguments are too long',
  };
  return new ToolError('spawn-failed', `cannot start ${name}: ${reasons[codeOf(cause)] ?? String(cause)}`, { cause });
}
