import { advisorySeverities } from '../../core/advisory.js';
import { UserError } from '../../core/errors.js';
import { riskFactors } from '../../core/risk.js';
import type { Notice } from '../../core/run.js';
import { untrusted } from '../../core/untrusted.js';
import { settingNames, settingTable, type SettingName } from './setting-table.js';
import { isTable, wrongValue, type Place } from './shapes.js';
import { nearest, partOf } from './suggestion.js';

export type LayerKind = 'system' | 'user' | 'project' | 'environment' | 'flags';

/** One value as somebody wrote it, not yet checked. */
export interface Said {
  readonly name: SettingName;
  readonly raw: unknown;
  readonly place: Place;
}

/** What one source says: a file, the environment, or the command line. `locked` comes only from the system's policy. */
export interface Layer {
  readonly kind: LayerKind;
  /** The file that was read; null for what is no file, and for one that could not be looked at. */
  readonly file: string | null;
  readonly said: readonly Said[];
  readonly locked: ReadonlySet<SettingName>;
  readonly notices: readonly Notice[];
}

type Part = Pick<Layer, 'said' | 'notices'>;

/** A parsed file, or a table of one. `prefix` stands before its keys in messages. */
export interface TableSource {
  readonly kind: 'system' | 'user' | 'project';
  readonly file: string;
  readonly prefix: string;
  readonly folder: string;
  readonly home: string | null;
  readonly table: Readonly<Record<string, unknown>>;
}

const BY_KEY: ReadonlyMap<string, SettingName> = new Map(settingNames.flatMap((name) => settingTable[name].keys.map((key) => [key, name] as const)));

// Keys of tables that are checked as a whole: known, so that they are not called misspelt.
const INSIDE: readonly string[] = [...advisorySeverities.map((word) => `severity_actions.${word}`), ...riskFactors.map((word) => `heuristic_weights.${word}`)];
const LOCKED = 'locked';
const KNOWN: readonly string[] = [...BY_KEY.keys(), ...INSIDE, LOCKED];
const isSection = (path: string): boolean => KNOWN.some((key) => key.startsWith(`${path}.`));
const isWhole = (path: string): boolean => INSIDE.some((key) => key.startsWith(`${path}.`));

const placeOf = ({ file, prefix, folder, home }: TableSource, path: string): Place => ({ where: `${file}: ${prefix}${path}`, folder, home });
const notice = (text: string): Notice => ({ level: 'warning', text: untrusted(text) });

function unknownKey(source: TableSource, path: string): Notice {
  const last = path.split('.').at(-1) ?? path;
  const section = path.slice(0, path.length - last.length);
  const siblings = KNOWN.filter((key) => key.startsWith(section)).map((key) => key.slice(section.length).split('.')[0] ?? '');
  // Of a table with a closed list of keys nothing else can be meant, which a newer depsec could only add to.
  const near = nearest(last, siblings) ?? (isWhole(section.slice(0, -1)) ? partOf(last, siblings) : null);
  const elsewhere = KNOWN.find((key) => key.split('.').at(-1) === last);
  const meant = near ? `${section}${near}` : elsewhere;
  const { where } = placeOf(source, path);
  if (meant) throw new UserError('bad-config', `${where}: no such setting`, { hint: `did you mean ${meant}?` });
  return notice(`${where}: no such setting; ignored`);
}

function knownKey(source: TableSource, path: string, raw: unknown): Part {
  const name = BY_KEY.get(path);
  if (name !== undefined) return { said: [{ name, raw, place: placeOf(source, path) }], notices: [] };
  if (path === LOCKED && source.kind !== 'system') return { said: [], notices: [notice(`${placeOf(source, path).where}: only the system's policy can lock; ignored`)] };
  return { said: [], notices: [] };
}

const join = (parts: readonly Part[]): Part => ({ said: parts.flatMap(({ said }) => said), notices: parts.flatMap(({ notices }) => notices) });

function entry(source: TableSource, path: string, raw: unknown): Part {
  if (isSection(path) && isTable(raw)) {
    const inner = walk(source, raw, `${path}.`);
    return isWhole(path) ? join([knownKey(source, path, raw), inner]) : inner;
  }
  if (KNOWN.includes(path)) return knownKey(source, path, raw);
  if (isSection(path)) throw wrongValue(placeOf(source, path), 'a table', raw);
  return { said: [], notices: [unknownKey(source, path)] };
}

function walk(source: TableSource, table: Readonly<Record<string, unknown>>, section: string): Part {
  return join(Object.entries(table).map(([key, raw]) => entry(source, `${section}${key}`, raw)));
}

function lockedNames(source: TableSource): ReadonlySet<SettingName> {
  const raw = source.kind === 'system' ? (source.table[LOCKED] ?? []) : [];
  const place = placeOf(source, LOCKED);
  if (!Array.isArray(raw)) throw wrongValue(place, 'a list of settings', raw);
  return new Set(raw.map((key: unknown) => {
    const name = typeof key === 'string' ? BY_KEY.get(key) : undefined;
    // A lock that locks nothing is a hole, so it is never just ignored.
    if (name === undefined) throw wrongValue(place, 'the names of settings', key);
    return name;
  }));
}

/** What a file's table says. Throws `bad-config` for an unknown key that is near a known one; other unknown keys become notices. */
export function tableLayer(source: TableSource): Layer {
  return { kind: source.kind, file: source.file, locked: lockedNames(source), ...walk(source, source.table, '') };
}
