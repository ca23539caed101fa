import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '../config/environment.js';
import { findPython } from '../pip/find-python.js';
import { removeTree } from '../platform/files.js';
import { packageRoot } from '../platform/package-root.js';
import { keptFolder, putShim, shimFiles, takeShim } from './shim/shim-files.js';
import { shimText } from './shim/shim-text.js';
import { virtualEnvironmentOf, type VirtualEnvironment } from './shim/virtual-environment.js';

function chosenEnvironment(wanted: string | null): VirtualEnvironment {
  const { virtualEnv, condaPrefix, path, platform } = readEnvironment();
  return virtualEnvironmentOf(findPython({ wanted, virtualEnv, condaPrefix, cwd: process.cwd(), path, windows: platform === 'win32' }));
}

/** How many of the commands had to be put in place. */
async function putShims(environment: VirtualEnvironment): Promise<number> {
  const target = { node: process.execPath, entry: join(packageRoot(), 'bin', 'depsec.js'), python: environment.executable, kept: keptFolder(environment) };
  let put = 0;
  for (const file of shimFiles(environment, process.platform)) if (await putShim(file, shimText(target, process.platform), environment)) put += 1;
  return put;
}

/** Makes `pip` of the chosen virtual environment call this depsec. Returns what there is to say. Throws `bad-arguments` where it is no such environment. */
export async function installShim(wanted: string | null): Promise<readonly string[]> {
  const environment = chosenEnvironment(wanted);
  if ((await putShims(environment)) === 0) return [`pip in ${environment.label} calls depsec already`];
  return [
    `pip, pip3 and pip${environment.version} in ${environment.label} now call depsec; take that back with: depsec shim remove`,
    '"python -m pip" goes to pip as before: what calls it is judged when it runs under "depsec run -- COMMAND"',
  ];
}

/** Puts the shim back where the install that it has just made has overwritten it: an upgrade of pip is no reason to stop judging. */
export async function renewShim(python: string): Promise<void> {
  const environment = chosenEnvironment(python);
  if (existsSync(keptFolder(environment))) await putShims(environment);
}

/** Gives the chosen virtual environment its own pip back. Returns what there is to say. */
export async function removeShim(wanted: string | null): Promise<readonly string[]> {
  const environment = chosenEnvironment(wanted);
  const wasKept = existsSync(keptFolder(environment));
  let taken = 0;
  for (const file of shimFiles(environment, process.platform)) if (await takeShim(file, environment)) taken += 1;
  await removeTree(keptFolder(environment));
  if (taken > 0) return [`pip in ${environment.label} is its own again`];
  return [wasKept ? `the shim in ${environment.label} had been replaced by a newer pip, which stays` : `there is no shim in ${environment.label}`];
}
