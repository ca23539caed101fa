import type { ShapeFact } from '../../core/facts/source-facts.js';

const FAR_RIGHT = /(?<![ \t])[ \t]{80,}(?:;[ \t]*)?([^\s#"'\\)\]},][^\n]*)$/;
const ACTS = /\b(?:exec|eval|import|subprocess|urlopen|requests|lambda|getattr|setattr|globals|builtins|compile|decode|open)\b|__\w+__|\bos\./;
const LONGEST_BLANK = 100_000;

/** True where the blanks only bring a line under the end of the one before, as in an open bracket: whoever sees that one sees this one. */
function isAligned(line: string, before: string): boolean {
  const start = line.search(/\S/);
  return start >= 80 && start <= before.trimEnd().length && !/[ \t]{80}/.test(before.trimStart());
}

const SPACES = ' '.repeat(80);
// Without tabs this is one search for a fixed text, which skips most of the file.
const hasWideBlank = (text: string): boolean => (text.includes('\t') ? /[ \t]{80}/.test(text) : text.includes(SPACES));

/** Code that stands behind so many blanks that an editor does not show it. */
export function lineShapes(text: string): readonly ShapeFact[] {
  if (!hasWideBlank(text)) return [];
  return text.split('\n').flatMap((line, index, lines): readonly ShapeFact[] => {
    if (line.length < 90 || line.length > LONGEST_BLANK || !/[ \t]{80}/.test(line) || isAligned(line, lines[index - 1] ?? '')) return [];
    const hidden = FAR_RIGHT.exec(line)?.[1] ?? '';
    return ACTS.test(hidden) ? [{ shape: 'hidden-column', line: index + 1 }] : [];
  });
}
