import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { growGarden } from '../garden.js';
import type { IndexFile } from '../garden.js';
import { findPips, findPython, makeVenv, plainEnvironment, venvPython } from './python.js';
import type { Python } from './python.js';
import { runProcess } from './run-process.js';

/** What all end-to-end tests of a run share: made once, only ever read. */
export interface Ground {
  /** The project's own folder. */
  readonly project: string;
  /** A temporary folder that holds all below it. */
  readonly folder: string;
  readonly python: Python;
  /** A virtual environment with pip, to be copied. */
  readonly venv: string;
  /** Environments with each pip that there is, the one above among them. */
  readonly pips: readonly { readonly python: Python; readonly venv: string }[];
  /** One without pip. */
  readonly bareVenv: string;
  readonly files: readonly IndexFile[];
}

function newestBelow(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(0, ...entries.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}

/** Builds dist/ when it is missing or older than what it is built from. */
export function ensureBuilt(project: string): void {
  const built = join(project, 'dist', 'main.cjs');
  const sources = Math.max(newestBelow(join(project, 'src')), statSync(join(project, 'build.mjs')).mtimeMs);
  if (existsSync(built) && statSync(built).mtimeMs >= sources) return;
  const result = spawnSync(process.execPath, ['build.mjs'], { cwd: project, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`depsec does not build, so nothing can be tested end to end:\n${result.stdout}${result.stderr}`);
}

/** An environment whose pip is the wheel that DEPSEC_TEST_PIP_WHEEL names: a newer one than any Python here brings along. */
async function withPipWheel(python: Python, venv: string): Promise<Ground['pips']> {
  const wheel = process.env['DEPSEC_TEST_PIP_WHEEL'];
  if (wheel === undefined) return [];
  await makeVenv(python, venv, { pip: true });
  const done = await runProcess(venvPython(venv), ['-m', 'pip', 'install', '--no-index', '--no-deps', wheel], { cwd: venv, env: plainEnvironment() });
  if (done.code !== 0) throw new Error(`${wheel} is no pip that installs:\n${done.output}`);
  return [{ python: { ...python, pip: basename(wheel).split('-')[1] ?? '' }, venv }];
}

/** Makes the virtual environments and the archives that the tests work with. Takes a few seconds; without the pips of other Pythons fewer. */
export async function prepare(project: string, { allPips = true }: { readonly allPips?: boolean } = {}): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-ground-'));
  const python = await findPython();
  const venv = join(folder, 'venv');
  const bareVenv = join(folder, 'bare-venv');
  const others = (allPips ? await findPips() : []).map((other) => ({ python: other, venv: other.pip === python.pip ? venv : join(folder, `venv-${other.pip}`) }));
  const pips = others.some((other) => other.venv === venv) ? others : [...others, { python, venv }];
  await Promise.all([makeVenv(python, bareVenv, { pip: false }), ...pips.map((each) => makeVenv(each.venv === venv ? python : each.python, each.venv, { pip: true }))]);
  const newest = allPips ? await withPipWheel(python, join(folder, 'venv-newest')) : [];
  const files = growGarden(join(project, 'fixtures', 'index'), join(folder, 'files'), { platform: python.platform });
  return { project, folder, python, venv, pips: [...pips, ...newest], bareVenv, files };
}
