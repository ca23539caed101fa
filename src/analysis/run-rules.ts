import { severities, type Finding, type Gap, type GapKind } from '../core/finding.js';
import type { Rule, RuleFinding } from '../core/rule.js';
import { once } from '../core/once.js';
import { untrusted } from '../core/untrusted.js';

const LONGEST_SNIPPET = 200;
// A megabyte of characters that do not show says no more than a hundred of them.
const MOST_IN_ONE_FILE = 100;

/** What rules said, and which of them failed. */
export interface RuleResults {
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
}

/** Where rules look: their facts, how a gap in their place counts, and the lines to quote. */
export interface RuleSubject<Kind extends Rule['kind'], Facts> {
  readonly kind: Kind;
  readonly facts: Facts;
  readonly gapKind: GapKind;
  /** The file, or the package as a whole when null. */
  readonly file: string | null;
  readonly lines: () => readonly string[];
}

type FactsOf<Kind extends Rule['kind']> = Parameters<Extract<Rule, { kind: Kind }>['check']>[0];

/** Runs all rules of one kind. A rule that throws becomes a gap that names it; the others still run. */
export function runRules<Kind extends Rule['kind']>(rules: Readonly<Record<string, Rule>>, subject: RuleSubject<Kind, FactsOf<Kind>>): RuleResults {
  const findings: Finding[] = [];
  const gaps: Gap[] = [];
  const lines = once(subject.lines);
  // By name: of the entries of all rules, made anew for each member, hardly one would be used.
  for (const id of Object.keys(rules)) {
    const rule = rules[id];
    if (rule === undefined || !isOfKind(rule, subject.kind)) continue;
    try {
      const all = eachOnce(rule.check(subject.facts));
      for (const found of subject.file === null ? all : worstOf(all)) findings.push(toFinding(id, found, { why: rule.docs, ...subject, lines }));
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      gaps.push({ kind: subject.gapKind, what: untrusted(subject.file ?? 'the package'), why: untrusted(`rule ${id} failed: ${reason}`) });
    }
  }
  return { findings, gaps };
}

/** Of very many, those that matter most. */
const worstOf = (found: readonly RuleFinding[]): readonly RuleFinding[] =>
  found.length <= MOST_IN_ONE_FILE ? found : found.toSorted((left, right) => weight(right) - weight(left)).slice(0, MOST_IN_ONE_FILE);

const weight = ({ severity, isStrong }: RuleFinding): number => 2 * severities.indexOf(severity) + (isStrong === true ? 1 : 0);

/** Data that comes to one place by several ways is told by the first of them: the others would be the same words once more. */
function eachOnce(found: readonly RuleFinding[]): readonly RuleFinding[] {
  if (found.length < 2) return found;
  const seen = new Set<string>();
  return found.filter(({ severity, message, file, at, isStrong }) => {
    const words = JSON.stringify([severity, message, file, at?.line, isStrong === true]);
    return !seen.has(words) && seen.add(words);
  });
}

interface CheckOf<Kind extends Rule['kind']> {
  readonly kind: Kind;
  readonly docs: string;
  readonly check: (facts: FactsOf<Kind>) => readonly RuleFinding[];
}

function isOfKind<Kind extends Rule['kind']>(rule: { readonly kind: Rule['kind'] }, kind: Kind): rule is CheckOf<Kind> {
  return rule.kind === kind;
}

/** Rule output as a finding: everything that may quote the package is marked untrusted. */
export function toFinding(
  rule: string,
  found: RuleFinding,
  at: { readonly file: string | null; readonly lines: () => readonly string[]; readonly why: string },
): Finding {
  const file = found.file ?? at.file;
  const line = found.at?.line;
  const snippet = line === undefined ? undefined : at.lines()[line - 1];
  return {
    rule,
    severity: found.severity,
    confidence: found.confidence ?? 'high',
    message: untrusted(found.message),
    why: firstSentence(at.why),
    ...(file === null ? {} : { file: untrusted(file) }),
    ...(line === undefined ? {} : { line }),
    ...(snippet === undefined ? {} : { snippet: untrusted(excerpt(snippet)) }),
    ...(found.trace === undefined ? {} : { trace: found.trace.map(({ what, line }) => ({ what: untrusted(what), line })) }),
    ...(found.isStrong === true ? { isStrong: true } : {}),
    ...(found.lack === undefined ? {} : { lack: found.lack }),
    ...(found.advisory === undefined ? {} : { advisory: found.advisory }),
    ...(found.advice === undefined ? {} : { advice: untrusted(found.advice) }),
  };
}

// Whole characters, so that a cut does not leave half of a surrogate pair.
function excerpt(line: string): string {
  return Array.from(line.trim().slice(0, LONGEST_SNIPPET * 2)).slice(0, LONGEST_SNIPPET).join('');
}

function firstSentence(docs: string): string {
  const text = docs.replace(/\s+/g, ' ').trim();
  return /^.*?[.!?](?= |$)/.exec(text)?.[0] ?? text;
}
