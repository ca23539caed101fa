import { existsSync } from 'node:fs';
import { chmod, lstat, readFile, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { makePrivateFolder, writeAtomically } from '../../platform/files.js';
import { onDisk } from '../../platform/files/disk-error.js';
import type { VirtualEnvironment } from './virtual-environment.js';

/** One command that a shim stands for. */
export interface ShimFile {
  /** Where the shim goes. */
  readonly shim: string;
  /** Where the environment's own command lies without it. */
  readonly original: string;
  /** Where that is kept meanwhile, byte for byte, with its mode and times. */
  readonly kept: string;
}

/** The folder of an environment that holds its own pip while a shim is in place; it goes with the environment. */
export const keptFolder = ({ folder }: VirtualEnvironment): string => join(folder, '.depsec-shim');

/** `pip`, `pip3` and `pip3.x`. On Windows these are programs, which go before scripts of the same name, so there they have to be moved away. */
export function shimFiles(environment: VirtualEnvironment, platform: NodeJS.Platform): readonly ShimFile[] {
  const isWindows = platform === 'win32';
  return ['pip', `pip${environment.version.split('.')[0] ?? ''}`, `pip${environment.version}`].map((name) => ({
    shim: join(environment.commands, isWindows ? `${name}.cmd` : name),
    original: join(environment.commands, isWindows ? `${name}.exe` : name),
    kept: join(keptFolder(environment), isWindows ? `${name}.exe` : name),
  }));
}

const textOf = async ({ shim }: ShimFile): Promise<string> => (existsSync(shim) ? await readFile(shim, 'utf8') : '');

/** True when some shim lies there: of this depsec, or of one that lay elsewhere. */
async function holdsShim(file: ShimFile): Promise<boolean> {
  return (await textOf(file)).includes('pip by way of depsec.');
}

/** Does something with the commands and gives their folder back the time it had. */
async function leavingNoTrace<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const { atimeMs, mtimeMs } = await lstat(folder);
  try {
    return await work();
  } finally {
    await utimes(folder, atimeMs / 1000, mtimeMs / 1000);
  }
}

/** Puts the shim in place and keeps what was there. Returns false when it was in place already. */
export async function putShim(file: ShimFile, text: string, environment: VirtualEnvironment): Promise<boolean> {
  if ((await textOf(file)) === text) return false;
  return await onDisk('write', file.shim, () => leavingNoTrace(environment.commands, async () => {
    await makePrivateFolder(keptFolder(environment));
    const hasOriginal = existsSync(file.original) && !(file.original === file.shim && (await holdsShim(file)));
    if (hasOriginal) await rename(file.original, file.kept);
    // A newer pip that has no such command took it away.
    else if (!existsSync(file.shim)) await rm(file.kept, { force: true });
    await writeAtomically(file.shim, text, 0o755);
    // Not masked, as pip's own commands are not.
    await chmod(file.shim, 0o755);
    return true;
  }));
}

async function putBack({ shim, original, kept }: ShimFile): Promise<void> {
  const isNewer = original !== shim && existsSync(original);
  const goesBack = existsSync(kept) && !isNewer;
  if (goesBack) await rename(kept, original);
  if (!(goesBack && original === shim)) await rm(shim);
}

/** Takes the shim out and puts back what was kept. What somebody has put in its place since (a newer pip) stays. Returns whether a shim was there. */
export async function takeShim(file: ShimFile, environment: VirtualEnvironment): Promise<boolean> {
  if (!(await holdsShim(file))) return false;
  await onDisk('write', file.original, () => leavingNoTrace(environment.commands, () => putBack(file)));
  return true;
}
