import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Resolved } from '../core/artifact.js';
import type { Cleared } from '../core/decision.js';
import { ToolError } from '../core/errors.js';
import type { Python } from './ask-python.js';
import { finishInstall, installedDistInfo } from './finish-install.js';
import { pipReason } from './explain-failure.js';
import type { PipOptionValues } from './options.js';
import type { PipProcess } from './pip-process.js';

export interface Installer {
  readonly python: Python;
  /** The stage: the only place that this pip may take files from. */
  readonly stageFolder: string;
  /** A private folder for the generated requirements. */
  readonly folder: string;
  readonly start: PipProcess;
}

export interface InstallRequest {
  readonly cleared: readonly Cleared[];
  /** What was resolved for each, by name. */
  readonly resolved: ReadonlyMap<string, Resolved>;
  /** argv words from the option table. */
  readonly options: readonly string[];
  readonly values: PipOptionValues;
}

const pinned = ({ name, version, sha256 }: Cleared): string => `${name}==${version} --hash=sha256:${sha256}\n`;

/** The folders this install may have written to, from --target, --prefix, --root or the interpreter's own places. */
export function placesOf(python: Python, values: PipOptionValues): readonly string[] {
  const target = values.get('target')?.at(-1);
  const prefix = values.get('prefix')?.at(-1);
  const root = values.get('root')?.at(-1);
  const usual = values.has('user') ? python.userPlaces : python.places;
  const places = target ? [target] : prefix ? python.prefixPlaces.map((place) => join(prefix, place)) : usual;
  return root ? places.map((place) => join(root, place)) : places;
}

function failed({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): ToolError {
  const full = /No space left on device|Errno 28/.test(stderr);
  const denied = /Permission denied|Read-only file system|Not a directory|Errno (13|20|30)/.test(stderr);
  const hint = full ? 'make room on the disk and try again' : denied ? 'choose an environment that you may write to (python3 -m venv .venv)' : 'run again with -vv for all of pip\'s output';
  return new ToolError(full || denied ? 'disk' : 'install-failed', `pip could not install what was cleared\n${pipReason({ stdout, stderr })}`, { hint });
}

/** Installs exactly the cleared files, by name, version and digest, from the stage alone. Throws `install-failed` or `disk` (exit 3). */
export async function install(request: InstallRequest, installer: Installer): Promise<void> {
  if (request.cleared.length === 0) return;
  const requirements = join(installer.folder, 'install.txt');
  await writeFile(requirements, request.cleared.map(pinned).join(''), { mode: 0o600, flag: 'wx' });
  const words = ['-m', 'pip', 'install', '--no-index', '--no-deps', '--require-hashes', '--only-binary=:all:', `--find-links=${installer.stageFolder}`, `--requirement=${requirements}`];
  const outcome = await installer.start(installer.python.executable, [...words, ...request.options], {});
  if (outcome.code !== 0) throw failed(outcome);
  const places = placesOf(installer.python, request.values);
  for (const { name } of request.cleared) {
    const resolved = request.resolved.get(name);
    if (resolved) await finishInstall(resolved, await installedDistInfo(resolved, places));
  }
}
