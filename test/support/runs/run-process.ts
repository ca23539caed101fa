import { spawn } from 'node:child_process';

/** How a finished process ended and what it wrote. `output` is both streams in order of arrival. */
export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly output: string;
  readonly elapsedMs: number;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** After this time the process is killed and the promise rejects. */
  readonly timeoutMs?: number;
  /** Standard input; empty unless told. */
  readonly input?: string;
}

/** Runs a program to its end without a terminal. Rejects when it cannot start, hangs or dies by a signal. */
export function runProcess(program: string, args: readonly string[], { cwd, env, timeoutMs = 90_000, input }: RunOptions): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(program, args, { cwd, env: { ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
    // A program that does not read it closes the pipe.
    child.stdin.on('error', () => child.stdin.destroy()).end(input);
    const text = { stdout: '', stderr: '', output: '' };
    const collect = (stream: 'stdout' | 'stderr') => (chunk: string) => {
      text[stream] += chunk;
      text.output += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', collect('stdout'));
    child.stderr.setEncoding('utf8').on('data', collect('stderr'));
    const watchdog = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(watchdog);
      const elapsedMs = performance.now() - started;
      if (code !== null) return resolve({ code, ...text, elapsedMs });
      reject(new Error(`${program} ${args.join(' ')} ended by ${signal} after ${Math.round(elapsedMs)} ms:\n${text.output}`));
    });
  });
}
