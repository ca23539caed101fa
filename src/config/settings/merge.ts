import { isDeepStrictEqual } from 'node:util';
import { UserError } from '../../core/errors.js';
import type { Notice } from '../../core/run.js';
import { untrusted } from '../../core/untrusted.js';
import type { Layer, LayerKind, Said } from './layer.js';
import { initialSettings, settingTable, type SettingName, type Settings } from './setting-table.js';

/** Who said a value: the kind of source, and its place as messages call it (`file: key`, a variable, a flag). */
export interface Origin {
  readonly kind: LayerKind;
  readonly where: string;
}

export interface Merged {
  readonly settings: Settings;
  /** Who said a value that is in force, the last one for lists that add up; settings that nobody touched are not in it. */
  readonly origins: ReadonlyMap<SettingName, Origin>;
  readonly locked: ReadonlySet<SettingName>;
  readonly notices: readonly Notice[];
}

interface State {
  readonly values: { -readonly [K in SettingName]: Settings[K] };
  readonly origins: Map<SettingName, Origin>;
  readonly locked: Set<SettingName>;
  readonly notices: Notice[];
  /** Places at which the layer at hand would have loosened something. */
  loosening: readonly string[];
}

const warn = (state: State, text: string): void => {
  state.notices.push({ level: 'warning', text: untrusted(text) });
};

// A pull request must not silence its own alarm: what a project says counts only as far as it tightens.
function inForce<K extends SettingName>(state: State, name: K, options: { readonly kind: LayerKind; readonly said: Settings[K]; readonly where: string }): Settings[K] {
  const { combine, tighten } = settingTable[name];
  const before = state.values[name];
  const wanted = combine(before, options.said);
  if (options.kind !== 'project' || state.values.trustProject) return wanted;
  const allowed = tighten(before, options.said);
  if (!isDeepStrictEqual(allowed, wanted)) state.loosening = [...state.loosening, options.where];
  return allowed;
}

/** Says in one sentence what a layer has not been allowed, all of it in one file. */
function tellLoosening(state: State): void {
  const [first, ...others] = state.loosening;
  if (first === undefined) return;
  const keys = others.map((where) => `, ${where.slice(where.lastIndexOf(': ') + 2)}`).join('');
  warn(state, `${first}${keys}: a project may only tighten; what would loosen is ignored (trust_project = true in your own configuration lifts that)`);
  state.loosening = [];
}

// The value in force afterwards.
function apply<K extends SettingName>(state: State, name: K, { kind, raw, place }: Omit<Said, 'name'> & { readonly kind: LayerKind }): Settings[K] {
  const said = settingTable[name].shape.read(raw, place);
  const before = state.values[name];
  if (state.locked.has(name)) {
    if (!isDeepStrictEqual(settingTable[name].combine(before, said), before)) warn(state, `${place.where}: locked by the system's policy; ignored`);
    return before;
  }
  const next = inForce(state, name, { kind, said, where: place.where });
  if (isDeepStrictEqual(next, before)) return before;
  state.values[name] = next;
  state.origins.set(name, { kind, where: place.where });
  return next;
}

function checkTogether({ values, origins }: State): void {
  const { warnScore, blockScore, heuristicWeights } = values;
  if (warnScore > blockScore) {
    const where = (origins.get('warnScore') ?? origins.get('blockScore'))?.where ?? 'thresholds';
    throw new UserError('bad-config', `${where}: warn_score (${warnScore}) is above block_score (${blockScore})`, { hint: 'what blocks must score at least as much as what warns' });
  }
  if ([...heuristicWeights.values()].every((weight) => weight === 0)) throw new UserError('bad-config', `${origins.get('heuristicWeights')?.where}: all weights are 0`);
}

/**
 * Merges what all sources say, in the order given (system, user, project, environment, flags). Lists add up, tables merge key by key, single values
 * replace; a project only tightens; locked settings stay. Throws `bad-config` with source and key for a value that does not fit.
 */
export function mergeLayers(layers: readonly Layer[]): Merged {
  const state: State = { values: { ...initialSettings }, origins: new Map(), locked: new Set(), notices: [], loosening: [] };
  for (const { kind, said, locked, notices } of layers) {
    for (const { name, raw, place } of said) apply(state, name, { kind, raw, place });
    tellLoosening(state);
    for (const name of locked) state.locked.add(name);
    state.notices.push(...notices);
  }
  checkTogether(state);
  return { settings: state.values, origins: state.origins, locked: state.locked, notices: state.notices };
}
