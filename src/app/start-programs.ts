import { childEnvironment } from '../config/child-environment.js';
import type { Environment } from '../config/environment.js';
import { quietPip } from '../pip/pip-process.js';
import { makePrivateFolder } from '../platform/files.js';
import { run } from '../platform/spawn.js';
import type { Workshop } from './workshop.js';

/** How the programs of a run are started: each with the variables that it needs, and nothing else of the user's environment. */
export function startersFor({ environment, cwd, signal }: { readonly environment: Environment; readonly cwd: string; readonly signal: AbortSignal }): Pick<Workshop, 'startPip'> {
  return {
    startPip: (folder, onText, stop = signal) => async (executable, args, variables) => {
      await makePrivateFolder(folder);
      // pyenv's shims choose by the folder they are started in, which must not be ours.
      const env = { PYENV_DIR: cwd, ...childEnvironment(environment), ...quietPip, ...variables };
      return await run(executable, args, { cwd: folder, env, signal: stop, onStdoutLine: onText, onStderrLine: onText });
    },
  };
}
