import type { Decision, Verdict } from '../../core/decision.js';

/** What became of a package: its verdict, or that it was set aside. */
export type Standing = Verdict | 'quarantined';

/** The verdict as a reader is told it. What lies here already is judged where it lies: nobody sets it aside. */
export function standingOf({ action, verdict, report: { artifact } }: Decision): Standing {
  const liesHere = artifact.installed !== undefined || artifact.isLocal === true;
  return action === 'quarantine' && !liesHere ? 'quarantined' : verdict;
}

const RANK: Readonly<Record<Verdict, number>> = { blocked: 0, warned: 1, safe: 2 };

/** The worst first; otherwise in the order of the run. */
export function worstFirst(decisions: readonly Decision[]): readonly Decision[] {
  return decisions.toSorted((a, b) => RANK[a.verdict] - RANK[b.verdict]);
}

export const STANDING_WORDS: Readonly<Record<Standing, string>> = { safe: 'Safe', warned: 'Warning', blocked: 'Blocked', quarantined: 'Quarantined' };
