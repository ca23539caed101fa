import type { RawRecord } from './shared-records.js';

// A second evaluation of OSV records that shares nothing with depsec's: straight from the schema and from PEP 440, without regard to speed.

const PATTERN = /^v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(alpha|a|beta|b|preview|pre|c|rc)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?(?:\+.*)?$/i;
const PHASES: Readonly<Record<string, number>> = { a: 1, alpha: 1, b: 2, beta: 2, c: 3, rc: 3, pre: 3, preview: 3 };

function freshKey(version: string): readonly number[] | null {
  const match = PATTERN.exec(version.trim());
  if (!match) return null;
  const [, epoch = '0', release = '', pre, preNumber, dashPost, post, postNumber, dev, devNumber] = match;
  const parts = release.split('.').map(Number);
  const hasPost = dashPost !== undefined || post !== undefined;
  const phase = pre !== undefined ? (PHASES[pre.toLowerCase()] ?? 0) : dev !== undefined && !hasPost ? 0 : 4;
  const padded = [...parts, ...Array<number>(20 - parts.length).fill(0)];
  return [Number(epoch), ...padded, phase, Number(preNumber || 0), hasPost ? 1 : 0, Number(dashPost ?? (postNumber || 0)), dev === undefined ? 1 : 0, Number(devNumber || 0)];
}

const keys = new Map<string, readonly number[] | null>();

/** The public part of a version as numbers that compare in order; null for what is no version. */
export function keyOf(version: string): readonly number[] | null {
  const key = keys.has(version) ? keys.get(version) : freshKey(version);
  keys.set(version, key ?? null);
  return key ?? null;
}

export function naiveCompare(a: string, b: string): number {
  const [left, right] = [keyOf(a), keyOf(b)];
  if (!left || !right) throw new Error(`no versions: ${a}, ${b}`);
  const index = left.findIndex((value, place) => value !== right[place]);
  return index < 0 ? 0 : (left[index] ?? 0) - (right[index] ?? 0);
}

export const byText = (a: string, b: string): number => (a < b ? -1 : 1);

type Events = readonly Readonly<Record<string, string>>[];

const key = (event: Readonly<Record<string, string>>): string => Object.values(event)[0] ?? '';

function order(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): number {
  if (a['introduced'] === '0') return -1;
  if (b['introduced'] === '0') return 1;
  // A version that ends one stretch and begins the next is affected.
  return naiveCompare(key(a), key(b)) || ('introduced' in a ? 1 : 0) - ('introduced' in b ? 1 : 0);
}

function inEvents(version: string, events: Events): boolean {
  let isVulnerable = false;
  for (const event of events.toSorted(order)) {
    if (event['introduced'] !== undefined && (event['introduced'] === '0' || naiveCompare(version, event['introduced']) >= 0)) isVulnerable = true;
    else if (event['fixed'] !== undefined && naiveCompare(version, event['fixed']) >= 0) isVulnerable = false;
    else if (event['last_affected'] !== undefined && naiveCompare(version, event['last_affected']) > 0) isVulnerable = false;
  }
  return isVulnerable;
}

const normal = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** Events of a record that cannot be compared at all; depsec calls such a record unread. */
const isOdd = (events: Events): boolean => events.some((event) => Object.entries(event).some(([kind, version]) => keyOf(version) === null && !(kind === 'introduced' && version === '0')));

export function naivelyAffects(record: RawRecord, name: string, version: string): boolean {
  if (record.withdrawn !== undefined) return false;
  return record.affected.filter((one) => normal(one.package.name) === name && one.package.ecosystem === 'PyPI').some(({ versions = [], ranges = [] }) =>
    versions.some((one) => one === version || (keyOf(one) !== null && naiveCompare(one, version) === 0))
    || ranges.some(({ type, events }) => type !== 'GIT' && !isOdd(events) && inEvents(version, events)));
}

/** Ids of the affecting records, those that share an id or alias together. */
export function naiveGroups(records: readonly RawRecord[], name: string, version: string): readonly string[] {
  let groups = records.filter((record) => naivelyAffects(record, name, version)).map((record) => new Set([record.id, ...(record.aliases ?? [])]));
  for (let before = -1; before !== groups.length;) {
    before = groups.length;
    for (const group of groups) {
      const touching = groups.filter((other) => other !== group && [...other].some((id) => group.has(id)));
      if (touching.length === 0) continue;
      for (const other of touching) for (const id of other) group.add(id);
      groups = groups.filter((other) => !touching.includes(other));
      break;
    }
  }
  return groups.map((group) => [...group].toSorted(byText).join(' ')).toSorted(byText);
}

/** The versions that records of the project call fixed, above `version`, which no record affects. */
export function naiveCleanFixes(records: readonly RawRecord[], name: string, version: string): readonly string[] {
  const events = records.filter(({ withdrawn }) => withdrawn === undefined).flatMap((record) => record.affected.filter((one) => normal(one.package.name) === name).flatMap(({ ranges = [] }) => ranges.filter(({ type, events: all }) => type !== 'GIT' && !isOdd(all)).flatMap((range) => range.events)));
  const fixed = events.flatMap((event) => event['fixed'] ?? []).filter((fix) => naiveCompare(fix, version) > 0);
  return fixed.filter((fix) => !records.some((record) => naivelyAffects(record, name, fix)));
}
