import { readEnvironment } from '../config/environment.js';
import { loadSettings, type Configuration } from '../config/settings.js';
import { userConfigFile } from '../config/settings/file-layers.js';
import { durationText } from '../config/settings/index-shapes.js';
import { settingNames, settingTable, type SettingName, type Settings } from '../config/settings/setting-table.js';
import { sentences, type Answer } from '../core/answer.js';
import { UserError } from '../core/errors.js';
import type { Waiver } from '../core/waiver.js';
import type { GlobalFlags } from './request.js';

const isWaivers = (value: Settings[SettingName]): value is readonly Waiver[] => Array.isArray(value);

/** What a setting holds, as its file would say it. */
const valueOf = (name: SettingName, settings: Settings): Settings[SettingName] => (name === 'minAge' || name === 'advisoryGrace' ? durationText(settings[name]) : settings[name]);

/** A value as JSON has it: sets are lists, tables are objects. */
function plain(value: Settings[SettingName]): unknown {
  if (isWaivers(value)) return value.map((waiver) => ({ ...waiver, ...(waiver.kind === 'code' ? { sha256: [...waiver.sha256] } : {}) }));
  if (value instanceof Map) return Object.fromEntries(value);
  if (value instanceof Set) return [...value];
  return value;
}

/** What holds where nothing is said, for the settings that have no value then. */
const UNSAID: Readonly<Partial<Record<SettingName, string>>> = { aiModel: 'the newest Sonnet', aiUrl: 'ANTHROPIC_BASE_URL, else the service itself' };

/** A value in the words of a configuration file. */
function words(value: Settings[SettingName]): string {
  if (value === null) return '';
  if (isWaivers(value)) return value.length === 0 ? 'none' : `${value.length}, see below`;
  if (typeof value === 'object' && 'kind' in value) return value.kind === 'top' ? `top-${value.count}` : value.path;
  if (value instanceof Map) return value.size === 0 ? 'none' : [...value].map(([key, each]) => `${key} ${each}`).join(', ');
  if (value instanceof Set) return value.size === 0 ? 'none' : [...value].join(', ');
  return typeof value === 'object' ? '' : String(value);
}

const keyOf = (name: SettingName): string => settingTable[name].keys[0] ?? name;

function settingRow(name: SettingName, { settings, origins, locked }: Configuration): readonly string[] {
  const origin = origins.get(name);
  const place = origin === undefined || origin.kind === 'flags' || origin.kind === 'environment' ? '' : `  (${origin.where})`;
  const who = origin === undefined ? 'default' : place === '' ? origin.where : origin.kind;
  return [keyOf(name), locked.has(name) ? `${who}, locked` : who, `${settings[name] === null ? (UNSAID[name] ?? 'none') : words(valueOf(name, settings))}${place}`];
}

function waiverRow(waiver: Waiver, today: string): readonly string[] {
  const which = waiver.kind === 'code' ? `${waiver.rule} of ${waiver.package} ${waiver.version}` : `${waiver.advisory} of ${waiver.package}${waiver.versions}`;
  return [waiver.until < today ? `ended ${waiver.until}` : `until ${waiver.until}`, `${which}: ${waiver.reason} (${waiver.where})`];
}

function recordOf(name: SettingName, { settings, origins, locked }: Configuration): object {
  const origin = origins.get(name);
  return { key: keyOf(name), value: plain(valueOf(name, settings)), origin: origin?.kind ?? 'default', where: origin?.where ?? null, locked: locked.has(name) };
}

/** Every setting with its value and who said it, the waivers, and the files that were read. */
export function configAnswer(configuration: Configuration): Answer {
  const { files, policy, notices } = configuration;
  const fileRows = files.length === 0 ? [['No configuration file was found; depsec init writes one.']] : files.map((file) => [file]);
  return {
    groups: [
      ...(notices.length === 0 ? [] : [{ rows: notices.map(({ level, text }) => [level === 'warning' ? `Warning: ${text}` : text]) }]),
      { rows: settingNames.map((name) => settingRow(name, configuration)) },
      ...(policy.waivers.length === 0 ? [] : [{ title: 'Waivers', rows: policy.waivers.map((waiver) => waiverRow(waiver, policy.today)) }]),
      { title: files.length === 0 ? '' : 'Read from', rows: fileRows },
    ].map(({ title, rows }) => ({ rows, ...(title === undefined || title === '' ? {} : { title }) })),
    document: { settings: settingNames.map((name) => recordOf(name, configuration)), files, notices: notices.map(({ level, text }) => ({ level, text })) },
  };
}

/** Reads the configuration that holds here, and tells it. Throws `bad-config` for one that cannot be used. */
export async function showConfig(flags: GlobalFlags, { cwd, uid }: { readonly cwd: string; readonly uid: number | null }): Promise<Answer> {
  return configAnswer(await loadSettings({ environment: readEnvironment(), cwd, uid, flags: { configFile: flags.config, allowBlocked: false } }));
}

/** Where the user's own settings lie, or would. */
export function showConfigPath(flags: GlobalFlags): Answer {
  const path = flags.config ?? userConfigFile(readEnvironment());
  if (path === null) throw new UserError('bad-arguments', 'there is no home folder for settings', { hint: 'set DEPSEC_HOME, or name a file with --config' });
  return sentences([path], { path });
}
