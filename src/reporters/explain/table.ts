import type { Explanation } from '../../core/explanation.js';
import type { Look } from '../../core/run.js';
import { inkFor, type Ink } from '../table/ink.js';
import { explainedPackageLines } from './package-lines.js';
import { ruleLines, ruleListLines } from './rule-lines.js';

function linesOf(explanation: Explanation, look: Look, ink: Ink): readonly string[] {
  if (explanation.about === 'rules') return ruleListLines(explanation.rules, look.verbosity, ink);
  if (explanation.about === 'rule') return ruleLines(explanation.rule, ink);
  return explainedPackageLines(explanation.package, look, ink);
}

/** An explanation in lines for people, escaped, ending in a newline. */
export function explanationTable(explanation: Explanation, look: Look): string {
  return `${linesOf(explanation, look, inkFor(look)).join('\n')}\n`;
}
