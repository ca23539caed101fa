import { ToolError, UserError } from '../core/errors.js';
import type { PythonChoice } from './find-python.js';
import type { PipProcess } from './pip-process.js';

/** An interpreter that answered, with a pip that depsec can drive. */
export interface Python extends PythonChoice {
  readonly version: string;
  /** sys.prefix: the environment's own folder. */
  readonly prefix: string;
  /** Where the interpreter and its library lie; for a virtual environment not the same. */
  readonly basePrefixes: readonly string[];
  readonly pip: string;
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

/** Starts the interpreter once and asks who it is. Throws `no-python`, `old-pip` (exit 2) or `spawn-failed` (exit 3). */
export async function askPython(choice: PythonChoice, probeScript: string, start: PipProcess): Promise<Python> {
  const { code, stdout, stderr } = await start(choice.executable, [probeScript], {});
  if (code !== 0) {
    throw new ToolError('spawn-failed', `${choice.executable} does not work as a Python interpreter: ${stderr.trim().split('\n').at(-1) ?? `exit ${code}`}`, { hint: 'name another with --python PATH' });
  }
  const answer: unknown = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  const fields = new Map(Object.entries(answer ?? {}));
  const version = String(fields.get('version'));
  return {
    label: choice.label,
    // A shim (pyenv, asdf) costs as much as the interpreter behind it: from here on that one is started itself.
    executable: String(fields.get('executable') || choice.executable),
    version,
    prefix: String(fields.get('prefix')),
    basePrefixes: texts(fields.get('basePrefixes')),
    pip: checkedPip(fields.get('pip'), choice, version),
    pipFolder: String(fields.get('pipFolder')),
    places: texts(fields.get('places')),
    userPlaces: texts(fields.get('userPlaces')),
    prefixPlaces: texts(fields.get('prefixPlaces')),
  };
}
