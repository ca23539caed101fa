import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface ShimQuestion {
  readonly executable: string;
  readonly cwd: string;
  /** PYENV_VERSION. */
  readonly wanted: string | null;
}

const firstWord = (path: string): string | null => (existsSync(path) ? (readFileSync(path, 'utf8').trim().split(/[\s:]+/)[0] ?? null) : null);

/** `.python-version` of this folder or of the nearest above it. */
function localVersion(folder: string): string | null {
  const found = firstWord(join(folder, '.python-version'));
  if (found !== null || dirname(folder) === folder) return found;
  return localVersion(dirname(folder));
}

/** The interpreter that a shim of pyenv would start, by pyenv's own order (PYENV_VERSION, .python-version, the global one); any other executable as it is. */
export function behindShim({ executable, cwd, wanted }: ShimQuestion): string {
  const folder = dirname(executable);
  const root = dirname(folder);
  if (basename(folder) !== 'shims' || !existsSync(join(root, 'versions'))) return executable;
  const version = wanted ?? localVersion(cwd) ?? firstWord(join(root, 'version'));
  const candidate = version === null ? null : ['python', 'python3'].map((name) => join(root, 'versions', version, 'bin', name)).find((path) => existsSync(path));
  return candidate ?? executable;
}
