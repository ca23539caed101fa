import type { Environment } from '../../config/environment.js';
import { makePrivateFolder } from '../../platform/files.js';
import { run, startProgram, type ProgramOptions } from '../../platform/spawn.js';
import type { WaitingPip } from '../../pip/waiting-pip.js';
import type { HeadStart } from './head-start.js';
import { pipEnvironment } from './pip-environment.js';
import type { Workshop } from '../workshop.js';

const unheard = (): undefined => undefined;

/** A program that waits to be told what to do. */
function waiting(executable: string, args: readonly string[], options: ProgramOptions): WaitingPip {
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
export function startersFor({ environment, cwd, signal, headStart }: { readonly environment: Environment; readonly cwd: string; readonly signal: AbortSignal; readonly headStart: HeadStart | null }): Pick<Workshop, 'startPip' | 'openPip'> {
  const forPip = pipEnvironment(environment, cwd);
  return {
    openPip: (folder, stop = signal) => async (executable, args) => {
      await makePrivateFolder(folder);
      return waiting(executable, args, { started: headStart?.take(executable, args) ?? null, cwd: folder, env: forPip, signal: stop });
    },
    startPip: (folder, onText, stop = signal) => async (executable, args, variables) => {
      await makePrivateFolder(folder);
      return await run(executable, args, { cwd: folder, env: { ...forPip, ...variables }, signal: stop, onStdoutLine: onText, onStderrLine: onText });
    },
  };
}
