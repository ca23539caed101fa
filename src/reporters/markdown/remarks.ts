import type { Run } from '../../core/run.js';
import { escapeForMarkdown, markdownCode } from '../escape/markdown.js';
import { plural } from '../table/plural.js';
import { outcome } from '../table/run-lines.js';
import { serviceGaps } from '../words/service-gaps.js';

const MOST = 20;

function listed(items: readonly string[]): string {
  const more = items.length > MOST ? [`and ${items.length - MOST} more`] : [];
  return [...items.slice(0, MOST), ...more].map((item) => `- ${item}\n`).join('');
}

/** What is to be said about the run as a whole, and how it ended. */
export function remarkLines(run: Run): string {
  const remarks = listed([
    ...run.problems.map(({ what, why }) => `**Cannot judge** ${markdownCode(what, 300)}: ${escapeForMarkdown(why)}`),
    ...serviceGaps(run.decisions).map(({ gap, packages }) => `**Could not check** ${escapeForMarkdown(`${gap.what}: ${gap.why}`)} (${plural(packages, 'package')})`),
    ...run.notices.map(({ level, text }) => `${level === 'warning' ? '**Warning:** ' : ''}${escapeForMarkdown(text)}`),
  ]);
  const told = outcome(run);
  const ending = told === '' ? '' : `${told} `;
  return `${remarks === '' ? '' : `${remarks}\n`}${ending}<sub>depsec ${escapeForMarkdown(run.depsecVersion)} · rules ${escapeForMarkdown(run.ruleset)}</sub>\n`;
}
