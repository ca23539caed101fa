import { defineReporter } from '../core/run.js';
import type { Look, Run } from '../core/run.js';
import type { Decision, Verdict } from '../core/decision.js';
import { closing } from './table/closing.js';
import { isListed, packageLines } from './table/package-lines.js';

const ORDER: Readonly<Record<Verdict, number>> = { safe: 0, warned: 1, blocked: 2 };

// The worst comes last, next to the summary: that is where the eye is when a long run has scrolled by.
const worstLast = (a: Decision, b: Decision): number => ORDER[a.verdict] - ORDER[b.verdict];

const packageOf = ({ report: { artifact } }: Decision): string => `${artifact.name} ${artifact.version}`;

/** Of which versions several files were judged, so that the name alone does not tell which is meant. */
function ofSeveralFiles(decisions: readonly Decision[]): ReadonlySet<string> {
  const packages = decisions.map(packageOf);
  const seen = new Set<string>();
  return new Set(packages.filter((each) => seen.size === seen.add(each).size));
}

function render(run: Run, look: Look): string {
  const several = ofSeveralFiles(run.decisions);
  const listed = run.decisions.filter((decision) => isListed(decision, run.decisions.length, look)).toSorted(worstLast);
  const lines = [...listed.flatMap((decision) => packageLines(decision, look, { namesFile: several.has(packageOf(decision)) })), ...closing(run, look)];
  return `${lines.join('\n')}\n`;
}

export default defineReporter({ title: 'Lines for people to read', render });
