import type { Environment } from '../../config/environment.js';
import type { PythonSearch } from '../../pip/find-python.js';

interface Wanted extends Pick<PythonSearch, 'wanted' | 'cwd'> {
  /** pip's `--isolated`: its variables do not count. */
  readonly isIsolated?: boolean;
}

/** Where an interpreter is looked for: `wanted` as `--python` names it, or pip's variable for that, else by the environment. */
export const pythonSearch = ({ virtualEnv, condaPrefix, path, platform, variables }: Environment, { wanted, cwd, isIsolated = false }: Wanted): PythonSearch =>
  ({ wanted: wanted ?? (isIsolated ? null : variables['PIP_PYTHON'] || null), cwd, virtualEnv, condaPrefix, path, windows: platform === 'win32' });
