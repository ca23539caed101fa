import type { ContextLine, ExplainedFinding, ExplainedStep } from '../../core/explanation.js';
import type { Ink } from '../table/ink.js';

// Droppers push code out of sight behind a long run of blanks; a shortened line must still show what stands there.
const LONG_BLANK = /(?<=\S) {9,}(?=\S)/g;
const DEEPEST_INDENT = 24;
const TAB = '    ';

/** A line of code on one line of the page: escaped, its indentation kept as far as that leaves room for what follows it. */
function shown(code: string, room: number, ink: Ink): string {
  const spaced = code.replaceAll('\t', TAB).replace(LONG_BLANK, ' ... ').trimEnd();
  const indent = spaced.length - spaced.trimStart().length;
  return ink.quote(indent > DEEPEST_INDENT ? `... ${spaced.trimStart()}` : spaced, room);
}

/** The guilty line, marked, with the lines around it. Every line begins with its number, so that no package text stands at the margin. */
export function contextLines(context: readonly ContextLine[], ink: Ink): readonly string[] {
  const digits = String(context.at(-1)?.line ?? 0).length;
  return context.map(({ line, text, isGuilty }) => {
    const start = `  ${isGuilty ? '>' : ' '} ${String(line).padStart(digits)} | `;
    const code = `${start}${shown(text, ink.width - start.length, ink)}`;
    return isGuilty ? code : ink.faint(code);
  });
}

function stepLines({ what, line, file, code }: ExplainedStep, ink: Ink): readonly string[] {
  const place = file === undefined ? `line ${line}:` : `${ink.quote(file)}:${line}:`;
  const source = code === null ? [] : [`        ${ink.quote(code.replaceAll('\t', TAB).replace(LONG_BLANK, ' ... '), ink.width - 8)}`].map(ink.faint);
  return [...ink.item(6, place, ink.quote(what)), ...source];
}

/** The way of the data, a step each, where there is more to it than the guilty line. */
export function flowLines({ steps, finding }: ExplainedFinding, ink: Ink): readonly string[] {
  if (steps.length === 0) return [];
  const lines = steps.flatMap((step) => stepLines(step, ink));
  return [finding.line === undefined ? '    How it comes about:' : `    How it gets to line ${finding.line}:`, ...lines];
}
