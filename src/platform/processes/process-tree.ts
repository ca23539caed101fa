import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

/** How long a program may take to clean up after SIGTERM before SIGKILL follows. */
export const GRACE_MS = 2_000;

/**
 * Signals a process and everything it started that is still in its group. A process that made a session of its own
 * (setsid) escapes on POSIX. Being gone already is success. `systemRoot` is Windows' own folder.
 */
export function killTree(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL', systemRoot = 'C:\\Windows'): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    killTreeOnWindows(child, child.pid, systemRoot);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (cause) {
    // ESRCH: nobody left. EPERM: macOS says so of a group that holds only zombies.
    if (!(cause instanceof Error && 'code' in cause && (cause.code === 'ESRCH' || cause.code === 'EPERM'))) throw cause;
  }
}

function killTreeOnWindows(child: ChildProcess, pid: number, systemRoot: string): void {
  // A number that is free again may belong to somebody else by now.
  if (child.exitCode !== null || child.signalCode !== null) return;
  // By absolute path: a taskkill.exe planted in the working directory must not run.
  const killer = spawn(join(systemRoot, 'System32', 'taskkill.exe'), ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
  // Where taskkill itself is missing, at least the process we know goes.
  killer.on('error', () => child.kill());
}
