import type { Decision } from '../../core/decision.js';
import type { Finding } from '../../core/finding.js';
import { escapeForMarkdown, markdownCode } from '../escape/markdown.js';
import type { Anchor } from '../graph/anchor.js';
import { gravestFirst, isRemarkable, ownReasons, placeOf } from '../words/findings.js';
import { waivedWords } from '../words/waived.js';
import { verdictWords } from './title.js';
import { isGivenPath } from '../words/given-path.js';

const MOST_FINDINGS = 20;
const LONGEST_CODE = 200;

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

function codeOf({ snippet }: Finding): string {
  return snippet === undefined ? '' : `  \n  ${markdownCode(snippet.trim().replace(/[ \t]{5,}/g, ' ... '), LONGEST_CODE)}`;
}

function findingItem(finding: Finding, { explains, waived }: { readonly explains: boolean; readonly waived: string }): string {
  const place = placeOf(finding);
  const where = place === '' ? '' : ` ${markdownCode(place, 200)}`;
  const why = finding.why === undefined || !explains ? '' : `  \n  ${sentence(escapeForMarkdown(finding.why.replace(/\s+/g, ' ')))}`;
  return `- **${finding.severity}**${where} ${escapeForMarkdown(finding.message)} (${escapeForMarkdown(finding.rule)}${waived === '' ? '' : `, ${waived}`})${codeOf(finding)}${why}\n`;
}

function findingItems(decision: Decision): string {
  const findings = gravestFirst(decision.report).filter(isRemarkable);
  const explained = new Set<string>();
  const items = findings.slice(0, MOST_FINDINGS).map((finding) => {
    const explains = !explained.has(finding.rule);
    explained.add(finding.rule);
    return findingItem(finding, { explains, waived: waivedWords(decision, finding) });
  });
  return items.join('') + (findings.length > MOST_FINDINGS ? `- and ${findings.length - MOST_FINDINGS} more\n` : '');
}

function adviceItems({ report }: Decision): string {
  const advice = new Set(report.findings.flatMap(({ advice: words }) => (words === undefined ? [] : [words])));
  return [...advice].slice(0, 3).map((words) => `- **Next:** ${escapeForMarkdown(words)}\n`).join('');
}

function anchorLine(anchor: Anchor | null): string {
  if (anchor === null) return '';
  const by = anchor.by === null ? 'Asked for' : `Needed by ${escapeForMarkdown(anchor.by)}, which is asked for`;
  return `${by} in ${markdownCode(`${anchor.file}:${anchor.line}`)}.\n\n`;
}

/** One package with all that speaks against it, folded away. Ends in a blank line. */
export function packageSection(decision: Decision, anchor: Anchor | null): string {
  const { report } = decision;
  const { name, version, shownAs } = report.artifact;
  const title = `${verdictWords(decision)}: ${escapeForMarkdown(`${name} ${version}`, 160)}`;
  const file = isGivenPath(report.artifact) ? `File ${markdownCode(shownAs, 300)}.\n\n` : '';
  const gaps = report.gaps.filter(({ kind }) => kind === 'runs' || kind === 'latent').map(({ what, why }) => `- could not check ${markdownCode(what, 200)}: ${escapeForMarkdown(why)}\n`);
  const reasons = ownReasons(decision).map((reason) => `- ${escapeForMarkdown(reason)}\n`);
  const items = [...reasons, findingItems(decision), ...gaps, adviceItems(decision)].join('');
  return `<details><summary>${title}</summary>\n\n${anchorLine(anchor)}${file}${items}\n</details>\n\n`;
}
