import { UserError } from '../../core/errors.js';

// A run of plain text, a quoted piece or an escaped character: the POSIX rules of Python's shlex.split, which pip uses for options.
const PIECE = /'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^ \t\r\n'"\\]+)/y;

function unquoted([, single, double, escaped, plain]: RegExpExecArray): string {
  // Between double quotes a backslash escapes only itself and the quote.
  return single ?? double?.replace(/\\(["\\])/g, '$1') ?? escaped ?? plain ?? '';
}

/** Splits text into words as a shell does, quotes and backslashes resolved. Throws `bad-requirement` for a quote that is left open. */
export function shellWords(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  for (let at = 0; at < text.length; ) {
    PIECE.lastIndex = at;
    const piece = PIECE.exec(text);
    if (piece) {
      word = (word ?? '') + unquoted(piece);
      at = PIECE.lastIndex;
    } else if (/[ \t\r\n]/.test(text.charAt(at))) {
      if (word !== null) words.push(word);
      word = null;
      at += 1;
    } else throw new UserError('bad-requirement', text.charAt(at) === '\\' ? 'a backslash stands at the end' : `a quotation mark (${text.charAt(at)}) is never closed`);
  }
  return word === null ? words : [...words, word];
}
