import type { ChildProcess } from 'node:child_process';
import { ToolError } from '../core/errors.js';
import { cappedText } from './processes/capped-text.js';
import { lineSplitter } from './processes/line-splitter.js';
import { killTree } from './processes/process-tree.js';
import { startChild } from './processes/start-child.js';
import { startError, type Command } from './processes/start-error.js';
import { ended, guard, type Ending } from './processes/watch-end.js';

/** 32 MiB a stream: `pip inspect` of two thousand packages fits. */
const MAX_OUTPUT_BYTES = 32 * 1024 * 1024;

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

/** `isCut`: the middle of an output was left out. */
export interface RunResult extends Ending {
  readonly stdout: string;
  readonly stderr: string;
  readonly isCut: boolean;
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
