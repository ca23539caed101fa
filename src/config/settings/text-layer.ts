import { UserError } from '../../core/errors.js';
import type { Notice } from '../../core/run.js';
import { untrusted } from '../../core/untrusted.js';
import type { Environment } from '../environment.js';
import type { Layer, Said } from './layer.js';
import { settingNames, settingTable, type SettingName } from './setting-table.js';
import type { Place } from './shapes.js';
import { nearest } from './suggestion.js';

// Variables of depsec that are no settings.
const OTHERS: ReadonlySet<string> = new Set(['DEPSEC_HOME', 'DEPSEC_WEBHOOK_SECRET']);
const PREFIX = 'DEPSEC_';

const BY_VARIABLE: ReadonlyMap<string, SettingName> = new Map(settingNames.flatMap((name) => {
  const { variable } = settingTable[name];
  return variable === null ? [] : [[variable, name] as const];
}));

// Whoever knows PIP_OFFLINE and the like looks for these, and would go on without what was asked for.
const ONLY_OPTIONS: ReadonlySet<string> = new Set(['offline', 'python', 'format', 'output', 'config', 'verbose', 'quiet', 'no-color']);

function onlyOption(variable: string): readonly Notice[] {
  const option = variable.slice(PREFIX.length).toLowerCase().replaceAll('_', '-');
  return ONLY_OPTIONS.has(option) ? [{ level: 'warning', text: untrusted(`${variable}: no such setting; ignored (--${option} says it on the command line)`) }] : [];
}

const said = (name: SettingName, text: string, place: Place): Said => ({ name, raw: settingTable[name].shape.fromText(text), place });

function settingOf(variable: string): SettingName | null {
  const name = BY_VARIABLE.get(variable);
  if (name !== undefined || OTHERS.has(variable)) return name ?? null;
  const near = nearest(variable.slice(PREFIX.length), [...BY_VARIABLE.keys()].map((known) => known.slice(PREFIX.length)));
  if (near) throw new UserError('bad-config', `${variable}: no such setting`, { hint: `did you mean ${PREFIX}${near}?` });
  return null;
}

/** What DEPSEC_* variables say; empty ones say nothing. Throws `bad-config` for one that is nearly a setting. */
export function environmentLayer({ variables, home }: Pick<Environment, 'variables' | 'home'>, cwd: string): Layer {
  const given = Object.entries(variables).filter(([variable, text]) => variable.startsWith(PREFIX) && text !== '');
  const all = given.flatMap(([variable, text]) => {
    const name = settingOf(variable);
    return name === null ? [] : [said(name, text, { where: variable, folder: cwd, home })];
  });
  return { kind: 'environment', file: null, said: all, locked: new Set(), notices: given.flatMap(([variable]) => onlyOption(variable)) };
}

/** What the command line says: text by setting. */
export function flagLayer(values: Readonly<Partial<Record<SettingName, string>>>, inside: { readonly cwd: string; readonly home: string | null }): Layer {
  const all = settingNames.flatMap((name) => {
    const text = values[name];
    const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return text === undefined ? [] : [said(name, text, { where: `--${flag}`, folder: inside.cwd, home: inside.home })];
  });
  return { kind: 'flags', file: null, said: all, locked: new Set(), notices: [] };
}
