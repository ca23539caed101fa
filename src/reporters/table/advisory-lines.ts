import type { Advisory, AdvisorySeverity } from '../../core/advisory.js';
import type { Finding } from '../../core/finding.js';
import type { Ink } from './ink.js';

// What nobody has scored may be bad.
const ORDER: readonly AdvisorySeverity[] = ['critical', 'high', 'medium', 'unknown', 'low'];
const MOST_REFERENCES = 3;

/** True for a finding that is told together with others of its kind: known malware is not, it has a line of its own. */
export const isCounted = ({ advisory }: Finding): boolean => advisory?.kind === 'vulnerability';

const byWeight = (a: Advisory, b: Advisory): number => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || (b.cvss ?? 0) - (a.cvss ?? 0);

function fixWords(advisories: readonly Advisory[], ink: Ink): string {
  const fixes = [...new Set(advisories.flatMap(({ fixedIn }) => fixedIn ?? []))].map((fix) => ink.quote(fix, 40));
  const unfixed = advisories.filter(({ fixedIn }) => fixedIn === null).length;
  if (fixes.length === 0) return 'no version with a fix is known';
  return `fixed in ${fixes.join(', ')}${unfixed > 0 ? ` but for ${unfixed}` : ''}`;
}

/** All known vulnerabilities of a package in one line: how many, the worst, and where they are fixed. A single one that the headline tells needs none. */
export function advisoryLine(findings: readonly Finding[], { ink, headline }: { readonly ink: Ink; readonly headline: string }): readonly string[] {
  const advisories = findings.flatMap(({ advisory }) => advisory ?? []).toSorted(byWeight);
  const [worst] = advisories;
  if (worst === undefined) return [];
  if (advisories.length === 1) return findings[0]?.message === headline ? [] : ink.item(2, ink.arrow, ink.quote(findings[0]?.message ?? ''));
  const severity = worst.severity === 'unknown' ? 'of unknown severity' : worst.severity;
  return ink.item(2, ink.arrow, `${advisories.length} known vulnerabilities, the worst ${severity} (${ink.quote(worst.id, 40)}); ${fixWords(advisories, ink)}`);
}

/** Everything that is known of one advisory, for those who asked for details. */
export function advisoryDetails({ aliases, affected, fixedIn, cvss, references }: Advisory, ink: Ink): readonly string[] {
  const score = cvss === null ? 'no CVSS score' : `CVSS ${cvss.toFixed(1)}`;
  const names = aliases.length === 0 ? [] : [`also ${aliases.map((alias) => ink.quote(alias, 40)).join(', ')}`];
  const fix = fixedIn === null ? 'no fix known' : `fixed in ${ink.quote(fixedIn, 40)}`;
  return [[score, ...names].join('; '), `affected: ${ink.quote(affected)}; ${fix}`, ...references.slice(0, MOST_REFERENCES).map((url) => ink.quote(url))];
}
