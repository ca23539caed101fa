import { dirname, join, resolve } from 'node:path';
import { UserError } from '../../core/errors.js';
import { untrusted } from '../../core/untrusted.js';
import { variableOf, type Environment } from '../environment.js';
import { readConfigFile, type Trust } from './config-file.js';
import { tableLayer, type Layer } from './layer.js';
import { parseToml, projectTables } from './toml.js';

/** What has to be known to find and to trust the files. */
export interface FileQuestion {
  readonly environment: Environment;
  readonly cwd: string;
  /** Who runs depsec; null on Windows. */
  readonly uid: number | null;
  /** Where the system's policy lies, if not at its usual place. */
  readonly systemPolicyFile?: string;
  /** `--config FILE`, instead of the user's own file. */
  readonly configFile: string | null;
}

interface FileRequest {
  readonly path: string;
  readonly trust: Trust;
  readonly kind: 'system' | 'user' | 'project';
}

type Table = Readonly<Record<string, unknown>>;

/** Waivers of a project that has no pyproject.toml, or keeps them apart. */
export const PROJECT_WAIVERS = 'depsec-waivers.toml';
const WAIVERS = 'waivers.toml';
const WAIVER_KEY = 'waiver';

/** Where the user's own settings lie, whether the file is there or not; null without a home. */
export const userConfigFile = ({ depsecHome }: Pick<Environment, 'depsecHome'>): string | null => (depsecHome === null ? null : join(depsecHome, 'config.toml'));

/** Where `depsec waive` writes; null without a home. */
export const userWaiverFile = ({ depsecHome }: Pick<Environment, 'depsecHome'>): string | null => (depsecHome === null ? null : join(depsecHome, WAIVERS));

function systemFile({ environment, systemPolicyFile }: FileQuestion): string {
  if (systemPolicyFile !== undefined) return systemPolicyFile;
  return environment.platform === 'win32' ? join(variableOf(environment, 'PROGRAMDATA') ?? 'C:\\ProgramData', 'depsec', 'policy.toml') : '/etc/depsec/policy.toml';
}

function hiddenLayer({ path, trust, kind }: FileRequest): Layer {
  // Containers run with a HOME that is not theirs; whether there is a file in it cannot be known. What was asked for or rules all must be read.
  if (trust === 'named' || kind === 'system') throw new UserError('bad-config', `cannot read ${JSON.stringify(path)}: permission denied`);
  return { kind, file: null, said: [], locked: new Set(), notices: [{ level: 'warning', text: untrusted(`cannot look into ${dirname(path)}, so no settings were read from it`) }] };
}

async function fileLayer(request: FileRequest, { environment, uid }: FileQuestion, check: (table: Table, file: string) => Table = (table) => table): Promise<readonly Layer[]> {
  const { path, trust, kind } = request;
  const found = await readConfigFile({ path, trust, uid });
  if (found === 'missing' && trust !== 'named') return [];
  if (found === 'missing') throw new UserError('bad-config', `--config ${JSON.stringify(path)}: no such file`);
  if (found === 'hidden') return [hiddenLayer(request)];
  return [tableLayer({ kind, file: path, prefix: '', folder: dirname(path), home: environment.home, table: check(await parseToml(found.text, path), path) })];
}

// Settings in such a file would be in force where nobody looks for them.
function onlyWaivers(table: Table, file: string): Table {
  const other = Object.keys(table).find((key) => key !== WAIVER_KEY);
  if (other === undefined) return table;
  throw new UserError('bad-config', `${file}: ${other}: only [[${WAIVER_KEY}]] tables belong here`, { hint: other === 'waivers' ? `did you mean [[${WAIVER_KEY}]]?` : 'settings go into config.toml, or into [tool.depsec] of pyproject.toml' });
}

async function userSettings(question: FileQuestion): Promise<readonly Layer[]> {
  const { configFile, cwd, environment } = question;
  if (configFile !== null) return await fileLayer({ path: resolve(cwd, configFile), trust: 'named', kind: 'user' }, question);
  const path = userConfigFile(environment);
  return path === null ? [] : await fileLayer({ path, trust: 'own', kind: 'user' }, question);
}

async function userLayers(question: FileQuestion): Promise<readonly Layer[]> {
  const settings = await userSettings(question);
  const waivers = userWaiverFile(question.environment);
  // Of a folder that cannot be looked into, one warning is enough.
  if (waivers === null || settings.some(({ file }) => file === null)) return settings;
  return [...settings, ...(await fileLayer({ path: waivers, trust: 'own', kind: 'user' }, question, onlyWaivers))];
}

async function projectLayers(question: FileQuestion): Promise<readonly Layer[]> {
  const { cwd, environment, uid } = question;
  const file = join(cwd, 'pyproject.toml');
  const found = await readConfigFile({ path: file, trust: 'project', uid });
  const tables = typeof found === 'string' ? [] : await projectTables(found.text, file);
  return [
    ...tables.map((table) => tableLayer({ kind: 'project', file, folder: cwd, home: environment.home, ...table })),
    ...(await fileLayer({ path: join(cwd, PROJECT_WAIVERS), trust: 'project', kind: 'project' }, question, onlyWaivers)),
  ];
}

/** What all files say, in the order in which they are merged: the system's policy, the user's files, the project's. */
export async function fileLayers(question: FileQuestion): Promise<readonly Layer[]> {
  return [
    ...(await fileLayer({ path: systemFile(question), trust: 'own', kind: 'system' }, question)),
    ...(await userLayers(question)),
    ...(await projectLayers(question)),
  ];
}
