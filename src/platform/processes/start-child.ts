import { spawn, type ChildProcess } from 'node:child_process';

/** `env` is the whole environment of the program: nothing of depsec's own is added. */
export interface StartOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Standard input: empty, or open until it is closed. */
  readonly input: 'ignore' | 'pipe';
}

/** Starts a program without any shell, in a group and session of its own: it can be ended as a whole, and has no terminal to ask questions on. Throws as node's `spawn`. */
export function startChild(command: string, args: readonly string[], { cwd, env, input }: StartOptions): ChildProcess {
  return spawn(command, args, { cwd, env, shell: false, detached: process.platform !== 'win32', windowsHide: true, stdio: [input, 'pipe', 'pipe'] });
}

/** A program that was started, and that nobody attends to yet: it runs, and what it prints waits. */
export type StartedChild = ChildProcess;
