// Commands of IPython that are no Python: `%magic`, `!command`, `?help` and `help?`.
const MAGIC = /^\s*(?:[%!?]|[\w.]+\?+\s*$|\w+\s*=\s*[%!])/;
// What stands behind these is Python.
const TIMED = /^(\s*(?:\w+\s*=\s*)?)%(?:time|timeit|prun|memit)\b(?:\s+-\w+(?:\s+\d+)?)*\s*/;
const TOKEN = /\\.|"""|'''|["'#()[\]{}]/g;

/** What is open where a line ends. */
interface Open {
  brackets: number;
  /** The quotes of the text that goes on, or ''. */
  quotes: string;
  isContinued: boolean;
}

/** True when the rest of the line is a remark. */
function pass(token: string, open: Open): boolean {
  if (open.quotes !== '') {
    if (token === open.quotes || (token.length === 3 && token.startsWith(open.quotes))) open.quotes = '';
    return false;
  }
  if (token === '#') return true;
  if (/^['"]/.test(token)) open.quotes = token;
  else if (/^[([{]/.test(token)) open.brackets += 1;
  else if (/^[)\]}]/.test(token)) open.brackets = Math.max(0, open.brackets - 1);
  return false;
}

function passLine(line: string, open: Open): void {
  for (const [token] of line.matchAll(TOKEN)) if (pass(token, open)) break;
  open.isContinued = /(?:^|[^\\])(?:\\\\)*\\$/.test(line);
  if (open.quotes.length === 1 && !open.isContinued) open.quotes = '';
}

/** The Python of a cell, with empty lines for IPython's own commands. Where a line goes on with the one before, `%` and `!=` are operators. */
export function pythonLines(source: string): string {
  const open: Open = { brackets: 0, quotes: '', isContinued: false };
  const lines = source.split('\n').map((line) => {
    const isStart = open.brackets === 0 && open.quotes === '' && !open.isContinued;
    const timed = isStart && TIMED.test(line) ? line.replace(TIMED, '$1') : line;
    if (isStart && MAGIC.test(timed)) return '';
    passLine(timed, open);
    return timed;
  });
  return lines.join('\n');
}
