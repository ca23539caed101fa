import type { Decision } from '../../core/decision.js';
import type { Origin } from '../../core/requirements/requirement.js';
import type { Edge } from './dependencies.js';

/** The line that brings a package in. `by` names the package that the line asks for, where it is another. */
export interface Anchor extends Origin {
  readonly by: string | null;
}

const own = ({ report: { artifact } }: Decision): Origin | null => artifact.askedFor ?? null;

/** For each package the line of a requirements file that asks for it, else the nearest one that needs it; null where there is none. */
export function anchors(decisions: readonly Decision[], edges: readonly Edge[]): readonly (Anchor | null)[] {
  const found: (Anchor | null)[] = decisions.map((decision) => {
    const origin = own(decision);
    return origin === null ? null : { ...origin, by: null };
  });
  // Breadth first from what was asked for, so that the nearest one is told.
  let border = found.flatMap((anchor, index) => (anchor === null ? [] : [index]));
  while (border.length > 0) {
    const here = new Set(border);
    border = [];
    for (const { from, to } of edges) {
      const anchor = found[from];
      if (!here.has(from) || anchor === null || anchor === undefined || found[to] !== null) continue;
      found[to] = { ...anchor, by: anchor.by ?? decisions[from]?.report.artifact.name ?? null };
      border.push(to);
    }
  }
  return found;
}
