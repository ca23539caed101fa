import { delimiter, dirname, join } from 'node:path';
import type { BuildSystem } from '../../../archive/project/build-system.js';
import type { Cleared } from '../../../core/decision.js';
import { ToolError } from '../../../core/errors.js';
import { asTexts, callHook, type HookPlace } from '../../../pip/builds/call-hook.js';
import type { DirectSource } from '../../../pip/direct/direct-source.js';
import type { BuildSite } from '../../../pip/builds/build-view.js';
import { makeBuildEnvironment, type BuildEnvironment } from '../../../pip/builds/environment.js';
import type { ConfigSettings } from '../../../pip/builds/config-settings.js';
import { unpackSource } from '../../../pip/builds/unpack.js';
import { makePrivateFolder } from '../../../platform/files.js';
import { nullDevice } from '../../../platform/null-device.js';
import { newFolder, type Line } from '../line.js';
import type { JudgedRequirements } from './build-requirements.js';
import { fillEnvironment } from './fill-environment.js';
import { repositoryAround } from './repository-around.js';

/** A source, let through, unpacked, in an environment that has all its build asks for. */
export interface Workbench {
  readonly place: HookPlace;
  /** Private to the run, for what the build makes. */
  readonly folder: string;
  /** What the backend asked for besides what the source says. */
  readonly asked: readonly string[];
  /** What is in the environment of the build. */
  readonly given: readonly Cleared[];
}

export interface Commission {
  /** `name 1.0`. */
  readonly title: string;
  readonly source: Cleared;
  readonly direct: DirectSource | null;
  readonly system: BuildSystem;
  /** Resolves and judges requirements; each call for all that the environment is to hold. */
  readonly judgeRequirements: (texts: readonly string[]) => Promise<JudgedRequirements>;
  readonly configSettings: ConfigSettings | null;
}

const SCRIPT = join('python', 'backend.py');

// A build that starts an installer of its own gets nothing: what it needs has to come through the gate.
const WITHOUT_INDEX = { PIP_NO_INDEX: '1', PIP_CONFIG_FILE: nullDevice(), UV_OFFLINE: '1' };

/** False where builds use what the user's environment itself holds. */
export const isIsolated = ({ pip }: Line): boolean => !pip.has('no-build-isolation');

/** The interpreter and commands that the hooks see; in an environment that holds these requirements and nothing else. */
async function environmentFor(requirements: ClearedRequirements | null, line: Line): Promise<BuildEnvironment> {
  const { python, shop, observer } = line;
  if (requirements === null) return { executable: python.executable, commands: dirname(python.executable) };
  // Not in the folder of the build, which an earlier hook may have filled with links.
  const environment = await makeBuildEnvironment(await newFolder(line, 'environment'), python.executable, shop.startPip(join(shop.runFolder, 'cwd'), observer.pipText));
  await fillEnvironment(environment, requirements, line);
  return environment;
}

/** A source where it is built. */
interface Laid {
  /** All of the source. */
  readonly tree: string;
  /** The folder in it that is built. */
  readonly project: string;
}

/** Puts the source where it is built. Folders that are not the user's own are private copies already. */
async function layOut({ source, direct }: Commission, folder: string, { shop, observer, python }: Line): Promise<Laid> {
  if (direct?.kind === 'folder') return { tree: direct.path, project: join(direct.path, direct.subdirectory) };
  const start = shop.startPip(join(shop.runFolder, 'cwd'), observer.pipText);
  const unpacked = join(folder, 'source');
  await unpackSource(source, unpacked, { executable: python.executable, script: shop.dataFile(join('python', 'unpack.py')), start });
  return { tree: unpacked, project: join(unpacked, direct?.subdirectory ?? '') };
}

type ClearedRequirements = JudgedRequirements & { readonly cleared: readonly Cleared[] };

interface Site {
  /** Private to the run. */
  readonly folder: string;
  readonly laid: Laid;
  readonly line: Line;
}

