import { cpSync, existsSync, linkSync, mkdirSync, readFileSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, delimiter, join, sep } from 'node:path';
import { parseObject, stringAt } from '../json.js';
import { runProcess } from './run-process.js';

/** An interpreter that makes virtual environments with a pip that depsec accepts. */
export interface Python {
  readonly executable: string;
  /** Such as `3.11.7`. */
  readonly version: string;
  /** Tag of files that fit this machine only, such as `linux_x86_64`. */
  readonly platform: string;
  /** The pip that its virtual environments get. */
  readonly pip: string;
}

const CANDIDATES = ['python3', 'python', ...[14, 13, 12, 11, 10, 9].map((minor) => `python3.${minor}`)];

/** Interpreters that a version manager keeps beside its shims, which start only one of them. */
function managed(): string[] {
  const stores = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => basename(folder) === 'shims').map((folder) => join(folder, '..', 'versions'));
  return stores.filter((store) => existsSync(store)).flatMap((store) => readdirSync(store).map((version) => join(store, version, 'bin', 'python3')));
}
const OLDEST_PIP = 23;

const PROBE = `import ensurepip, json, sys, sysconfig
print(json.dumps({"executable": sys.executable, "version": "%d.%d.%d" % sys.version_info[:3],
  "platform": sysconfig.get_platform().replace("-", "_").replace(".", "_"), "pip": ensurepip.version()}))`;

/** The environment of this process that a child needs to start at all: nothing of pip's or Python's. */
export function plainEnvironment(): Record<string, string> {
  const kept = ['PATH', 'SYSTEMROOT', 'TEMP', 'TMP', 'TMPDIR'];
  const pairs = kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return { ...Object.fromEntries(pairs), LANG: 'C.UTF-8' };
}

async function probe(candidate: string): Promise<Python | null> {
  const found = await runProcess(candidate, ['-c', PROBE], { cwd: process.cwd(), env: plainEnvironment() }).catch(() => null);
  if (found === null || found.code !== 0) return null;
  const json = parseObject(found.stdout);
  const at = (key: string) => stringAt(json, key) ?? '';
  return { executable: at('executable'), version: at('version'), platform: at('platform'), pip: at('pip') };
}

/** The first Python on PATH whose virtual environments come with pip 23.0 or newer. */
export async function findPython(): Promise<Python> {
  for (const candidate of CANDIDATES) {
    const python = await probe(candidate);
    if (python !== null && Number.parseInt(python.pip, 10) >= OLDEST_PIP) return python;
  }
  throw new Error(`the end-to-end tests need a Python whose venv module brings pip ${OLDEST_PIP} or newer; tried ${CANDIDATES.join(', ')}`);
}

/** One Python for each pip that some Python here brings along, 23.0 or newer, the oldest first. */
export async function findPips(): Promise<readonly Python[]> {
  const found = (await Promise.all([...CANDIDATES, ...managed()].map(probe))).filter((python) => python !== null && Number.parseInt(python.pip, 10) >= OLDEST_PIP).flatMap((python) => python ?? []);
  const byPip = new Map(found.map((python) => [python.pip, python]));
  return [...byPip.values()].toSorted((a, b) => a.pip.localeCompare(b.pip, undefined, { numeric: true }));
}

/** Makes a virtual environment; without pip it takes a tenth of the time. */
export async function makeVenv(python: Python, folder: string, { pip }: { readonly pip: boolean }): Promise<void> {
  const args = ['-m', 'venv', ...(pip ? [] : ['--without-pip']), folder];
  const made = await runProcess(python.executable, args, { cwd: process.cwd(), env: plainEnvironment() });
  if (made.code !== 0) throw new Error(`no virtual environment in ${folder}:\n${made.output}`);
  const packages = sitePackages(folder, python);
  // Pythons before 3.12 add setuptools, a third of all files; without it every Python gives the same environment.
  for (const name of readdirSync(packages).filter((name) => /^(setuptools|pkg_resources|_distutils_hack|distutils-precedence)/.test(name))) {
    rmSync(join(packages, name), { recursive: true });
  }
}

/** The interpreter of a virtual environment. */
export function venvPython(venv: string): string {
  return process.platform === 'win32' ? join(venv, 'Scripts', 'python.exe') : join(venv, 'bin', 'python');
}

/** The folder of a virtual environment that packages go into. */
export function sitePackages(venv: string, python: Python): string {
  if (process.platform === 'win32') return join(venv, 'Lib', 'site-packages');
  return join(venv, 'lib', `python${python.version.split('.').slice(0, 2).join('.')}`, 'site-packages');
}

// Files of pip itself are linked, ten times as fast as copied: nobody writes into them in place, neither pip, which
// replaces whole files, nor the interpreter, which renames a finished .pyc. Everything else may be changed by a test.
const isPipsOwn = (path: string): boolean => path.includes(`${sep}site-packages${sep}pip${sep}`);

/**
 * Copies a virtual environment. `python -m pip` works in the copy; its `bin/pip` still names the template.
 * Times are kept, since a `.pyc` whose source looks newer would be compiled again.
 */
export function copyVenv(template: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const entry of readdirSync(template, { withFileTypes: true })) {
    const from = join(template, entry.name);
    const to = join(folder, entry.name);
    if (entry.isDirectory()) copyVenv(from, to);
    else if (isPipsOwn(from)) linkSync(from, to);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
    else cpSync(from, to, { preserveTimestamps: true });
  }
}

/** Lets an environment see the packages and the user site of the Python it came from. */
export function openVenv(venv: string): void {
  const path = join(venv, 'pyvenv.cfg');
  writeFileSync(path, readFileSync(path, 'utf8').replace('include-system-site-packages = false', 'include-system-site-packages = true'));
}

/** `PATH` with these folders first and the programs every shell expects behind them. */
export function searchPath(...folders: readonly string[]): string {
  return [...folders, '/usr/bin', '/bin'].join(delimiter);
}
