import { basename, dirname, join, sep } from 'node:path';
import type { Resolved } from '../core/artifact.js';
import type { Cleared } from '../core/decision.js';
import { ToolError } from '../core/errors.js';
import type { Notice } from '../core/run.js';
import { untrusted } from '../core/untrusted.js';
import type { Python } from './ask-python.js';
import { finishInstall, installedDistInfo } from './finish-install.js';
import { compareInstalled, type Difference } from './install/compare.js';
import { infoFolders } from './install/earlier-versions.js';
import type { Placement } from './install/expected-files.js';
import { installPinned, type PinnedInstaller, type PinnedOutcome } from './install/install-pinned.js';
import { installedInfo } from './install/installed-record.js';
import { keptIn } from './install/left-alone.js';
import { inside } from './install/scheme.js';
import type { Unreadable, WheelContents } from './install/wheel-contents.js';
import type { PipOptionValues } from './options.js';

export interface Installer extends PinnedInstaller {
  readonly python: Python;
  /** The stage: the only place that this pip may take files from. */
  readonly stageFolder: string;
  /** A private folder for the generated files. */
  readonly folder: string;
}

export interface InstallRequest {
  readonly wheels: readonly (WheelContents | Unreadable)[];
  /** What was resolved for each, by name. */
  readonly resolved: ReadonlyMap<string, Resolved>;
  /** argv words from the option table. */
  readonly options: readonly string[];
  readonly values: PipOptionValues;
}

/** The folders this install may have written to, from --target, --prefix, --root or the interpreter's own places. */
export function placesOf(python: Python, values: PipOptionValues): readonly string[] {
  const target = values.get('target')?.at(-1);
  const prefix = values.get('prefix')?.at(-1);
  const root = values.get('root')?.at(-1);
  const usual = values.has('user') ? python.userPlaces : python.places;
  const places = target ? [target] : prefix ? python.prefixPlaces.map((place) => join(prefix, place)) : usual;
  return root ? places.map((place) => join(root, place)) : places;
}

const MOST_NAMED = 10;

function verificationFailed(wheel: Cleared, differences: readonly Difference[]): ToolError {
  const named = differences.slice(0, MOST_NAMED).map(({ path, what }) => `\n  ${path} ${what}`).join('');
  const more = differences.length > MOST_NAMED ? `\n  and ${differences.length - MOST_NAMED} more` : '';
  return new ToolError('verification-failed', `what is installed of ${wheel.name} ${wheel.version} is not what was judged${named}${more}`, {
    hint: 'another program changed the environment, or pip did not do what it reported; depsec install --repair puts it right',
  });
}

const warning = (text: string): Notice => ({ level: 'warning', text: untrusted(text) });

// Into these pip installs without looking for what is there, or beside what it cannot uninstall.
const BESIDE_OTHERS = ['target', 'prefix', 'root', 'ignore-installed'];

/** Two versions side by side: Python takes the files of one and pip may tell the other. */
function otherVersions({ name }: Cleared, info: string | null, values: PipOptionValues): readonly Difference[] {
  if (info === null || BESIDE_OTHERS.some((option) => values.has(option))) return [];
  return infoFolders(name, [dirname(info)]).filter((folder) => folder !== info).map((path) => ({ path, what: 'is another version' }));
}

/** An install that is done. `kept`: what pip was to leave alone. */
export interface Verifying {
  readonly request: InstallRequest;
  readonly python: Python;
  readonly outcome: PinnedOutcome;
  readonly kept: readonly string[];
}

async function verify(contents: WheelContents, placement: Placement, { request, kept }: Verifying): Promise<void> {
  const leftAlone = (path: string): boolean => kept.some((item) => path === item || path.startsWith(item + sep));
  const resolved = request.resolved.get(contents.wheel.name);
  const info = installedInfo(contents, placement);
  if (resolved && info !== null && !leftAlone(info)) await finishInstall(resolved, info);
  const differences = [...(await compareInstalled(contents, placement, leftAlone)), ...otherVersions(contents.wheel, info, request.values)];
  if (differences.length > 0) throw verificationFailed(contents.wheel, differences);
}

/** For a wheel that pip did not tell of: its metadata is looked for, and what lies beside it is compared. */
async function verifyLibrary(contents: WheelContents, verifying: Verifying): Promise<readonly Notice[]> {
  const { wheel } = contents;
  const info = await foundInfo(wheel, verifying);
  const library = dirname(info);
  const elsewhere = dirname(library);
  const scheme = { purelib: library, platlib: library, headers: elsewhere, scripts: elsewhere, data: elsewhere };
  const differences = await compareInstalled({ ...contents, distInfo: basename(info) }, { scheme, target: null }, (path) => inside(library, path) === null);
  if (differences.length > 0) throw verificationFailed(wheel, differences);
  return [warning(`of ${wheel.fileName} only the library was compared: pip did not tell where it put the rest`)];
}

async function foundInfo(wheel: Cleared, { request, python }: Verifying): Promise<string> {
  const places = placesOf(python, request.values);
  const resolved = request.resolved.get(wheel.name);
  const info = await installedDistInfo(wheel, places);
  if (resolved) await finishInstall(resolved, info);
  return info;
}

async function finishOne(contents: WheelContents | Unreadable, verifying: Verifying): Promise<readonly Notice[]> {
  if ('why' in contents) {
    await foundInfo(contents.wheel, verifying);
    return [warning(`what pip installed from ${contents.wheel.fileName} was not compared with it: ${contents.why}`)];
  }
  const scheme = verifying.outcome.schemes.get(contents.wheel.fileName);
  if (scheme === undefined) return await verifyLibrary(contents, verifying);
  await verify(contents, { scheme, target: verifying.request.values.get('target')?.at(-1) ?? null }, verifying);
  return [];
}

function keptNotice(kept: readonly string[], { wheels }: InstallRequest): readonly Notice[] {
  const tops = new Set(wheels.flatMap((contents) => ('members' in contents ? contents.members.map((member) => member.split('/')[0]) : [])));
  const names = kept.filter((path) => tops.has(path.split(sep).at(-1)));
  return names.length === 0 ? [] : [warning(`pip left alone what was there already: ${names.join(', ')} (--upgrade replaces it)`)];
}

/** Makes of a finished install what plain pip leaves, and compares it with the wheels, file by file. Throws `verification-failed` (exit 3). */
export async function verifyInstall({ request, ...verifying }: Verifying): Promise<readonly Notice[]> {
  const finished = await Promise.all(request.wheels.map((contents) => finishOne(contents, { request, ...verifying })));
  return [...verifying.outcome.notices, ...keptNotice(verifying.kept, request), ...finished.flat()];
}

// With these pip does not look for what an install breaks.
const QUIET = ['no-deps', 'no-warn-conflicts'];

/**
 * Installs exactly the cleared files, makes the result what plain pip leaves, and compares it with the wheels, file by file.
 * Throws `hash-mismatch`, `install-failed`, `disk`, or `verification-failed` (exit 3) with the files that differ.
 */
export async function install(request: InstallRequest, installer: Installer): Promise<readonly Notice[]> {
  const kept = keptIn(request.values);
  const { python, stageFolder, folder } = installer;
  const cleared = request.wheels.map(({ wheel }) => wheel);
  const outcome = await installPinned({ cleared, options: request.options, stageFolder, folder, tellsConflicts: !QUIET.some((option) => request.values.has(option)) }, installer);
  return await verifyInstall({ request, python, outcome, kept });
}
