import type { ChildProcess } from 'node:child_process';
import { GRACE_MS, killTree } from './process-tree.js';

/** How long output may still trickle in after the program itself has ended (a grandchild may hold the pipe for ever). */
const DRAIN_MS = 500;

/** `code` is null when a signal ended the program. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** What ends a program before it ends by itself, and the variables that it was started with. */
export interface Limits {
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Resolves when the program has ended and its output is complete, or nobody may write to it any more. */
export function ended(child: ChildProcess, systemRoot: string | undefined): Promise<Ending> {
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
export function guard(child: ChildProcess, { env, timeoutMs, signal }: Limits): { readonly release: () => void; readonly timedOut: () => boolean } {
  const systemRoot = env['SystemRoot'];
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
  const timer = timeoutMs === undefined ? undefined : setTimeout(onTimeout, timeoutMs);
  signal?.addEventListener('abort', stop, { once: true });
  process.once('exit', onExit);
  const release = (): void => {
    clearTimeout(timer);
    clearTimeout(force);
    signal?.removeEventListener('abort', stop);
    process.removeListener('exit', onExit);
    // Nothing that the program left behind in its group outlives the call.
    killTree(child, 'SIGKILL', systemRoot);
  };
  return { release, timedOut: () => timedOut };
}
