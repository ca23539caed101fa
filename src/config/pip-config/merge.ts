import { UserError } from '../../core/errors.js';
import type { IniFile } from './ini.js';

/** One option with the value that pip would use. `option` is the long name without dashes; `origin` a file or a variable. */
export interface PipSetting {
  readonly option: string;
  readonly value: string;
  readonly origin: string;
}

/** pip's own configuration, merged: what files and PIP_* variables say about a command. */
export interface PipConfig {
  /** The value as written, or null when nothing sets it. */
  readonly get: (option: string) => PipSetting | null;
  /** The values of an option that may be given several times: pip splits them at blanks and newlines. */
  readonly list: (option: string) => readonly string[];
  /** What an option without a value is set to, or null. Throws `bad-config` when it is no truth value. */
  readonly flag: (option: string) => boolean | null;
  readonly entries: () => readonly PipSetting[];
}

export interface PipLayers {
  /** In pip's order; later ones win. */
  readonly files: readonly { readonly file: string; readonly sections: IniFile }[];
  /** PIP_* variables by full name. */
  readonly variables: ReadonlyMap<string, string>;
  /** `install` unless told. */
  readonly command?: string;
}

type Values = Map<string, PipSetting>;

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['pypi-url', 'index-url'], ['default-timeout', 'timeout'], ['no-dependencies', 'no-deps'], ['config-setting', 'config-settings'],
]);

// pip stores "false" for these, so its documentation asks for `no-compile = no` to switch compiling off. Odd, but people's files say so.
const STORED_AS_FALSE: ReadonlySet<string> = new Set(['no-build-isolation', 'no-user', 'no-compile', 'no-warn-script-location', 'no-warn-conflicts']);

// Each level adds to these, where every other option replaces.
const ADDED_UP: ReadonlySet<string> = new Set(['no-binary', 'only-binary']);

const TRUTH: ReadonlyMap<string, boolean> = new Map([
  ...['y', 'yes', 't', 'true', 'on', '1'].map((word) => [word, true] as const),
  ...['n', 'no', 'f', 'false', 'off', '0'].map((word) => [word, false] as const),
]);

const optionOf = (name: string): string => name.toLowerCase().replaceAll('_', '-').replace(/^--/, '');

function sectionValues(name: string, { files }: PipLayers): Values {
  const values: Values = new Map();
  for (const { file, sections } of files) {
    for (const [key, value] of sections.get(name) ?? []) values.set(optionOf(key), { option: optionOf(key), value, origin: file });
  }
  return values;
}

function variableValues({ variables }: PipLayers): Values {
  const named = [...variables].map(([name, value]) => ({ option: optionOf(name.slice('PIP_'.length)), value, origin: name }));
  return new Map(named.filter(({ option }) => option !== 'version' && option !== 'help').map((setting) => [setting.option, setting]));
}

function mergeLevels(levels: readonly Values[]): Values {
  const merged: Values = new Map();
  for (const setting of levels.flatMap((level) => [...level.values()])) {
    // Within one level an empty value has already hidden the one before it; to the other levels it says nothing.
    if (setting.value === '') continue;
    const option = ALIASES.get(setting.option) ?? setting.option;
    const before = ADDED_UP.has(option) ? merged.get(option) : undefined;
    merged.set(option, { ...setting, option, value: before ? `${before.value},${setting.value}` : setting.value });
  }
  return merged;
}

function truthOf({ option, value, origin }: PipSetting): boolean {
  const truth = TRUTH.get(value.toLowerCase());
  if (truth === undefined) throw new UserError('bad-config', `${origin}: ${option} must be yes or no, not ${JSON.stringify(value)}`);
  return STORED_AS_FALSE.has(option) ? !truth : truth;
}

/** Merges as pip does: [global], then the section of the command, then PIP_*; inside a section later files win. */
export function mergePipConfig(layers: PipLayers): PipConfig {
  const merged = mergeLevels([sectionValues('global', layers), sectionValues(layers.command ?? 'install', layers), variableValues(layers)]);
  return {
    get: (option) => merged.get(option) ?? null,
    list: (option) => (merged.get(option)?.value ?? '').split(/\s+/).filter(Boolean),
    flag: (option) => {
      const setting = merged.get(option);
      return setting ? truthOf(setting) : null;
    },
    entries: () => [...merged.values()],
  };
}
