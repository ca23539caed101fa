import { delimiter, dirname, join } from 'node:path';
import type { BuildSystem } from '../../../archive/build-system.js';
import type { Cleared } from '../../../core/decision.js';
import { ToolError } from '../../../core/errors.js';
import { asTexts, callHook, type HookPlace } from '../../../pip/build/call-hook.js';
import { makeBuildEnvironment, type BuildEnvironment } from '../../../pip/build/environment.js';
import { unpackSource } from '../../../pip/build/unpack.js';
import { makePrivateFolder } from '../../../platform/files.js';
import { newFolder, type Line } from '../line.js';
import type { JudgedRequirements } from './build-requirements.js';
import { fillEnvironment } from './fill-environment.js';

/** A source, let through, unpacked, in an environment that has all its build asks for. */
export interface Workbench {
  readonly place: HookPlace;
  /** Private to the run, for what the build makes. */
  readonly folder: string;
}

export interface Commission {
  /** `name 1.0`. */
  readonly title: string;
  readonly source: Cleared;
  readonly system: BuildSystem;
  /** Resolves and judges requirements; each call for all that the environment is to hold. */
  readonly judgeRequirements: (texts: readonly string[]) => Promise<JudgedRequirements>;
  readonly configSettings: Readonly<Record<string, string | readonly string[]>> | null;
}

const isIsolated = ({ pip }: Line): boolean => !pip.has('no-build-isolation');

/** The interpreter and commands that the hooks see. */
async function environmentFor(folder: string, line: Line): Promise<BuildEnvironment> {
  const { python, shop, observer } = line;
  if (!isIsolated(line)) return { executable: python.executable, commands: dirname(python.executable) };
  return await makeBuildEnvironment(join(folder, 'environment'), python.executable, shop.startPip(join(shop.runFolder, 'cwd'), observer.pipText));
}

async function hookPlace(commission: Commission, environment: BuildEnvironment, { folder, line }: { readonly folder: string; readonly line: Line }): Promise<HookPlace> {
  const { shop, observer } = line;
  const temporary = join(folder, 'tmp');
  await makePrivateFolder(temporary);
  const variables = { PATH: [environment.commands, ...shop.environment.path].join(delimiter), TMPDIR: temporary, TEMP: temporary, TMP: temporary, PYTHONNOUSERSITE: '1' };
  const start = shop.startBuild(join(folder, 'source'), observer.pipText);
  return {
    title: commission.title,
    backend: commission.system.backend,
    backendPath: commission.system.backendPath,
    executable: environment.executable,
    script: shop.dataFile(join('python', 'backend.py')),
    folder,
    start: (executable, args, more) => start(executable, args, { ...variables, ...more }),
  };
}

/** What the backend itself asks for, once what pyproject.toml asks for is there. */
async function addDynamic(commission: Commission, place: HookPlace, { environment, line }: { readonly environment: BuildEnvironment; readonly line: Line }): Promise<boolean> {
  const asked = asTexts(await callHook({ hook: 'get_requires_for_build_wheel', arguments: [commission.configSettings] }, place), place);
  if (asked.length === 0 || !isIsolated(line)) return true;
  const requirements = await commission.judgeRequirements([...commission.system.requires, ...asked]);
  if (requirements.cleared === null) return false;
  await fillEnvironment(environment, { ...requirements, cleared: requirements.cleared }, line);
  return true;
}

/** Makes everything ready for a build. Null when something that the build needs is not let through; then nothing of the source has run. */
export async function openWorkbench(commission: Commission, line: Line): Promise<Workbench | null> {
  const { shop, python, observer } = line;
  const stated = isIsolated(line) ? await commission.judgeRequirements(commission.system.requires) : null;
  if (stated !== null && stated.cleared === null) return null;
  const folder = await newFolder(line, 'build');
  const start = shop.startPip(join(shop.runFolder, 'cwd'), observer.pipText);
  await unpackSource(commission.source, join(folder, 'source'), { executable: python.executable, script: shop.dataFile(join('python', 'unpack.py')), start });
  const environment = await environmentFor(folder, line);
  if (stated?.cleared) await fillEnvironment(environment, { ...stated, cleared: stated.cleared }, line);
  const place = await hookPlace(commission, environment, { folder, line });
  return (await addDynamic(commission, place, { environment, line })) ? { place, folder } : null;
}

/** Throws `build-failed` for a source from which nobody can tell how it is built. */
export function usableSystem(title: string, found: { readonly buildSystem: BuildSystem | null; readonly problem: string | null }): BuildSystem {
  if (found.buildSystem !== null) return found.buildSystem;
  throw new ToolError('build-failed', `${title} cannot be built: ${found.problem ?? 'its build system cannot be read'}`);
}
