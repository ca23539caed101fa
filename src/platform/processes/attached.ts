import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { isatty } from 'node:tty';
import { ToolError, UserError } from '../../core/errors.js';
import { systemCode } from '../files/disk-error.js';

export interface AttachedOptions {
  readonly cwd: string;
  /** The whole environment of the program. */
  readonly env: Readonly<Record<string, string>>;
  /** Called when signals are passed on from now on: whoever listened to them before need not any more. */
  readonly onListening?: () => void;
}

/** `code` is null when a signal ended the program. */
export interface AttachedResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const FORWARDED = ['SIGTERM', 'SIGHUP', 'SIGUSR2'] as const;

// The terminal sends these to every program in the foreground, the command among them: passed on as well they would come twice.
const FROM_TERMINAL = ['SIGINT', 'SIGQUIT'] as const;

// Windows knows fewer.
const known = (signals: readonly NodeJS.Signals[]): readonly NodeJS.Signals[] => signals.filter((signal) => Object.hasOwn(constants.signals, signal));

const ignore = (): void => undefined;

const isOnTerminal = (): boolean => [0, 1, 2].some((descriptor) => isatty(descriptor));

interface Passing {
  /** From now on signals reach this program, also those that came before it. */
  readonly to: (child: ChildProcess) => void;
  readonly end: () => void;
}

/** Passes signals on, and outlives them: what the command makes of them is for the command to say. */
function passSignals(): Passing {
  const onTerminal = isOnTerminal();
  const early: NodeJS.Signals[] = [];
  let program: ChildProcess | null = null;
  const pass = (signal: NodeJS.Signals): void => void (program === null ? early.push(signal) : program.kill(signal));
  const listeners = [
    ...known(FORWARDED).map((signal) => [signal, pass] as const),
    ...known(FROM_TERMINAL).map((signal) => [signal, onTerminal ? ignore : pass] as const),
  ];
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return {
    to(child) {
      program = child;
      for (const signal of early) child.kill(signal);
    },
    end: () => {
      for (const [signal, listener] of listeners) process.removeListener(signal, listener);
    },
  };
}

function startError(command: string, cause: unknown): Error {
  const name = JSON.stringify(command);
  const code = systemCode(cause);
  if (code === 'ENOENT') return new UserError('bad-arguments', `cannot start ${name}: no such program`, { cause });
  if (code === 'EACCES') return new UserError('bad-arguments', `cannot start ${name}: it may not be executed`, { cause });
  return new ToolError('spawn-failed', `cannot start ${name}: ${String(cause)}`, { cause });
}

/**
 * Runs a program with depsec's own terminal, input and output, without any shell, and waits until it has ended; what it leaves running is its own
 * affair. Signals for depsec are passed on to it. Throws UserError `bad-arguments` for what cannot be started.
 */
export async function runAttached(command: string, args: readonly string[], { cwd, env, onListening }: AttachedOptions): Promise<AttachedResult> {
  const signals = passSignals();
  onListening?.();
  try {
    const child = spawn(command, args, { cwd, env, shell: false, stdio: 'inherit' });
    signals.to(child);
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve({ code, signal }));
    });
  } catch (cause) {
    throw startError(command, cause);
  } finally {
    signals.end();
  }
}

/** What a shell says of a program that ended like this: its own code, or 128 and the number of the signal. */
export function shellCode({ code, signal }: AttachedResult): number {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}
