import { dirname, join, resolve } from 'node:path';
import { UserError } from '../core/errors.js';
import type { Policy } from '../core/policy.js';
import type { Notice } from '../core/run.js';
import { untrusted } from '../core/untrusted.js';
import { variableOf, type Environment } from './environment.js';
import { readConfigFile, type Trust } from './settings/config-file.js';
import { tableLayer, type Layer } from './settings/layer.js';
import { mergeLayers, type Merged } from './settings/merge.js';
import type { SettingName, Settings } from './settings/setting-table.js';
import { environmentLayer, flagLayer } from './settings/text-layer.js';
import { parseToml, projectTables } from './settings/toml.js';

/** What the command line says about settings. */
export interface SettingFlags {
  /** `--config FILE`, instead of the user's own file. */
  readonly configFile: string | null;
  readonly allowBlocked: boolean;
  /** Further flags: text by setting, checked like text from a variable. */
  readonly values?: Readonly<Partial<Record<SettingName, string>>>;
}

export interface SettingsRequest {
  readonly environment: Environment;
  readonly flags: SettingFlags;
  readonly cwd: string;
  /** Who runs depsec; null on Windows. */
  readonly uid: number | null;
  /** Where the system's policy lies, if not at its usual place. */
  readonly systemPolicyFile?: string;
}

export interface Configuration {
  readonly settings: Settings;
  /** Who said each value that is not a default, as `file: key`, a variable or a flag. */
  readonly origins: ReadonlyMap<SettingName, string>;
  readonly policy: Policy;
  readonly notices: readonly Notice[];
}

interface FileRequest {
  readonly path: string;
  readonly trust: Trust;
  readonly kind: 'system' | 'user';
}

function systemPolicyFile({ environment, systemPolicyFile }: SettingsRequest): string {
  if (systemPolicyFile !== undefined) return systemPolicyFile;
  return environment.platform === 'win32' ? join(variableOf(environment, 'PROGRAMDATA') ?? 'C:\\ProgramData', 'depsec', 'policy.toml') : '/etc/depsec/policy.toml';
}

function hiddenLayer({ path, trust, kind }: FileRequest): Layer {
  // Containers run with a HOME that is not theirs; whether there is a file in it cannot be known. What was asked for or rules all must be read.
  if (trust === 'named' || kind === 'system') throw new UserError('bad-config', `cannot read ${JSON.stringify(path)}: permission denied`);
  return { kind, said: [], locked: new Set(), notices: [{ level: 'warning', text: untrusted(`cannot look into ${dirname(path)}, so no settings were read from it`) }] };
}

async function fileLayer({ path, trust, kind }: FileRequest, { environment, uid }: SettingsRequest): Promise<readonly Layer[]> {
  const found = await readConfigFile({ path, trust, uid });
  if (found === 'missing' && trust !== 'named') return [];
  if (found === 'missing') throw new UserError('bad-config', `--config ${JSON.stringify(path)}: no such file`);
  if (found === 'hidden') return [hiddenLayer({ path, trust, kind })];
  return [tableLayer({ kind, file: path, prefix: '', folder: dirname(path), home: environment.home, table: await parseToml(found.text, path) })];
}

async function userLayer(request: SettingsRequest): Promise<readonly Layer[]> {
  const { configFile } = request.flags;
  if (configFile !== null) return fileLayer({ path: resolve(request.cwd, configFile), trust: 'named', kind: 'user' }, request);
  const { depsecHome } = request.environment;
  return depsecHome === null ? [] : fileLayer({ path: join(depsecHome, 'config.toml'), trust: 'own', kind: 'user' }, request);
}

async function projectLayers({ cwd, environment, uid }: SettingsRequest): Promise<readonly Layer[]> {
  const file = join(cwd, 'pyproject.toml');
  const found = await readConfigFile({ path: file, trust: 'project', uid });
  const tables = typeof found === 'string' ? [] : await projectTables(found.text, file);
  return tables.map((table) => tableLayer({ kind: 'project', file, folder: cwd, home: environment.home, ...table }));
}

function policyOf({ settings, locked }: Merged, { allowBlocked }: SettingFlags): { readonly policy: Policy; readonly notices: readonly Notice[] } {
  // Where the company has fixed the mode, a flag must not undo what the mode is for.
  const isRefused = allowBlocked && locked.has('mode');
  const { mode, blockScore, warnScore, allowlist, denylist, riskThreshold, riskAction } = settings;
  return {
    policy: { mode, blockScore, warnScore, risk: { threshold: riskThreshold, action: riskAction }, allowlist, denylist, allowBlocked: allowBlocked && !isRefused },
    notices: isRefused ? [{ level: 'warning', text: untrusted("--allow-blocked: the mode is locked by the system's policy; ignored") }] : [],
  };
}

/**
 * Reads all of depsec's configuration once: the system's policy, the user's file (or `--config`), `[tool.alterks]` and `[tool.depsec]` of
 * ./pyproject.toml, DEPSEC_* variables, flags; later ones win, but a project only tightens and locked settings stay. Throws `bad-config` with source
 * and key, `unsafe-home` for a file that others could have written.
 */
export async function loadSettings(request: SettingsRequest): Promise<Configuration> {
  const { environment, flags, cwd } = request;
  const merged = mergeLayers([
    ...(await fileLayer({ path: systemPolicyFile(request), trust: 'own', kind: 'system' }, request)),
    ...(await userLayer(request)),
    ...(await projectLayers(request)),
    environmentLayer(environment, cwd),
    flagLayer(flags.values ?? {}, { cwd, home: environment.home }),
  ]);
  const { policy, notices } = policyOf(merged, flags);
  return { settings: merged.settings, origins: merged.origins, policy, notices: [...merged.notices, ...notices] };
}
