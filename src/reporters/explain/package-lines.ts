import type { ExplainedFinding, ExplainedPackage, RuleText } from '../../core/explanation.js';
import type { Verdict } from '../../core/decision.js';
import type { Look } from '../../core/run.js';
import { plural } from '../table/plural.js';
import { isDetailed } from '../table/evidence.js';
import type { Ink } from '../table/ink.js';
import { titleOf } from '../table/title.js';
import { contextLines, flowLines } from './code-lines.js';
import { GENERAL_ADVICE } from './rule-lines.js';

const SIGNS: Readonly<Record<Verdict, readonly [unicode: string, ascii: string]>> = {
  safe: ['✓ Safe', 'ok'],
  warned: ['! Warning', 'warn'],
  blocked: ['✗ Blocked', 'BLOCKED'],
};
const MOST_FINDINGS = 10;

function headLines({ name, version, verdict, reasons, file, sha256, judged }: ExplainedPackage, look: Look, ink: Ink): readonly string[] {
  const colours: Readonly<Record<Verdict, (text: string) => string>> = { safe: ink.good, warned: ink.caution, blocked: ink.bad };
  const sign = colours[verdict](SIGNS[verdict][look.unicode ? 0 : 1]);
  const why = reasons[0] === undefined ? [] : [ink.dash, ink.quote(reasons[0])];
  const others = reasons.slice(1).flatMap((reason) => ink.item(2, ink.arrow, ink.quote(reason)));
  const origin = [
    ...(file === null ? [] : ink.item(2, `file ${ink.quote(file)}`)),
    ...ink.item(2, `sha256 ${sha256}`),
    ...(judged === null ? [] : ink.item(2, `judged ${ink.quote(judged.time)} by depsec ${ink.quote(judged.command)}`)),
  ];
  return [...ink.item(0, ...(version === '' ? [ink.quote(name, ink.width - 4)] : titleOf({ name, version }, ink)), sign, ...why), ...others, ...origin.map(ink.faint)];
}

function placeOf({ finding: { file, line } }: ExplainedFinding, ink: Ink): string {
  if (file === undefined) return '';
  return `${ink.quote(file, Math.floor(ink.width / 2))}${line === undefined ? '' : `:${line}`}`;
}

function findingLines(explained: ExplainedFinding, ink: Ink): readonly string[] {
  const { finding, context } = explained;
  const place = placeOf(explained, ink);
  const snippet = context.length > 0 || finding.snippet === undefined ? [] : [`    ${ink.quote(finding.snippet, ink.width - 4)}`];
  return [
    ...ink.item(2, ink.arrow, ...(place === '' ? [] : [`${place}:`]), ink.quote(finding.message), `(${finding.severity}, confidence ${finding.confidence})`),
    ...contextLines(context, ink),
    ...snippet,
    ...flowLines(explained, ink),
  ];
}

function meaning(rule: RuleText | null, advice: readonly string[], ink: Ink): readonly string[] {
  const [about = ''] = rule?.about ?? [];
  const steps = advice.length > 0 ? advice.map((text) => ink.quote(text)) : [rule?.whatToDo ?? GENERAL_ADVICE];
  return [...(about === '' ? [] : ink.item(2, 'What it means:', about)), ...ink.item(2, 'What to do:', ...steps)];
}

/** What one rule found: its title, its findings, and once what they mean and what to do. */
function groupLines(group: readonly ExplainedFinding[], look: Look, ink: Ink): readonly string[] {
  const [first] = group;
  if (first === undefined) return [];
  const most = isDetailed(look.verbosity) ? Infinity : MOST_FINDINGS;
  const left = group.length - most;
  const advice = [...new Set(group.flatMap(({ finding }) => finding.advice ?? []))].slice(0, 3);
  return [
    '',
    ...ink.item(0, ink.quote(first.finding.rule), ...(first.rule === null ? [] : [ink.dash, first.rule.title])),
    ...group.slice(0, most).flatMap((each) => findingLines(each, ink)),
    ...(left > 0 ? [ink.faint(`    and ${left} more (--verbose shows them)`)] : []),
    ...meaning(first.rule, advice, ink),
  ];
}

function capabilityLines(findings: readonly ExplainedFinding[], look: Look, ink: Ink): readonly string[] {
  if (findings.length === 0) return [];
  if (!isDetailed(look.verbosity)) return ['', ...ink.prose(0, `And ${plural(findings.length, 'remark')} for information only (--verbose shows them).`)].map(ink.faint);
  const lines = findings.flatMap((each) => ink.item(2, ink.arrow, `${placeOf(each, ink)}:`, ink.quote(each.finding.message), `(${ink.quote(each.finding.rule)})`));
  return ['', 'For information only', ...lines].map(ink.faint);
}

function grouped(findings: readonly ExplainedFinding[]): readonly (readonly ExplainedFinding[])[] {
  const rules = new Set(findings.map(({ finding }) => finding.rule));
  return [...rules].map((rule) => findings.filter(({ finding }) => finding.rule === rule));
}

/** Everything that one judgement rests on: verdict, findings by rule with their code and flow, gaps, and what the log alone still knows. */
export function explainedPackageLines(explained: ExplainedPackage, look: Look, ink: Ink): readonly string[] {
  const { findings, gaps, namedOnly, remarks } = explained;
  const grave = findings.filter(({ finding }) => finding.severity !== 'info');
  const gapLines = gaps.flatMap(({ what, why }) => ink.item(2, ink.arrow, `${ink.quote(what, ink.width)}: ${ink.quote(why)}`));
  return [
    ...headLines(explained, look, ink),
    ...grouped(grave).flatMap((group) => groupLines(group, look, ink)),
    ...namedOnly.flatMap((rule) => ['', ...ink.item(0, rule.id, ink.dash, rule.title), ...meaning(rule, [], ink)]),
    ...(gapLines.length === 0 ? [] : ['', 'Could not be checked', ...gapLines]),
    ...capabilityLines(findings.filter(({ finding }) => finding.severity === 'info'), look, ink),
    ...(findings.length + namedOnly.length + gaps.length === 0 && remarks.length === 0 ? ['', 'Nothing was found.'] : []),
    ...(remarks.length === 0 ? [] : ['', ...remarks.flatMap((remark) => ink.prose(0, remark))]),
  ];
}
