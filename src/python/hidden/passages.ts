import { mentionsSomething } from '../glance/could-matter.js';

/** A piece of a file that a program could cut out of it and run: what it can be, the likeliest first. `line` is where it begins, counting from 1. */
export interface Passage {
  readonly texts: readonly string[];
  readonly line: number;
}

// More is no code that somebody has hidden.
const LONGEST_LINE = 100_000;
const IS_COMMENT = /^[ \t]*#/;
// `v: import os`: what stands before it is the mark that the program looks for.
const CODE_BEGINS = /(?<![\w.])(?:__import__|import|from|exec|eval|getattr|globals|lambda|[A-Za-z_][\w.]*(?=\())/;
const TEXT_ENDS = /"""|'''/;

/** A line from its end to its beginning, up to where a call ends: the mark stands behind it then. */
function turnedRound(text: string): string {
  const turned = Array.from(text).toReversed().join('');
  return turned.slice(0, turned.lastIndexOf(')') + 1);
}

/** A line without the signs of a comment, and what is left of it from the first word that code begins with. */
function ofLine(written: string): readonly string[] {
  const bare = written.replace(/^[\s#>]+/, '').trimEnd();
  const start = CODE_BEGINS.exec(bare)?.index ?? 0;
  return start > 0 ? [bare, bare.slice(start)] : [bare];
}

/** Comments that stand below one another, as one text. */
function* ofComments(lines: readonly string[]): Generator<Passage> {
  let first = 0;
  for (let index = 0; index <= lines.length; index += 1) {
    if (IS_COMMENT.test(lines[index] ?? '')) continue;
    if (index - first > 1) yield { line: first + 1, texts: [lines.slice(first, index).map((line) => line.replace(/^[ \t]*#+!? ?/, '')).join('\n')] };
    first = index + 1;
  }
}

/** What stands between two quotes of the long kind. */
function* ofTexts(source: string): Generator<Passage> {
  let line = 1;
  for (const text of source.split(TEXT_ENDS)) {
    if (text.includes('\n')) yield { line, texts: [text] };
    line += text.split('\n').length - 1;
  }
}

/** The pieces of a file that can be code of their own and mention something of note: its lines, its comments and its long texts. */
export function* passagesOf(source: string): Generator<Passage> {
  const lines = source.split(/\r\n?|\n/);
  for (const [index, written] of lines.entries()) {
    if (written.length > LONGEST_LINE) continue;
    const found = [written, turnedRound(written)].filter(mentionsSomething);
    if (found.length > 0) yield { line: index + 1, texts: found.flatMap(ofLine) };
  }
  for (const passage of [...ofComments(lines), ...ofTexts(source)]) if (passage.texts.some(mentionsSomething)) yield passage;
}
