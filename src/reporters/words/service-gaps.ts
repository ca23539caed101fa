import type { Decision } from '../../core/decision.js';
import type { Gap } from '../../core/finding.js';

/** One service that could not be asked, with the number of packages it was needed for. */
export interface ServiceGap {
  readonly gap: Gap;
  readonly packages: number;
}

/** Each service that could not be asked, once for the run. */
export function serviceGaps(decisions: readonly Decision[]): readonly ServiceGap[] {
  const found = new Map<string, ServiceGap>();
  for (const { report } of decisions) {
    const own = new Map(report.gaps.filter(({ kind }) => kind === 'service').map((gap) => [`${gap.what}\0${gap.why}`, gap]));
    for (const [key, gap] of own) found.set(key, { gap, packages: (found.get(key)?.packages ?? 0) + 1 });
  }
  return [...found.values()];
}
