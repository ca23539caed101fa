import { posix, win32 } from 'node:path';

/** Where things lie in a virtual environment. */
export interface VenvLayout {
  readonly executable: string;
  /** The folder of its commands. */
  readonly commands: string;
}

/** The layout that Python's venv module makes on a platform. */
export function venvLayout(folder: string, platform: NodeJS.Platform): VenvLayout {
  const isWindows = platform === 'win32';
  const commands = (isWindows ? win32 : posix).join(folder, isWindows ? 'Scripts' : 'bin');
  return { commands, executable: (isWindows ? win32 : posix).join(commands, isWindows ? 'python.exe' : 'python') };
}
