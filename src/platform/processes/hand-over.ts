import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { ToolError } from '../../core/errors.js';

const FORWARDED = ['SIGTERM', 'SIGHUP'] as const;
// The terminal sends these to the program as well: what they mean is up to it.
const LEFT_TO_IT = ['SIGINT', 'SIGQUIT'] as const;

const leave = (): void => undefined;

/**
 * Runs a program in the place of this one: with its standard streams, folder and environment, and without any shell. Returns its exit code, or
 * 128 and the number of the signal that ended it, as shells do. Throws ToolError `spawn-failed`.
 */
export async function handOver(command: string, args: readonly string[], { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> }): Promise<number> {
  const child = spawn(command, [...args], { cwd, env: { ...env }, shell: false, stdio: 'inherit' });
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  for (const signal of LEFT_TO_IT) process.on(signal, leave);
  for (const signal of FORWARDED) process.on(signal, forward);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', (cause) => reject(new ToolError('spawn-failed', `cannot start ${JSON.stringify(command)}: ${cause.message}`, { cause })));
      child.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']));
    });
  } finally {
    for (const signal of LEFT_TO_IT) process.removeListener(signal, leave);
    for (const signal of FORWARDED) process.removeListener(signal, forward);
  }
}
