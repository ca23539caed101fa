import { childEnvironment } from '../config/child-environment.js';
import type { Environment } from '../config/environment.js';
import { quietPip } from '../pip/pip-process.js';
import { makePrivateFolder } from '../platform/files.js';
import { run, startProgram } from '../platform/spawn.js';
import type { WaitingPip } from '../pip/waiting-pip.js';
import type { Workshop } from './workshop.js';

const unheard = (): undefined => undefined;

/** A program that waits to be told what to do. */
function waiting(executable: string, args: readonly string[], options: { readonly cwd: string; readonly env: Readonly<Record<string, string>>; readonly signal: AbortSignal }): WaitingPip {
  let isAlive = true;
  let onText: (text: string) => unknown = unheard;
  const hear = (line: string): void => void onText(line);
  const program = startProgram(executable, args, { ...options, onStdoutLine: hear, onStderrLine: hear });
  const over = Promise.allSettled([program.result]).then(() => { isAlive = false; });
  return {
    tell: (message) => program.say(`${JSON.stringify(message)}\n`),
    hear: (listener) => { onText = listener; },
    ended: program.result,
    isAlive: () => isAlive,
    async dismiss() {
      if (isAlive) program.kill();
      await over;
    },
  };
}

/** How the programs of a run are started: each with the variables that it needs, and nothing else of the user's environment. */
export function startersFor({ environment, cwd, signal }: { readonly environment: Environment; readonly cwd: string; readonly signal: AbortSignal }): Pick<Workshop, 'startPip' | 'openPip'> {
  // pyenv's shims choose by the folder they are started in, which must not be ours.
  const forPip = { PYENV_DIR: cwd, ...childEnvironment(environment), ...quietPip };
  return {
    openPip: (folder, stop = signal) => async (executable, args) => {
      await makePrivateFolder(folder);
      return waiting(executable, args, { cwd: folder, env: forPip, signal: stop });
    },
    startPip: (folder, onText, stop = signal) => async (executable, args, variables) => {
      await makePrivateFolder(folder);
      return await run(executable, args, { cwd: folder, env: { ...forPip, ...variables }, signal: stop, onStdoutLine: onText, onStderrLine: onText });
    },
  };
}
