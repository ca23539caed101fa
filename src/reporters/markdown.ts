import { defineReporter } from '../core/run.js';
import type { Run } from '../core/run.js';
import { countWords } from './words/counts.js';
import { worstFirst } from './words/standing.js';
import { dependencies } from './graph/dependencies.js';
import { anchors, type Anchor } from './graph/anchor.js';
import { packageSection } from './markdown/package-section.js';
import { remarkLines } from './markdown/remarks.js';
import { packageTable } from './markdown/table.js';

// A comment on a hosted repository holds 65,536 characters; the rest of the page needs some of them.
const MOST_CHARACTERS = 60_000;

/** As many whole sections as fit, and a line that says how many do not. */
function fitting(sections: readonly string[], room: number): string {
  let text = '';
  for (const [index, section] of sections.entries()) {
    const left = sections.length - index;
    if (text.length + section.length > room) return `${text}\nDetails of ${left} more ${left === 1 ? 'package' : 'packages'} do not fit here; the other formats have them.\n`;
    text += section;
  }
  return text;
}

function render(run: Run): string {
  const places = anchors(run.decisions, dependencies(run.decisions));
  const anchorOf = new Map<unknown, Anchor | null>(run.decisions.map((decision, index) => [decision, places[index] ?? null]));
  const sorted = worstFirst(run.decisions);
  const notSafe = sorted.filter(({ verdict, reasons }) => verdict !== 'safe' || reasons.length > 0);
  const head = `### depsec: ${countWords(run)}\n\n${packageTable(sorted)}`;
  const tail = remarkLines(run);
  const sections = notSafe.map((decision) => packageSection(decision, anchorOf.get(decision) ?? null));
  return `${head}${fitting(sections, MOST_CHARACTERS - head.length - tail.length)}${tail}`;
}

export default defineReporter({ title: 'Markdown for a comment or a job summary', render });
