import type { Decision, Verdict } from '../core/decision.js';
import type { Finding, Gap, Severity } from '../core/finding.js';
import type { Run } from '../core/run.js';

/** A package as it lay in the environment. */
export interface SeenPackage {
  readonly name: string;
  readonly version: string;
  /** The folder with packages that it lies in. */
  readonly place: string;
  /** Digest that changes with its files. */
  readonly state: string;
  readonly verdict: Verdict;
  /** A service could not be asked about it, so what services told of it earlier still stands. */
  readonly isPartlyUnchecked: boolean;
}

/** Something a user would want to hear of: no mere capability, and nothing that a waiver accepts. */
export interface SeenFinding {
  /** The same for the same matter in every run: without version, line numbers and figures, which change by themselves. */
  readonly key: string;
  readonly package: string;
  readonly version: string;
  readonly place: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly advisory: { readonly id: string; readonly kind: 'malware' | 'vulnerability'; readonly fixedIn: string | null } | null;
  /** Told by a service and not by the files, so that a failing service must not make it look resolved. */
  readonly isFromService: boolean;
}

/** What one run saw: kept as JSON, and compared with the next. */
export interface Snapshot {
  readonly format: 1;
  readonly takenAtMs: number;
  readonly ruleset: string;
  readonly packages: readonly SeenPackage[];
  readonly findings: readonly SeenFinding[];
}

type Base = Pick<SeenFinding, 'package' | 'version' | 'place'>;

const withoutFigures = (text: string): string => text.replace(/\d+/g, '#');

const keyOf = ({ package: name, place }: Base, ...parts: readonly string[]): string => JSON.stringify([place, name, ...parts]);

function matterOf({ advisory, file, snippet, lack, message }: Finding): readonly string[] {
  if (advisory !== undefined) return ['advisory', advisory.id];
  return file === undefined ? [lack ?? withoutFigures(message)] : [file, snippet ?? ''];
}

function seenFinding(finding: Finding, base: Base): SeenFinding {
  const { rule, severity, message, file, line, advisory } = finding;
  return {
    ...base, key: keyOf(base, rule, ...matterOf(finding)), rule, severity, message, file: file ?? null, line: line ?? null,
    advisory: advisory === undefined ? null : { id: advisory.id, kind: advisory.kind, fixedIn: advisory.fixedIn },
    isFromService: advisory !== undefined || file === undefined,
  };
}

/** Code that runs and could not be read may be anything; a service that failed to answer is no news about the package. */
function seenGap({ kind, what, why }: Gap, base: Base): readonly SeenFinding[] {
  if (kind !== 'runs' && kind !== 'latent') return [];
  const severity = kind === 'runs' ? 'high' : 'low';
  return [{ ...base, key: keyOf(base, 'not-read', what), rule: 'not-read', severity, message: `${what}: could not be read: ${why}`, file: null, line: null, advisory: null, isFromService: false }];
}

/** Why it is not simply safe, where no finding says so: a denylist, the composite risk. */
function seenVerdict({ verdict, reasons }: Decision, base: Base): SeenFinding {
  const severity = verdict === 'blocked' ? 'critical' : 'medium';
  return { ...base, key: keyOf(base, 'policy', verdict), rule: 'policy', severity, message: reasons.join('; ') || `${verdict} by policy`, file: null, line: null, advisory: null, isFromService: true };
}

function findingsOf(decision: Decision): readonly SeenFinding[] {
  const { report: { artifact, findings, gaps }, waived, verdict } = decision;
  const base = { package: artifact.name, version: artifact.version, place: artifact.path };
  const accepted = new Set<unknown>(waived.map(({ seen }) => seen));
  const counted = findings.filter((finding) => finding.severity !== 'info' && !accepted.has(finding));
  const seen = [...counted.map((finding) => seenFinding(finding, base)), ...gaps.filter((gap) => !accepted.has(gap)).flatMap((gap) => seenGap(gap, base))];
  return seen.length === 0 && verdict !== 'safe' ? [seenVerdict(decision, base)] : seen;
}

function packageOf({ verdict, report: { artifact, gaps } }: Decision): SeenPackage {
  const { name, version, path, sha256 } = artifact;
  return { name, version, place: path, state: sha256, verdict, isPartlyUnchecked: gaps.some(({ kind }) => kind === 'service') };
}

/** The rule of what could not be looked at at all. */
export const NOT_LOOKED_AT = 'not-looked-at';

/** What a run saw, each matter once. What could not be looked at at all is one as well. */
export function snapshotOf({ decisions, problems, ruleset, finishedAtMs }: Pick<Run, 'decisions' | 'problems' | 'ruleset' | 'finishedAtMs'>): Snapshot {
  const unseen = problems.map(({ what, why }): SeenFinding => {
    const base = { package: '', version: '', place: what };
    return { ...base, key: keyOf(base, NOT_LOOKED_AT), rule: NOT_LOOKED_AT, severity: 'medium', message: `${what}: ${why}`, file: null, line: null, advisory: null, isFromService: false };
  });
  const findings = new Map([...decisions.flatMap(findingsOf), ...unseen].map((finding) => [finding.key, finding]));
  return { format: 1, takenAtMs: finishedAtMs, ruleset, packages: decisions.map(packageOf), findings: [...findings.values()] };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const hasTexts = (value: unknown, names: readonly string[]): boolean => isObject(value) && names.every((name) => typeof value[name] === 'string');

/** Checks one that was kept; the store has proved its bytes whole, so this tells another version's. */
export function isSnapshot(value: unknown): value is Snapshot {
  if (!isObject(value) || value['format'] !== 1 || typeof value['takenAtMs'] !== 'number' || typeof value['ruleset'] !== 'string') return false;
  const { packages, findings } = value;
  return Array.isArray(packages) && packages.every((each) => hasTexts(each, ['name', 'version', 'place', 'state', 'verdict']))
    && Array.isArray(findings) && findings.every((each) => hasTexts(each, ['key', 'package', 'version', 'place', 'rule', 'severity', 'message']));
}
