import type { Run } from '../../core/run.js';
import { packagesWithGap, tally } from '../counts/tally.js';
import type { Ink } from './ink.js';
import { plural } from './plural.js';

type Colour = (text: string) => string;

/** The last line of a run: `11 packages safe · 0 warnings · 1 blocked`, and behind it what else must not go unsaid. */
export function summary({ decisions, satisfied, problems }: Run, ink: Ink): string {
  const counts = tally(decisions);
  const unasked = packagesWithGap(decisions, 'service');
  const always: readonly (readonly [number, string, Colour])[] = [
    [counts.safe, `${plural(counts.safe, 'package')} safe`, ink.good],
    [counts.warned, plural(counts.warned, 'warning'), ink.caution],
    [counts.blocked, `${counts.blocked} blocked`, ink.bad],
  ];
  const ifAny: readonly (readonly [number, string, Colour])[] = [
    [problems.length, `${problems.length} not judged`, ink.bad],
    [unasked, `${unasked} not fully checked`, ink.caution],
    [satisfied.length, `${satisfied.length} already installed`, (text) => text],
  ];
  return [...always, ...ifAny.filter(([count]) => count > 0)]
    .map(([count, words, colour]) => (count > 0 ? colour(words) : words))
    .join(` ${ink.dot} `);
}
