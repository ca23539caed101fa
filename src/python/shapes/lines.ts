import type { ShapeFact } from '../../core/source-facts.js';

const FAR_RIGHT = /\S?[ \t]{80,};?[ \t]*([^\s#"'\\)\]},][^\n]*)$/;
const ACTS = /\b(?:exec|eval|import|subprocess|urlopen|requests|lambda|getattr|setattr|globals|builtins|compile|decode|open)\b|__\w+__|\bos\./;
const LONGEST_BLANK = 100_000;

/** Code that stands behind so many blanks that an editor does not show it. */
export function lineShapes(text: string): readonly ShapeFact[] {
  return text.split('\n').flatMap((line, index): readonly ShapeFact[] => {
    if (line.length < 90 || line.length > LONGEST_BLANK || !/[ \t]{80}/.test(line)) return [];
    const hidden = FAR_RIGHT.exec(line)?.[1] ?? '';
    return ACTS.test(hidden) ? [{ shape: 'hidden-column', line: index + 1 }] : [];
  });
}
