import { severities, type Finding, type Gap } from '../core/finding.js';

/** Worst first, then by file and line, so that the same bytes always give the same list. */
export function sortedFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (a, b) =>
      severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
      compare(a.file ?? '', b.file ?? '') ||
      (a.line ?? 0) - (b.line ?? 0) ||
      compare(a.rule, b.rule) ||
      compare(a.message, b.message),
  );
}

export function sortedGaps(gaps: readonly Gap[]): readonly Gap[] {
  return gaps.toSorted((a, b) => compare(a.kind, b.kind) || compare(a.what, b.what) || compare(a.why, b.why));
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
