import { compare } from '@renovatebot/pep440';
import type { AffectedProject, RangeEvent } from '../record.js';
import { isVersion } from '../version-line.js';

/** Affected versions between two: from `start` on (null: from the first) up to `end` (null: all that will ever be), which belongs to it only if `isClosed`. */
export interface Interval {
  readonly start: string | null;
  readonly end: string | null;
  readonly isClosed: boolean;
}

const byVersion = (a: string | null, b: string | null, absent: number): number => {
  if (a === null || b === null) return a === b ? 0 : a === null ? absent : -absent;
  return compare(a, b);
};

const versionOf = ([kind, version]: RangeEvent): string | null => ((kind === 'introduced' && version === '0') || version === '*' ? null : version);

// At the same version what ends comes first, as in range.ts.
function byPlace(a: RangeEvent, b: RangeEvent): number {
  const place = (event: RangeEvent): number => (versionOf(event) !== null ? 0 : event[0] === 'introduced' ? -1 : 1);
  const [one, two] = [versionOf(a), versionOf(b)];
  const order = one !== null && two !== null ? compare(one, two) : place(a) - place(b);
  return order || Number(a[0] === 'introduced') - Number(b[0] === 'introduced');
}

function ofRange(range: readonly RangeEvent[]): readonly Interval[] {
  const found: Interval[] = [];
  let open: { readonly start: string | null } | null = null;
  for (const event of range.toSorted(byPlace)) {
    if (event[0] === 'introduced') open ??= { start: versionOf(event) };
    else if (open !== null) {
      found.push({ start: open.start, end: versionOf(event), isClosed: event[0] === 'last_affected' });
      open = null;
    }
  }
  return open === null ? found : [...found, { start: open.start, end: null, isClosed: false }];
}

const later = (a: Interval, b: Interval): Interval => {
  const order = byVersion(a.end, b.end, 1);
  return order > 0 || (order === 0 && a.isClosed) ? a : b;
};

/** The same versions in as few intervals as can be, in order. */
export function united(intervals: readonly Interval[]): readonly Interval[] {
  const merged: Interval[] = [];
  for (const next of intervals.toSorted((a, b) => byVersion(a.start, b.start, -1))) {
    const last = merged.at(-1);
    const touches = last !== undefined && (last.end === null || next.start === null || compare(next.start, last.end) <= 0);
    if (last === undefined || !touches) merged.push(next);
    else merged[merged.length - 1] = { start: last.start, end: later(last, next).end, isClosed: later(last, next).isClosed };
  }
  return merged;
}

/** What records call affected; a version that is named beside the ranges is an interval of its own. */
export function intervalsOf(projects: readonly AffectedProject[]): readonly Interval[] {
  return united(projects.flatMap(({ ranges, versions }) => [
    ...ranges.flatMap(ofRange),
    ...versions.filter(isVersion).map((version) => ({ start: version, end: version, isClosed: true })),
  ]));
}
