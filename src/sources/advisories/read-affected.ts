import { field, list, text, texts } from './json.js';
import { rangeTest } from './range.js';
import { eventKinds, type AffectedProject, type RangeEvent } from './record.js';
import { isVersion, versionLine } from './version-line.js';

type Part<T> = { readonly value: T } | { readonly unread: string };

function readEvent(raw: unknown): Part<RangeEvent> {
  const kind = eventKinds.find((one) => field(raw, one) !== undefined);
  const version = kind === undefined ? null : text(field(raw, kind));
  if (kind === undefined || version === null) return { unread: 'a range with an event that is not known' };
  // "0" stands for the beginning, "*" as a limit for no end.
  const isWord = (kind === 'introduced' && version === '0') || (kind === 'limit' && version === '*');
  return isWord || isVersion(version) ? { value: [kind, version] } : { unread: `a range with ${JSON.stringify(version.slice(0, 40))}, which is no version` };
}

function readRange(raw: unknown): Part<readonly RangeEvent[]> {
  const type = text(field(raw, 'type'));
  // Commits say nothing about released versions.
  if (type === 'GIT') return { value: [] };
  if (type !== 'ECOSYSTEM' && type !== 'SEMVER') return { unread: 'a range of a kind that is not known' };
  const events = list(field(raw, 'events')).map(readEvent);
  const unread = events.find((event) => 'unread' in event);
  if (unread) return unread;
  const read = events.flatMap((event) => ('value' in event ? [event.value] : []));
  return read.some(([kind]) => kind === 'introduced') ? { value: read } : { unread: 'a range without a beginning' };
}

/** Most records list the versions of their ranges too; told twice they would be twice as large. */
function beyondRanges(versions: readonly string[], ranges: AffectedProject['ranges']): readonly string[] {
  if (ranges.length === 0) return versions;
  const line = versionLine(ranges.flat().map(([, version]) => version));
  const tests = ranges.map((range) => rangeTest(range, line));
  return versions.filter((version) => {
    const at = line.positionOf(version);
    return at === null || !tests.some((isIn) => isIn(at));
  });
}

/** One entry of a record's `affected`. */
export function readAffected(raw: unknown, name: string): AffectedProject {
  const parts = list(field(raw, 'ranges')).map(readRange);
  const ranges = parts.flatMap((part) => ('value' in part && part.value.length > 0 ? [part.value] : []));
  const unread = parts.flatMap((part) => ('unread' in part ? [part.unread] : []))[0] ?? null;
  const versions = texts(field(raw, 'versions'));
  const isEmpty = unread === null && ranges.length === 0 && versions.length === 0;
  return { name, versions: beyondRanges(versions, ranges), ranges, unread: isEmpty ? 'no versions' : unread };
}
