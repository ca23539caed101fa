import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ToolError } from '../core/errors.js';
import { cappedText } from './processes/capped-text.js';
import { lineSplitter } from './processes/line-splitter.js';
import { GRACE_MS, killTree } from './processes/process-tree.js';
import { startChild } from './processes/start-child.js';

/** 32 MiB a stream: `pip inspect` of two thousand packages fits. */
const MAX_OUTPUT_BYTES = 32 * 1024 * 1024;
/** How long output may still trickle in after the program itself has ended (a grandchild may hold the pipe for ever). */
const DRAIN_MS = 500;

/** `env` is the whole environment of the program: nothing of depsec's own is added. */
export interface RunOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  /** Lines without their ends, as they come. What a program prints is untrusted text. */
  readonly onStdoutLine?: (line: string) => void;
  readonly onStderrLine?: (line: string) => void;
  /** Abort stops the program and all it started, and rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Written to standard input, which is then closed. Without it standard input is empty; `startProgram` leaves it open. */
  readonly input?: string;
  readonly maxOutputBytes?: number;
}

/** `code` is null when a signal ended the program. `isCut`: the middle of an output was left out. */
export interface RunResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly isCut: boolean;
}

interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

const codeOf = (cause: unknown): string => (cause instanceof Error && 'code' in cause ? String(cause.code) : '');

function startError({ command }: Command, cwd: string, cause: unknown): ToolError {
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

function start({ command, args }: Command, options: RunOptions, input: 'ignore' | 'pipe'): ChildProcess {
  try {
    return startChild(command, args, { cwd: options.cwd, env: options.env, input });
  } catch (cause) {
    // NUL in an argument, or a .bat file, which Windows runs only through a shell.
    throw startError({ command, args }, options.cwd, cause);
  }
}

/** A program that does not read its input closes the pipe (EPIPE): its exit code tells what matters. */
const tolerateDeafness = (child: ChildProcess): void => void child.stdin?.on('error', () => child.stdin?.destroy());

function collect(stream: ChildProcess['stdout'], onLine: ((line: string) => void) | undefined, maxBytes: number) {
  const output = cappedText(maxBytes);
  const lines = onLine ? lineSplitter(onLine) : null;
  stream?.on('data', (chunk: Buffer) => {
    output.add(chunk);
    lines?.add(chunk);
  });
  return { ...output, end: () => lines?.end() };
}

type Ending = Pick<RunResult, 'code' | 'signal'>;

/** Resolves when the program has ended and its output is complete, or nobody may write to it any more. */
function ended(child: ChildProcess, systemRoot: string | undefined): Promise<Ending> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => {
      const kill = setTimeout(() => killTree(child, 'SIGKILL', systemRoot), DRAIN_MS);
      // Later than the kill, so that a busy event loop still reads what is in the pipe.
      const hangUp = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, 2 * DRAIN_MS);
      child.once('close', () => {
        clearTimeout(kill);
        clearTimeout(hangUp);
      });
    });
    child.once('close', (code: number | null, signal: NodeJS.Signals | null) => resolve({ code, signal }));
  });
}

/** Ends the tree when asked to, and whatever depsec's own end; `release` takes the listeners away. */
function guard(child: ChildProcess, options: RunOptions): { readonly release: () => void; readonly timedOut: () => boolean } {
  const systemRoot = options.env['SystemRoot'];
  let timedOut = false;
  let force: NodeJS.Timeout | undefined;
  const stop = (): void => {
    killTree(child, 'SIGTERM', systemRoot);
    force ??= setTimeout(() => killTree(child, 'SIGKILL', systemRoot), GRACE_MS);
  };
  const onTimeout = (): void => {
    timedOut = true;
    stop();
  };
  const onExit = (): void => killTree(child, 'SIGKILL', systemRoot);
  const timer = options.timeoutMs === undefined ? undefined : setTimeout(onTimeout, options.timeoutMs);
  options.signal?.addEventListener('abort', stop, { once: true });
  process.once('exit', onExit);
  const release = (): void => {
    clearTimeout(timer);
    clearTimeout(force);
    options.signal?.removeEventListener('abort', stop);
    process.removeListener('exit', onExit);
    // Nothing that the program left behind in its group outlives the call.
    killTree(child, 'SIGKILL', systemRoot);
  };
  return { release, timedOut: () => timedOut };
}

async function resultOf(child: ChildProcess, { command, args }: Command, options: RunOptions): Promise<RunResult> {
  const guarded = guard(child, options);
  const maxBytes = options.maxOutputBytes ?? MAX_OUTPUT_BYTES;
  const stdout = collect(child.stdout, options.onStdoutLine, maxBytes);
  const stderr = collect(child.stderr, options.onStderrLine, maxBytes);
  const ending = await ended(child, options.env['SystemRoot'])
    .catch((cause: unknown) => { throw startError({ command, args }, options.cwd, cause); })
    .finally(guarded.release);
  stdout.end();
  stderr.end();
  options.signal?.throwIfAborted();
  if (guarded.timedOut()) throw new ToolError('spawn-failed', `${JSON.stringify(command)} did not finish within ${options.timeoutMs} ms and was stopped`);
  return { ...ending, stdout: stdout.text(), stderr: stderr.text(), isCut: stdout.isCut() || stderr.isCut() };
}

/**
 * Runs a program without any shell and waits for its end. A non-zero exit code is a result, not an error.
 * Throws ToolError `spawn-failed` when it cannot be started or takes longer than `timeoutMs`; when aborted, the signal's reason.
 */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  options.signal?.throwIfAborted();
  const child = start({ command, args }, options, options.input === undefined ? 'ignore' : 'pipe');
  tolerateDeafness(child);
  child.stdin?.end(options.input);
  return await resultOf(child, { command, args }, options);
}

/** A program under way that is spoken to. */
export interface StartedProgram {
  /** Writes to its standard input, which stays open. */
  readonly say: (text: string) => void;
  /** As of `run`; rejects as `run` does. */
  readonly result: Promise<RunResult>;
  /** Ends it and all it started at once, without giving it time to clean up. */
  readonly kill: () => void;
}

/** `started`: what `startChild` has started already with the same words, folder and variables. */
export interface ProgramOptions extends Omit<RunOptions, 'input'> {
  readonly started?: ChildProcess | null;
}

/** Starts a program as `run` does, with a standard input that stays open, or takes it over where it was started before. Throws as `run` does. */
export function startProgram(command: string, args: readonly string[], options: ProgramOptions): StartedProgram {
  options.signal?.throwIfAborted();
  const child = options.started ?? start({ command, args }, options, 'pipe');
  tolerateDeafness(child);
  const result = resultOf(child, { command, args }, options);
  // Whoever waits is told; a program that nobody waits for may fail.
  void Promise.allSettled([result]);
  return { say: (text) => void child.stdin?.write(text), result, kill: () => killTree(child, 'SIGKILL', options.env['SystemRoot']) };
}
