import type { Finding } from '../core/finding.js';
import type { MemberFacts } from '../core/facts/member-facts.js';
import { untrusted } from '../core/untrusted.js';

/** Installers, servers and the like are larger; a package of this size that holds a strong behaviour holds hardly anything else. */
export const TINY = { files: 8, bytes: 60_000 };
/** Different strong behaviours which no library of any size has together. */
const COMPANY = 3;

/** True for a package of a few short modules. Its setup.py is no part of what it is for, and a payload or a table is no code. */
export function isTiny(members: readonly MemberFacts[]): boolean {
  const modules = members.filter(({ kind, path }) => kind === 'python' && !/(?:^|\/)setup\.py$/.test(path));
  return modules.length <= TINY.files && modules.reduce((sum, { bytes, literalBytes = 0 }) => sum + Math.max(0, bytes - literalBytes), 0) <= TINY.bytes;
}

const raised = (finding: Finding, why: string): Finding => ({ ...finding, severity: 'critical', message: untrusted(`${finding.message}; ${why}`) });

/**
 * Weighs the findings of a package against one another and against its size. A strong behaviour that somebody has to call may be the job of a
 * library, so it decides only where it is most of the package, or where several meet. Only ever raises.
 */
export function correlate(findings: readonly Finding[], members: readonly MemberFacts[]): readonly Finding[] {
  const strong = new Set(findings.filter(({ isStrong }) => isStrong === true).map(({ rule }) => rule));
  const why = isTiny(members) ? 'the package holds little else' : strong.size >= COMPANY ? `${strong.size} such behaviours meet in this package` : null;
  if (why === null) return findings;
  return findings.map((finding) => (finding.isStrong === true && finding.severity !== 'critical' ? raised(finding, why) : finding));
}
