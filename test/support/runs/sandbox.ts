import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname, join } from 'node:path';
import { copyVenv, plainEnvironment, searchPath, sitePackages, venvPython } from './python.js';
import type { Ground } from './prepare.js';
import { runProcess } from './run-process.js';
import type { Finished } from './run-process.js';
import { installedIn } from '../tree.js';

/** What a run starts from. `env` replaces single variables; undefined takes one away. */
export interface Start {
  readonly cwd?: string;
  /** Virtual environment that counts as active; null for none. The sandbox's own when left out. */
  readonly venv?: string | null;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs?: number;
}

/** A throw-away user: a HOME, a working directory and a virtual environment of their own. */
export interface Sandbox {
  readonly ground: Ground;
  readonly folder: string;
  readonly home: string;
  readonly cwd: string;
  readonly venv: string;
  /** `name==version` of what lies in the virtual environment, pip aside. */
  readonly installed: () => string[];
  /** Writes a file below the working directory and returns its path. */
  readonly write: (name: string, text: string) => string;
  /** A second virtual environment, at a path inside the sandbox. */
  readonly addVenv: (name: string, template?: string) => string;
  /** The words and the surroundings of such a run, for a test that starts and signals it itself. */
  readonly depsecCommand: (args: readonly string[], start?: Start) => { readonly args: readonly string[]; readonly cwd: string; readonly env: Readonly<Record<string, string>> };
  readonly depsec: (args: readonly string[], start?: Start) => Promise<Finished>;
  readonly pip: (args: readonly string[], start?: Start) => Promise<Finished>;
  readonly remove: () => void;
}

interface Place {
  readonly ground: Ground;
  readonly folder: string;
  readonly home: string;
  readonly cwd: string;
  readonly venv: string;
}

function environment(place: Place, start: Start): Record<string, string> {
  const venv = start.venv === undefined ? place.venv : start.venv;
  const changed: Record<string, string | undefined> = {
    ...plainEnvironment(),
    HOME: place.home,
    USERPROFILE: place.home,
    // The machine's own pip.conf may name indexes; pip reads no configuration file at all when told to read this one.
    PIP_CONFIG_FILE: devNull,
    // No test asks a service of the real world.
    DEPSEC_LOOKUPS: 'false',
    // What a build writes is how tests see that it ran; in a sandbox nothing of it would be left to see.
    DEPSEC_SANDBOX: 'off',
    PATH: venv === null ? searchPath() : searchPath(dirname(venvPython(venv))),
    ...(venv === null ? {} : { VIRTUAL_ENV: venv }),
    ...start.env,
  };
  return Object.fromEntries(Object.entries(changed).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

const options = (place: Place, start: Start) => ({
  cwd: start.cwd ?? place.cwd,
  env: environment(place, start),
  ...(start.timeoutMs === undefined ? {} : { timeoutMs: start.timeoutMs }),
});

function actions(place: Place): Omit<Sandbox, keyof Place> {
  const entry = join(place.ground.project, 'bin', 'depsec.js');
  return {
    installed: () => installedIn(sitePackages(place.venv, place.ground.python)),
    write: (name, text) => {
      const path = join(place.cwd, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      return path;
    },
    addVenv: (name, template = place.ground.venv) => {
      const venv = join(place.folder, name);
      copyVenv(template, venv);
      return venv;
    },
    depsecCommand: (args, start = {}) => ({ args: [entry, ...args], cwd: start.cwd ?? place.cwd, env: environment(place, start) }),
    depsec: (args, start = {}) => runProcess(process.execPath, [entry, ...args], options(place, start)),
    pip: (args, start = {}) =>
      runProcess(venvPython(start.venv ?? place.venv), ['-m', 'pip', '--disable-pip-version-check', ...args], options(place, start)),
    remove: () => rmSync(place.folder, { recursive: true, force: true }),
  };
}

/** Makes a sandbox on prepared ground; `venv: false` leaves the virtual environment out. */
export function sandboxOn(ground: Ground, { venv = true }: { readonly venv?: boolean } = {}): Sandbox {
  const folder = mkdtempSync(join(ground.folder, 'sandbox-'));
  const place: Place = { ground, folder, home: join(folder, 'home'), cwd: join(folder, 'work'), venv: join(folder, 'environment') };
  mkdirSync(place.home);
  mkdirSync(place.cwd);
  if (venv) copyVenv(ground.venv, place.venv);
  return { ...place, ...actions(place) };
}
