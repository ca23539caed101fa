import { parsePackageName, type PackageName } from '../../core/name.js';
import { UserError } from '../../core/errors.js';
import { comparableUrl } from '../index-place.js';
import { isTable, wrongValue, type Place, type Shape } from './shapes.js';

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const DURATION = 'a duration such as "3d", "12h", "90m" or "2w", or 0';

/** A length of time in milliseconds: a number and its unit. A bare number would leave open what it counts, so only 0 has none. */
export const duration: Shape<number> = {
  read: (raw, place) => {
    const [, count, unit = ''] = /^\s*(\d{1,5})\s*([mhdw]?)\s*$/i.exec(typeof raw === 'string' || raw === 0 ? String(raw) : '') ?? [];
    if (Number(count) === 0) return 0;
    const ms = UNIT_MS[unit.toLowerCase()];
    if (count === undefined || ms === undefined) throw wrongValue(place, DURATION, raw);
    return Number(count) * ms;
  },
  fromText: (text) => text,
};

/** The same as a file would say it: `3d`, `90m`. */
export function durationText(ms: number): string {
  const unit = ['d', 'h', 'm'].find((each) => ms % (UNIT_MS[each] ?? 1) === 0);
  return ms === 0 || unit === undefined ? '0' : `${ms / (UNIT_MS[unit] ?? 1)}${unit}`;
}

/** Throws for what is no http, https or file URL, and for one with a password. */
function indexUrl(raw: unknown, place: Place): string {
  const url = typeof raw === 'string' && URL.canParse(raw.trim()) ? new URL(raw.trim()) : null;
  if (url === null || !/^(?:https?|file):$/.test(url.protocol)) throw wrongValue(place, 'the URL of an index', raw);
  if (url.username !== '' || url.password !== '') throw new UserError('bad-config', `${place.where}: a password does not belong here`, { hint: 'put it into ~/.netrc or into the URL that pip is given' });
  return comparableUrl(url.href);
}

function pinnedName(name: string, place: Place): PackageName {
  try {
    return parsePackageName(name);
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError('bad-config', `${place.where}: ${cause.message}`, { cause });
  }
}

/** A table of project names, each with the URL of the index that it comes from. */
export const indexPins: Shape<ReadonlyMap<PackageName, string>> = {
  read: (raw, place) => {
    if (!isTable(raw)) throw wrongValue(place, 'a table of names and index URLs', raw);
    return new Map(Object.entries(raw).map(([name, url]) => [pinnedName(name, place), indexUrl(url, { ...place, where: `${place.where}.${name}` })]));
  },
  fromText: (text) => text,
};
