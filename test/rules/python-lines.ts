/** What a scan over Python text knows at the start of a line. */
interface State {
  /** The quotes of the string that goes on over the line end, or null. */
  readonly quotes: string | null;
  readonly depth: number;
  readonly isContinued: boolean;
}

/** One line of Python, and whether a statement can begin before it. */
export interface PythonLine {
  readonly text: string;
  readonly startsStatement: boolean;
  readonly isInString: boolean;
}

// Strings (three quotes, one quote), a comment, a bracket.
const TOKEN = /"""|'''|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|#.*|[([{]|[)\]}]/g;

function after(line: string, { quotes, depth }: State): State {
  const end = quotes === null ? 0 : line.indexOf(quotes);
  if (end < 0) return { quotes, depth, isContinued: false };
  let deep = depth;
  TOKEN.lastIndex = quotes === null ? 0 : end + 3;
  for (let token = TOKEN.exec(line); token !== null; token = TOKEN.exec(line)) {
    const [text] = token;
    if (text === '"""' || text === "'''") {
      const close = line.indexOf(text, token.index + 3);
      if (close < 0) return { quotes: text, depth: deep, isContinued: false };
      TOKEN.lastIndex = close + 3;
    } else if (/^[([{]$/.test(text)) deep += 1;
    else if (/^[)\]}]$/.test(text)) deep -= 1;
  }
  return { quotes: null, depth: deep, isContinued: line.endsWith('\\') };
}

/** The lines of a Python text, each with what it is a part of. Enough for fixtures; no parser. */
export function pythonLines(text: string): readonly PythonLine[] {
  let state: State = { quotes: null, depth: 0, isContinued: false };
  return text.split('\n').map((line) => {
    const { quotes, depth, isContinued } = state;
    state = after(line, state);
    return { text: line, isInString: quotes !== null, startsStatement: quotes === null && depth === 0 && !isContinued };
  });
}
