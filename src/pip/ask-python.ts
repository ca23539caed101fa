import { ToolError, UserError } from '../core/errors.js';
import { systemCode } from '../platform/files/disk-error.js';
import type { PythonChoice } from './find-python.js';
import { factsOf, type OpenPip, type WaitingPip } from './waiting-pip.js';

/** An interpreter that answered, with a pip that depsec can drive. */
export interface Python extends PythonChoice {
  readonly version: string;
  /** What wheels with compiled code depend on: implementation, version, ABI and platform. */
  readonly tag: string;
  /** sys.prefix: the environment's own folder. */
  readonly prefix: string;
  /** Where the interpreter and its library lie; for a virtual environment not the same. */
  readonly basePrefixes: readonly string[];
  readonly pip: string;
  /** True for one that the system keeps for itself (PEP 668). */
  readonly isManaged: boolean;
  /** The folder that holds the pip package. */
  readonly pipFolder: string;
  /** Folders an install may write to, most likely first. */
  readonly places: readonly string[];
  /** Where `--user` installs to. */
  readonly userPlaces: readonly string[];
  /** The folders relative to a `--prefix`. */
  readonly prefixPlaces: readonly string[];
}

const isText = (value: unknown): value is string => typeof value === 'string';
const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter(isText) : []);

const OLDEST_PIP = [23, 0] as const;

/** True when a pip version is older than 23.0, the first with the stable `--report` (pip's changelog). */
export function isOldPip(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return major < OLDEST_PIP[0] || (major === OLDEST_PIP[0] && minor < OLDEST_PIP[1]);
}

function checkedPip(pip: unknown, choice: PythonChoice, version: string): string {
  const upgrade = `${choice.executable} -m pip install --upgrade pip`;
  if (!isText(pip)) throw new UserError('no-python', `${choice.label} (Python ${version}) has no pip`, { hint: `add it with: ${choice.executable} -m ensurepip --upgrade` });
  if (isOldPip(pip)) {
    const hint = Number(version.split('.')[1]) < 7 ? `pip 23 needs Python 3.7 or newer: choose another with --python` : `upgrade it with: ${upgrade}`;
    throw new UserError('old-pip', `${choice.label} has pip ${pip}; depsec needs pip 23.0 or newer, the first that reports what it resolved`, { hint });
  }
  return pip;
}

function pythonFrom(fields: ReadonlyMap<string, unknown>, choice: PythonChoice): Python {
  const version = String(fields.get('version'));
  const executable = fields.get('executable');
  return {
    label: choice.label,
    // A shim (pyenv, asdf) costs as much as the interpreter behind it: from here on that one is started itself.
    executable: isText(executable) && executable !== '' ? executable : choice.executable,
    version,
    tag: `${version} ${String(fields.get('tag'))}`,
    prefix: String(fields.get('prefix')),
    basePrefixes: texts(fields.get('basePrefixes')),
    isManaged: fields.get('managed') === true,
    pip: checkedPip(fields.get('pip'), choice, version),
    pipFolder: String(fields.get('pipFolder')),
    places: texts(fields.get('places')),
    userPlaces: texts(fields.get('userPlaces')),
    prefixPlaces: texts(fields.get('prefixPlaces')),
  };
}

/** An interpreter that has said who it is, and that loads its pip meanwhile, to resolve. */
export interface AskedPython {
  readonly python: Python;
  readonly waiting: WaitingPip;
}

async function answerOf(waiting: WaitingPip, choice: PythonChoice): Promise<AskedPython> {
  try {
    return { python: pythonFrom(await factsOf(waiting, choice.executable), choice), waiting };
  } catch (error) {
    await waiting.dismiss();
    throw error;
  }
}

// Without a code it was started and is no Python; any other code is the machine's (too many processes).
const WRONG_FILE = ['', 'EACCES', 'ENOENT', 'ENOEXEC', 'ENOTDIR'];

/** `--python` with the wrong file is a mistake on the command line, where an environment that broke is not. */
function mendable(error: unknown, { isNamed, label }: PythonChoice): unknown {
  if (isNamed !== true || !(error instanceof ToolError) || error.code !== 'spawn-failed' || !WRONG_FILE.includes(systemCode(error.cause))) return error;
  return new UserError('no-python', `--python ${label}: ${error.message}`, { cause: error, hint: 'give the path of a python executable or of a virtual environment' });
}

/**
 * Starts the interpreter and asks who it is; it goes on and loads pip, for the resolution. `scripts`: data/python/probe.py and resolve.py.
 * Throws `no-python`, `old-pip` (exit 2) or `spawn-failed` (exit 3; for one that the user named `no-python`).
 */
export async function askPython(choice: PythonChoice, scripts: readonly string[], open: OpenPip): Promise<AskedPython> {
  try {
    return await answerOf(await open(choice.executable, scripts), choice);
  } catch (error) {
    throw mendable(error, choice);
  }
}
