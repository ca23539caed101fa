/** A line as pip sees it: continuation lines joined, comments cut, variables filled in. `line` is where it begins. */
export interface LogicalLine {
  readonly text: string;
  readonly line: number;
}

// pip's own pattern: a hash sign begins a comment at the start of a line or after white space (so `url#egg=x` stays whole).
const COMMENT = /(^|\s+)#.*$/;
const VARIABLE = /\$\{([A-Z0-9_]+)\}/g;

function joined(lines: readonly string[]): LogicalLine[] {
  const result: LogicalLine[] = [];
  let open: LogicalLine | null = null;
  for (const [index, text] of lines.entries()) {
    const isComment = /^\s*#/.test(text);
    // A comment ends a continued line, as in pip: the rest of the file is not swallowed by it.
    const continues: boolean = text.endsWith('\\') && !isComment;
    const start: LogicalLine = open ?? { text: '', line: index + 1 };
    const piece: string = continues ? text.slice(0, -1) : isComment && open ? ` ${text}` : text;
    const line: LogicalLine = { text: start.text + piece, line: start.line };
    open = continues ? line : null;
    if (!continues) result.push(line);
  }
  return open ? [...result, open] : result;
}

/**
 * The lines of a requirements file that say something, in pip's reading (pip's "requirements file format").
 * `variable` gives the value of an environment variable, or undefined, in which case `${NAME}` stays as it is.
 */
export function logicalLines(text: string, variable: (name: string) => string | undefined): readonly LogicalLine[] {
  return joined(text.split(/\r\n|\r|\n/))
    .map(({ text: raw, line }) => ({ text: raw.replace(COMMENT, '').trim(), line }))
    .filter(({ text: raw }) => raw !== '')
    .map(({ text: raw, line }) => ({ text: raw.replace(VARIABLE, (whole, name: string) => variable(name) ?? whole), line }));
}
