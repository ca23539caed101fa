import type { ContextLine, ExplainedFinding, ExplainedStep } from '../../core/explanation.js';
import type { Finding } from '../../core/finding.js';
import { untrusted } from '../../core/untrusted.js';
import { ruleById } from '../rules.js';
import type { SourceLines } from './source-lines.js';

const AROUND = 2;

const linesOf = (file: string | undefined, lines: SourceLines): readonly string[] => (file === undefined ? [] : (lines.get(file) ?? []));

/** False where the file is no longer the one that was judged: then the lines beside the finding would be others. */
const isSame = (text: string | undefined, { snippet }: Finding): boolean => text !== undefined && text.trim().startsWith(snippet ?? '');

function contextOf(finding: Finding, lines: SourceLines): readonly ContextLine[] {
  const { file, line } = finding;
  const all = linesOf(file, lines);
  if (line === undefined || !isSame(all[line - 1], finding)) return [];
  const first = Math.max(1, line - AROUND);
  return all.slice(first - 1, line + AROUND).map((text, index) => ({ line: first + index, text: untrusted(text), isGuilty: first + index === line }));
}

function stepsOf(finding: Finding, lines: SourceLines, isShown: boolean): readonly ExplainedStep[] {
  return (finding.trace ?? []).map((step) => {
    const code = isShown ? linesOf(step.file ?? finding.file, lines)[step.line - 1] : undefined;
    return { ...step, code: code === undefined ? null : untrusted(code.trim()) };
  });
}

/** A finding with its rule, the lines around it and the code of each step. */
export function explainedFinding(finding: Finding, lines: SourceLines): ExplainedFinding {
  const context = contextOf(finding, lines);
  return { finding, context, rule: ruleById(finding.rule), steps: stepsOf(finding, lines, context.length > 0) };
}
