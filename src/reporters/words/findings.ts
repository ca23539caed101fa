import type { Finding, Severity } from '../../core/finding.js';
import { severities } from '../../core/finding.js';
import type { Decision, Report } from '../../core/decision.js';
import { headlineOf, isEvidence } from '../table/reasons.js';

const rankOf = (severity: Severity): number => severities.indexOf(severity);

/** Findings of a package, worst first; at the same severity in their order. */
export function gravestFirst({ findings }: Report): readonly Finding[] {
  return findings.toSorted((a, b) => rankOf(b.severity) - rankOf(a.severity));
}

/** True for what speaks against a package; the rest are capabilities, which most packages have. */
export const isRemarkable = ({ severity }: Finding): boolean => severity !== 'info';

/** Where in the package, as `file:line`; '' for the package as a whole. Not escaped. */
export function placeOf({ file, line }: Finding): string {
  if (file === undefined) return '';
  return line === undefined ? file : `${file}:${line}`;
}

/** Reasons that are no findings and no gaps: what the user's own lists, mode and flags had to say. */
export function ownReasons({ reasons, report }: Decision): readonly string[] {
  return reasons.filter((reason) => !isEvidence(reason, report));
}

/** The sentence beside the verdict; '' for a package that is simply safe. Not escaped. */
export const headline = headlineOf;
