import type { Finding } from '../core/finding.js';
import type { MemberFacts } from '../core/facts/member-facts.js';
import { untrusted } from '../core/untrusted.js';

/** Installers, servers and the like are larger; a package of this size that holds a strong behaviour holds hardly anything else. */
export const TINY = { files: 8, bytes: 60_000 };
/** Different strong behaviours which no library has together. */
const COMPANY = 3;
/** Of code: where there is more, tools, tests and examples for everything lie side by side, and only what meets in one file meets. */
const LARGE_BYTES = 1_000_000;

const modulesOf = (members: readonly MemberFacts[]): readonly MemberFacts[] => members.filter(({ kind, path }) => kind === 'python' && !/(?:^|\/)setup\.py$/.test(path));
const codeBytes = (modules: readonly MemberFacts[]): number => modules.reduce((sum, { bytes, literalBytes = 0 }) => sum + Math.max(0, bytes - literalBytes), 0);

/** True for a package of a few short modules. Its setup.py is no part of what it is for, and a payload or a table is no code. */
export function isTiny(members: readonly MemberFacts[]): boolean {
  const modules = modulesOf(members);
  return modules.length <= TINY.files && codeBytes(modules) <= TINY.bytes;
}

const raised = (finding: Finding, why: string): Finding => ({ ...finding, severity: 'critical', message: untrusted(`${finding.message}; ${why}`) });

/** How many different strong behaviours meet with this one. */
function company(findings: readonly Finding[], members: readonly MemberFacts[]): (finding: Finding) => number {
  const isLarge = codeBytes(modulesOf(members)) > LARGE_BYTES;
  const placeOf = ({ file }: Finding): string => (isLarge ? (file ?? '') : '');
  const met = new Map<string, Set<string>>();
  for (const finding of findings) if (finding.isStrong === true) met.set(placeOf(finding), (met.get(placeOf(finding)) ?? new Set()).add(finding.rule));
  return (finding) => met.get(placeOf(finding))?.size ?? 0;
}

/**
 * Weighs the findings of a package against one another and against its size. A strong behaviour that somebody has to call may be the job of a
 * library, so it decides only where it is most of the package, or where several meet. Only ever raises.
 */
export function correlate(findings: readonly Finding[], members: readonly MemberFacts[]): readonly Finding[] {
  const isAlone = isTiny(members);
  const meeting = company(findings, members);
  const whyOf = (finding: Finding): string | null => (meeting(finding) >= COMPANY ? `${meeting(finding)} such behaviours meet in this package` : null);
  return findings.map((finding) => {
    const why = isAlone ? 'the package holds little else' : whyOf(finding);
    return why !== null && finding.isStrong === true && finding.severity !== 'critical' ? raised(finding, why) : finding;
  });
}
