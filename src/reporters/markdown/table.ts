import type { Decision } from '../../core/decision.js';
import { escapeForMarkdown } from '../escape/markdown.js';
import { plural } from '../table/plural.js';
import { headline } from '../words/findings.js';
import { verdictWords } from './title.js';

const MOST_ROWS = 100;

function row(decision: Decision): string {
  const { name, version } = decision.report.artifact;
  const cells = [verdictWords(decision), escapeForMarkdown(name, 100), escapeForMarkdown(version, 60), escapeForMarkdown(headline(decision), 300)];
  return `| ${cells.map((cell) => (cell === '' ? ' ' : cell)).join(' | ')} |\n`;
}

function table(decisions: readonly Decision[]): string {
  return decisions.length === 0 ? '' : `| Verdict | Package | Version | Why |\n| :-- | :-- | :-- | :-- |\n${decisions.slice(0, MOST_ROWS).map(row).join('')}${decisions.length > MOST_ROWS ? `\nand ${decisions.length - MOST_ROWS} more\n` : ''}\n`;
}

/** What needs attention in the open, and the simply safe ones folded away. */
export function packageTable(sorted: readonly Decision[]): string {
  const safe = sorted.filter(({ verdict, reasons }) => verdict === 'safe' && reasons.length === 0);
  const others = sorted.filter((decision) => !safe.includes(decision));
  if (safe.length === 0) return table(others);
  return `${table(others)}<details><summary>${plural(safe.length, 'package')} safe</summary>\n\n${table(safe)}</details>\n\n`;
}