/**
 * What a build in a sandbox sees besides programs: all that it runs with, and for a folder of the user's own (`-e`) the checkout around it. Its
 * repository and the user's environment are named, since what lies in the folder can be written unless it is: hooks of git, packages in ./.venv.
 */
function buildSite({ source, direct }: Commission, { executable, commands }: BuildEnvironment, { folder, laid, line }: Site): BuildSite {
  const { python, shop } = line;
  return {
    ...laid, folder,
    name: source.name,
    temporary: join(folder, 'tmp'),
    readable: [executable, isIsolated(line) ? dirname(commands) : commands, shop.dataFile(SCRIPT), ...(direct?.editable === true ? [...repositoryAround(laid.tree), python.prefix] : [])],
    prefixes: isIsolated(line) ? python.basePrefixes : [...python.basePrefixes, python.prefix],
  };
}

async function hookPlace(commission: Commission, environment: BuildEnvironment, site: Site): Promise<HookPlace> {
  const { folder, line: { shop, observer } } = site;
  const [temporary, compiled] = [join(folder, 'tmp'), join(folder, 'compiled')];
  for (const own of [temporary, compiled]) await makePrivateFolder(own);
  // Compiled code that a source brings along in __pycache__ would run instead of what was judged: Python is to look elsewhere.
  const variables = { ...WITHOUT_INDEX, PYTHONPYCACHEPREFIX: compiled, PATH: [environment.commands, ...shop.environment.path].join(delimiter), TMPDIR: temporary, TEMP: temporary, TMP: temporary, PYTHONNOUSERSITE: '1', PYTHONIOENCODING: 'utf-8' };
  const { start, walls } = await shop.builds.open(buildSite(commission, environment, site), observer.pipText);
  return {
    title: commission.title,
    name: commission.source.name,
    walls,
    backend: commission.system.backend,
    backendPath: commission.system.backendPath,
    executable: environment.executable,
    script: shop.dataFile(SCRIPT),
    makes: commission.direct?.editable === true ? 'editable' : 'wheel',
    folder,
    start: (executable, args, more) => start(executable, args, { ...variables, ...more }),
  };
}

/** What the backend itself asks for, once what pyproject.toml asks for is there. */
async function askedBy(place: HookPlace, { configSettings }: Commission): Promise<readonly string[]> {
  return asTexts(await callHook({ hook: 'get_requires_for_build', arguments: [configSettings] }, place), place);
}

const isCleared = (requirements: JudgedRequirements): requirements is ClearedRequirements => requirements.cleared !== null;

/** Makes everything ready for a build. Null when something that the build needs is not let through; then nothing of the source has run. */
export async function openWorkbench(commission: Commission, line: Line): Promise<Workbench | null> {
  const { judgeRequirements, system } = commission;
  const stated = isIsolated(line) ? await judgeRequirements(system.requires) : null;
  if (stated !== null && !isCleared(stated)) return null;
  const folder = await newFolder(line, 'build');
  const site = { folder, laid: await layOut(commission, folder, line), line };
  const place = await hookPlace(commission, await environmentFor(stated, line), site);
  const asked = await askedBy(place, commission);
  if (asked.length === 0 || stated === null) return { place, folder, asked: [], given: stated?.cleared ?? [] };
  const all = await judgeRequirements([...system.requires, ...asked]);
  if (!isCleared(all)) return null;
  // Anew, since pip works outside of the sandbox, and what was installed before may run code when the interpreter starts (.pth).
  return { place: await hookPlace(commission, await environmentFor(all, line), site), folder, asked, given: all.cleared };
}

/** Throws `build-failed` for a source from which nobody can tell how it is built. */
export function usableSystem(title: string, found: { readonly buildSystem: BuildSystem | null; readonly problem: string | null }): BuildSystem {
  if (found.buildSystem !== null) return found.buildSystem;
  throw new ToolError('build-failed', `${title} cannot be built: ${found.problem ?? 'its build system cannot be read'}`);
}
