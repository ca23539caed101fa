import type { ExplainedFinding, ExplainedPackage, Explanation, RuleText } from '../../core/explanation.js';
import { toJson } from '../escape/json.js';

/** Fields are added, never changed or removed, while this number stays. */
const SCHEMA = 1;

const ruleRecord = ({ id, kind, title, summary, about, whatToDo, outOfScope }: RuleText): object => ({ id, kind, title, summary, about: about.join('\n\n'), what_to_do: whatToDo, out_of_scope: outOfScope });

function findingRecord({ finding, context, steps, rule }: ExplainedFinding): object {
  const { severity, confidence, message, file, line, snippet, advice } = finding;
  return {
    rule: finding.rule, severity, confidence, message,
    file: file ?? null, line: line ?? null, snippet: snippet ?? null,
    title: rule?.title ?? null,
    what_to_do: advice ?? rule?.whatToDo ?? null,
    context: context.map(({ line, text }) => ({ line, text })),
    flow: steps.map(({ what, line, file, code }) => ({ what, line, file: file ?? null, code })),
  };
}

function packageRecord({ name, version, file, sha256, verdict, reasons, judged, findings, namedOnly, gaps, remarks }: ExplainedPackage): object {
  return {
    name, version, file, sha256, verdict, reasons,
    judged: judged === null ? null : { time: judged.time, command: judged.command },
    findings: findings.map(findingRecord),
    rules_named_only: namedOnly.map(({ id }) => id),
    gaps: gaps.map(({ what, why }) => ({ what, why })),
    remarks,
  };
}

function recordOf(explanation: Explanation): object {
  if (explanation.about === 'rules') return { rules: explanation.rules.map(ruleRecord) };
  if (explanation.about === 'rule') return { rule: ruleRecord(explanation.rule) };
  return { package: packageRecord(explanation.package) };
}

/** An explanation as one JSON document. */
export function explanationJson(explanation: Explanation): string {
  return `${toJson({ schema: SCHEMA, ...recordOf(explanation) })}\n`;
}
