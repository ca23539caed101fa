// Strings and comments of Python. What an f-string computes is code and stays.
const TEXTS = /([a-zA-Z]{0,3})(?:"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*')|#[^\n]*/g;
const FOREIGN_WORD = /[\p{L}\p{Nl}_][\p{L}\p{M}\p{N}\p{Pc}]*/gu;

/** A word of the code that is not all ASCII. */
export interface ForeignWord {
  readonly word: string;
  readonly line: number;
  /** It stands in an import statement. */
  readonly isImport: boolean;
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

function withoutText(match: string, prefix: string | undefined): string {
  if (!/f/i.test(prefix ?? '')) return blank(match);
  return match.replace(/\{[^{}]*\}|[^{]+|\{/g, (part) => (part.length > 1 && part.startsWith('{') ? part : blank(part)));
}

/** Words that hold other letters than ASCII's, wherever they stand. */
export function wordsAnywhere(text: string): readonly ForeignWord[] {
  return text.split('\n').flatMap((content, index) => {
    if (!/[^\0-\x7f]/.test(content)) return [];
    const isImport = /^\s*(?:from|import)\s/.test(content);
    return [...content.matchAll(FOREIGN_WORD)].flatMap(([word]) => (/[^\0-\x7f]/.test(word) ? [{ word, line: index + 1, isImport }] : []));
  });
}

/** The words of Python code, its strings and comments left out, that hold other letters than ASCII's. */
export function foreignWords(text: string): readonly ForeignWord[] {
  return wordsAnywhere(text.replace(TEXTS, withoutText));
}
