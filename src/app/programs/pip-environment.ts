import { childEnvironment } from '../../config/child-environment.js';
import type { Environment } from '../../config/environment.js';
import { quietPip } from '../../pip/pip-process.js';

/** The variables of an interpreter that depsec starts while it works in the folder `cwd`: those that it needs, and nothing else of the user's environment. */
export const pipEnvironment = (environment: Environment, cwd: string): Readonly<Record<string, string>> =>
  // pyenv's shims choose by the folder they are started in, which must not be ours.
  ({ PYENV_DIR: cwd, ...childEnvironment(environment), ...quietPip });
