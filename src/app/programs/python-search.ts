import type { Environment } from '../../config/environment.js';
import type { PythonSearch } from '../../pip/find-python.js';

/** Where an interpreter is looked for: `wanted` as `--python` names it, or pip's variable for that, else by the environment. */
export const pythonSearch = ({ virtualEnv, condaPrefix, path, platform, variables }: Environment, { wanted, cwd }: Pick<PythonSearch, 'wanted' | 'cwd'>): PythonSearch =>
  ({ wanted: wanted ?? (variables['PIP_PYTHON'] || null), cwd, virtualEnv, condaPrefix, path, windows: platform === 'win32' });
