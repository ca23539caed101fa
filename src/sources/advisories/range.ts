import type { RangeEvent } from './record.js';
import type { VersionLine } from './version-line.js';

interface Placed {
  readonly kind: RangeEvent[0];
  readonly at: number;
}

/** "0" begins before every version, also before `0.dev0`; "*" as a limit has no end. */
function placed([kind, version]: RangeEvent, line: VersionLine): Placed {
  if (kind === 'introduced' && version === '0') return { kind, at: -Infinity };
  if (kind === 'limit' && version === '*') return { kind, at: Infinity };
  const at = line.positionOf(version);
  if (at === null) throw new TypeError('a range holds versions only');
  return { kind, at };
}

// At the same version what begins comes last: "fixed in 2, introduced in 2" is affected from 2 on.
const byPlace = (a: Placed, b: Placed): number => {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return Number(a.kind === 'introduced') - Number(b.kind === 'introduced');
};

/** Tells whether a version, by its place on the line, lies in a range: the evaluation that the OSV schema gives. Events may come in any order. */
export function rangeTest(range: readonly RangeEvent[], line: VersionLine): (at: number) => boolean {
  const events = range.map((event) => placed(event, line)).toSorted(byPlace);
  const limits = events.filter(({ kind }) => kind === 'limit');
  return (at) => {
    if (limits.length > 0 && !limits.some((limit) => at < limit.at)) return false;
    let isAffected = false;
    for (const event of events) {
      if (event.kind === 'introduced' && at >= event.at) isAffected = true;
      if (event.kind === 'fixed' && at >= event.at) isAffected = false;
      if (event.kind === 'last_affected' && at > event.at) isAffected = false;
    }
    return isAffected;
  };
}
