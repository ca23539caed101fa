import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readEnvironment } from '../../config/environment.js';
import { findPython } from '../../pip/find-python.js';
import { packageRoot } from '../../platform/package-root.js';
import { makePrivateFolder } from '../../platform/files/private-folder.js';
import { killTree } from '../../platform/processes/process-tree.js';
import { startChild, type StartedChild } from '../../platform/processes/start-child.js';
import { openHome } from '../../store/home.js';
import { pipEnvironment } from './pip-environment.js';
import { pythonSearch } from './python-search.js';
import { askedScripts } from '../pipeline/listing/resolvers.js';
import { newRunFolder, pipFolder } from '../pipeline/run-folder.js';

/** The first interpreter of a run, started before the rest of depsec is loaded: it loads pip meanwhile, which takes as long. */
export interface HeadStart {
  readonly runFolder: string;
  /** It, for the one who would start the same now; null for all others, and when it has ended since. */
  readonly take: (executable: string, args: readonly string[]) => StartedChild | null;
  /** Ends it unless it was taken. */
  readonly dismiss: () => Promise<void>;
  /** The same, and removes what is left of the run folder. */
  readonly end: () => Promise<void>;
}

interface Started {
  readonly child: StartedChild;
  readonly executable: string;
  readonly args: readonly string[];
  readonly runFolder: string;
}

/** As it would be started later on. Null where depsec has no home that lasts: such runs are rare, and have more to tell first. */
async function start(python: string | null, script: string): Promise<Started | null> {
  const [environment, cwd] = [readEnvironment(), process.cwd()];
  const { executable } = findPython(pythonSearch(environment, { cwd, wanted: python }));
  const home = await openHome({ wanted: environment.depsecHome, account: environment.home, uid: process.getuid?.() ?? null });
  if (home.temporary) {
    await rm(home.path, { recursive: true });
    return null;
  }
  const runFolder = await newRunFolder(home.path);
  await makePrivateFolder(pipFolder(runFolder));
  const root = packageRoot();
  const args = askedScripts({ dataFile: (name) => join(root, 'data', name) }, script);
  const child = startChild(executable, args, { cwd: pipFolder(runFolder), env: pipEnvironment(environment, cwd), input: 'pipe' });
  return { child, executable, args, runFolder };
}

function headStart({ child, executable, args, runFolder }: Started): HeadStart {
  let isOurs = true;
  const over = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()));
  void over.then(() => { isOurs = false; });
  const dismiss = async (): Promise<void> => {
    if (!isOurs) return;
    killTree(child, 'SIGKILL');
    await over;
  };
  return {
    runFolder,
    take(wanted, words) {
      if (!isOurs || wanted !== executable || words.join('\0') !== args.join('\0')) return null;
      isOurs = false;
      return child;
    },
    dismiss,
    async end() {
      await dismiss();
      await rm(runFolder, { recursive: true, force: true });
    },
  };
}

/** Starts the interpreter that `--python` or the environment names, with a script of data/python. Null where that fails: the run itself will tell why. */
export async function takeHeadStart(python: string | null, script: string): Promise<HeadStart | null> {
  const started = await start(python, script).catch(() => null);
  return started === null ? null : headStart(started);
}
