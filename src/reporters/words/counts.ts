import type { Run } from '../../core/run.js';
import { packagesWithGap, tally } from '../counts/tally.js';
import { plural } from '../table/plural.js';

/** `11 packages safe · 0 warnings · 1 blocked`, and behind it what else must not go unsaid. */
export function countWords({ decisions, problems, satisfied }: Run): string {
  const { safe, warned, blocked } = tally(decisions);
  const unasked = packagesWithGap(decisions, 'service');
  const further: readonly (readonly [number, string])[] = [
    [problems.length, `${problems.length} not judged`],
    [unasked, `${unasked} not fully checked`],
    [satisfied.length, `${satisfied.length} already installed`],
  ];
  return [`${plural(safe, 'package')} safe`, plural(warned, 'warning'), `${blocked} blocked`, ...further.filter(([count]) => count > 0).map(([, words]) => words)].join(' · ');
}
