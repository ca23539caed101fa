import { PYTHON_BLANK, stripped } from '../../core/python-blanks.js';
import { splitLines } from '../../core/split-lines.js';

/** A line as pip sees it: continuation lines joined, comments cut, variables filled in. `line` is where it begins. */
export interface LogicalLine {
  readonly text: string;
  readonly line: number;
}

// pip's own pattern: a hash sign begins a comment at the start of a line or after white space (so `url#egg=x` stays whole).
const COMMENT = new RegExp(`(?:^|${PYTHON_BLANK}+)#.*$`, 'u');
const COMMENT_LINE = new RegExp(`^${PYTHON_BLANK}*#`, 'u');
const VARIABLE = /\$\{([A-Z0-9_]+)\}/g;

function joined(lines: readonly string[]): LogicalLine[] {
  const result: LogicalLine[] = [];
  let open: LogicalLine | null = null;
  for (const [index, text] of lines.entries()) {
    const isComment = COMMENT_LINE.test(text);
    // A comment ends a continued line, as in pip: the rest of the file is not swallowed by it.
    const continues: boolean = text.endsWith('\\') && !isComment;
    const start: LogicalLine = open ?? { text: '', line: index + 1 };
    // pip takes the backslashes off both ends of a line that is continued.
    const piece: string = continues ? text.replace(/^\\+|\\+$/g, '') : isComment && open ? ` ${text}` : text;
    const line: LogicalLine = { text: start.text + piece, line: start.line };
    open = continues ? line : null;
    if (!continues) result.push(line);
  }
  return open ? [...result, open] : result;
}

function filledIn(text: string, variable: (name: string) => string | undefined): string {
  // An empty variable counts as none, as in pip.
  return text.replace(VARIABLE, (whole, name: string) => variable(name) || whole);
}

/**
 * The lines of a requirements file that say something, in pip's reading (pip's "requirements file format").
 * `variable` gives the value of an environment variable; where it gives nothing `${NAME}` stays as it is.
 */
export function logicalLines(text: string, variable: (name: string) => string | undefined): readonly LogicalLine[] {
  return joined(splitLines(text))
    .map(({ text: raw, line }) => ({ text: stripped(raw.replace(COMMENT, '')), line }))
    .filter(({ text: raw }) => raw !== '')
    .map(({ text: raw, line }) => ({ text: filledIn(raw, variable), line }));
}
