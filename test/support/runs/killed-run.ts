import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isRecord } from '../json.js';

/** When a run is to be signalled: so many milliseconds after its start, its word that it resolves, the start of its pip, or the first change of the environment. */
export interface Moment {
  readonly after: 'start' | 'resolving' | 'pip' | 'change';
  readonly ms: number;
}

export interface SignalledRun {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  /** Process id of pip, when it had begun. */
  readonly pip: number | null;
}

export interface Signalling {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly journal: string;
  /** The folder whose first change is waited for. */
  readonly packages: string;
}

const filesOf = (folder: string, ending: string): string[] => (existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(ending)) : []);

/** The process id that the installing pip has left beside the journal. */
function pipOf(journal: string): number | null {
  const [name] = filesOf(journal, '.child');
  if (name === undefined || !existsSync(join(journal, name))) return null;
  const text = readFileSync(join(journal, name), 'utf8');
  const mark: unknown = text.endsWith('}') ? JSON.parse(text) : null;
  return isRecord(mark) && typeof mark['pid'] === 'number' ? mark['pid'] : null;
}

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    // It has just ended.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return '';
    throw error;
  }
};

/** Processes that were started with a path of this folder, such as the interpreter of an environment in it. Those that only wait to be collected do not count. */
export function processesOf(folder: string): readonly number[] {
  const pids = existsSync('/proc') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  const living = pids.filter((pid) => textOf(`/proc/${pid}/cmdline`).includes(folder) && !/\) Z /.test(textOf(`/proc/${pid}/stat`)));
  return living.map(Number).filter((pid) => pid !== process.pid);
}

/** Ends a process group at once; being gone already is fine. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Starts a run and signals it at these moments. Resolves when it has ended, signalled or not. */
export async function signalledRun(run: Signalling, signals: readonly (Moment & { readonly signal: NodeJS.Signals })[]): Promise<SignalledRun> {
  const child = spawn(process.execPath, run.args, { cwd: run.cwd, env: { ...run.env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { output += text; });
  const state = { ended: false };
  const ended = new Promise<Pick<SignalledRun, 'code' | 'signal'>>((resolve) => {
    child.on('exit', () => { state.ended = true; });
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  let pip: number | null = null;
  const before = statSync(run.packages).mtimeMs;
  const HAS_COME: Readonly<Record<Moment['after'], () => boolean>> = {
    start: () => true,
    resolving: () => output.includes('Resolving'),
    pip: () => pipOf(run.journal) !== null,
    change: () => statSync(run.packages).mtimeMs !== before,
  };
  for (const { after, ms, signal } of signals) {
    while (!HAS_COME[after]() && !state.ended) await delay(1);
    await delay(ms);
    if (!state.ended) {
      pip ??= pipOf(run.journal);
      process.kill(signal === 'SIGKILL' ? -(child.pid ?? 0) : (child.pid ?? 0), signal);
    }
  }
  return { ...(await ended), output, pip };
}
