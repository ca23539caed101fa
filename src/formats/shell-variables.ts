import type { ScriptLine } from './script-lines.js';

// `NAME=text` with nothing in it that the shell would have to work out first.
const ASSIGNS = /(?:^|[;&]\s{0,20})(?:export\s+|local\s+|readonly\s+)?([A-Za-z_]\w{0,40})=(?:"([^"$`\\\n]{0,300})"|'([^'\n]{0,300})'|([^\s"'$`;&|()<>\\]{1,300}))(?=\s{0,20}(?:[;&]|$))/g;
const MENTIONS = /\$(?:\{([A-Za-z_]\w{0,40})\}|([A-Za-z_]\w{0,40}))/g;
// Quotes with nothing between them, in the middle of a word: it is the same word without.
const EMPTY_QUOTES = /(?<=\w)(?:""|'')(?=\w)/g;
const MOST_VARIABLES = 60;
const LONGEST = 8_000;

function note(text: string, known: Map<string, string>): void {
  for (const [, name = '', double, single, plain] of text.matchAll(ASSIGNS)) if (known.size < MOST_VARIABLES || known.has(name)) known.set(name, double ?? single ?? plain ?? '');
}

/** The commands of a script as the shell reads them, with the texts that variables of it stand for; names that nobody gives a text stay as they are. */
export function withVariables(lines: readonly ScriptLine[]): readonly ScriptLine[] {
  const known = new Map<string, string>();
  return lines.map(({ text, line }) => {
    note(text, known);
    if (known.size === 0 && !text.includes('""') && !text.includes("''")) return { text, line };
    const filled = text.replace(MENTIONS, (mention: string, braced?: string, bare?: string) => known.get(braced ?? bare ?? '') ?? mention);
    return { text: filled.replace(EMPTY_QUOTES, '').slice(0, LONGEST), line };
  });
}
