import { join } from 'node:path';
import type { Policy } from '../core/policy.js';
import type { Notice } from '../core/run.js';
import { untrusted } from '../core/untrusted.js';
import type { Clock } from '../platform/clock.js';
import { systemClock } from '../platform/clock.js';
import type { Environment } from './environment.js';
import { fileLayers, userConfigFile } from './settings/file-layers.js';
import { mergeLayers, type Merged, type Origin } from './settings/merge.js';
import type { SettingName, Settings } from './settings/setting-table.js';
import { environmentLayer, flagLayer } from './settings/text-layer.js';

/** What the command line says about settings. */
export interface SettingFlags {
  /** `--config FILE`, instead of the user's own file. */
  readonly configFile: string | null;
  readonly allowBlocked: boolean;
  readonly allowKnownMalware?: boolean;
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
  /** Tells the day by which waivers end. */
  readonly clock?: Pick<Clock, 'nowMs'>;
}

export interface Configuration {
  readonly settings: Settings;
  /** Who said each value that is not a default. */
  readonly origins: ReadonlyMap<SettingName, Origin>;
  /** What the system's policy has fixed. */
  readonly locked: ReadonlySet<SettingName>;
  /** The file that holds the user's own settings, there or not, as it is shown to them. */
  readonly ownFile: string;
  /** Files that were read, in order. */
  readonly files: readonly string[];
  readonly policy: Policy;
  readonly notices: readonly Notice[];
}

const USUAL_FILE = '~/.depsec/config.toml';

function ownFile({ environment, flags }: SettingsRequest): string {
  const path = flags.configFile ?? userConfigFile(environment);
  return path === null || (environment.home !== null && path === join(environment.home, '.depsec', 'config.toml')) ? USUAL_FILE : path;
}

type Overrides = Pick<Policy, 'allowBlocked' | 'allowKnownMalware'>;

// Where the company has fixed the mode, a flag must not undo what the mode is for.
function overrides({ allowBlocked, allowKnownMalware = false }: SettingFlags, locked: Merged['locked']): Overrides & Pick<Configuration, 'notices'> {
  if (!locked.has('mode')) return { allowBlocked, allowKnownMalware, notices: [] };
  const given = [...(allowBlocked ? ['--allow-blocked'] : []), ...(allowKnownMalware ? ['--allow-known-malware'] : [])];
  return { allowBlocked: false, allowKnownMalware: false, notices: given.map((flag) => ({ level: 'warning', text: untrusted(`${flag}: the mode is locked by the system's policy; ignored`) })) };
}

function policyOf({ mode, blockScore, warnScore, allowlist, denylist, severityActions, waivers, riskThreshold, riskAction, heuristicWeights }: Settings, { allowBlocked, allowKnownMalware }: Overrides, clock: Pick<Clock, 'nowMs'>): Policy {
  const today = new Date(clock.nowMs()).toISOString().slice(0, 10);
  return { mode, blockScore, warnScore, risk: { threshold: riskThreshold, action: riskAction, weights: heuristicWeights }, allowlist, denylist, severityActions, waivers, today, allowBlocked, allowKnownMalware };
}

/**
 * Reads all of depsec's configuration once: the system's policy, the user's file (or `--config`) and waivers.toml, `[tool.alterks]` and
 * `[tool.depsec]` of ./pyproject.toml and ./depsec-waivers.toml, DEPSEC_* variables, flags; later ones win, but a project only tightens and locked
 * settings stay. Throws `bad-config` with source and key, `unsafe-home` for a file that others could have written.
 */
export async function loadSettings(request: SettingsRequest): Promise<Configuration> {
  const { environment, flags, cwd, clock = systemClock } = request;
  const layers = await fileLayers({ ...request, configFile: flags.configFile });
  const { settings, origins, locked, notices } = mergeLayers([...layers, environmentLayer(environment, cwd), flagLayer(flags.values ?? {}, { cwd, home: environment.home })]);
  const allowed = overrides(flags, locked);
  return {
    settings, origins, locked,
    ownFile: ownFile(request),
    files: [...new Set(layers.flatMap(({ file }) => file ?? []))],
    policy: policyOf(settings, allowed, clock),
    notices: [...notices, ...allowed.notices],
  };
}
