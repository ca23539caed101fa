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

/** The same finding, which counts in full, and why. */
export const raised = (finding: Finding, why: string): Finding => ({ ...finding, severity: 'critical', message: untrusted(`${finding.message}; ${why}`) });

/** Why a strong finding counts in full, by how many different ones meet with it; null where they are few. */
function company(findings: readonly Finding[], members: readonly MemberFacts[]): (finding: Finding) => string | null {
  const isLarge = codeBytes(modulesOf(members)) > LARGE_BYTES;
  const placeOf = ({ file }: Finding): string => (isLarge ? (file ?? '') : '');
  const met = new Map<string, Set<string>>();
  for (const finding of findings) if (finding.isStrong === true) met.set(placeOf(finding), (met.get(placeOf(finding)) ?? new Set()).add(finding.rule));
  return (finding) => {
    const count = met.get(placeOf(finding))?.size ?? 0;
    return count >= COMPANY ? `${count} such behaviours meet in this ${isLarge ? 'file' : 'package'}` : null;
  };
}

const TO_NOBODY = 'drop-host-contact';
const lineIn = ({ file }: Finding, line: number | undefined): string => `${line} ${file}`;

/** Why a strong finding counts in full that meets an address nobody answers for, at its end or on its way; null where there is none. What a library's user names is no such address. */
function atPlaceOfNobody(findings: readonly Finding[]): (finding: Finding) => string | null {
  const places = new Set(findings.filter(({ rule, isStrong }) => rule === TO_NOBODY && isStrong === true).map((finding) => lineIn(finding, finding.line)));
  return (finding) => {
    const meets = finding.rule !== TO_NOBODY && [finding, ...(finding.trace ?? [])].some(({ line }) => places.has(lineIn(finding, line)));
    return meets ? 'at an address that anybody can set up without a name' : null;
  };
}

/**
 * Weighs the findings of a package against one another and against its size. A strong behaviour that somebody has to call may be the job of a
 * library, so it decides only where it is most of the package, where several meet, or where it deals with nobody. Only ever raises.
 * `isBeside`: files that are no part of the package, however little that holds.
 */
export function correlate(findings: readonly Finding[], members: readonly MemberFacts[], isBeside: (path: string) => boolean = () => false): readonly Finding[] {
  const isAlone = isTiny(members);
  const [withOthers, forNobody] = [company(findings, members), atPlaceOfNobody(findings)];
  return findings.map((finding) => {
    const why = isAlone && !isBeside(finding.file ?? '') ? 'the package holds little else' : (withOthers(finding) ?? forNobody(finding));
    return why !== null && finding.isStrong === true && finding.severity !== 'critical' ? raised(finding, why) : finding;
  });
}
