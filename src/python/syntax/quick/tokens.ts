import { odd } from './odd.js';

/** What a token is. Operators and keywords are told apart by their word. */
export const END = 0;
export const NEWLINE = 1;
export const INDENT = 2;
export const DEDENT = 3;
export const NAME = 4;
export const INTEGER = 5;
export const FLOAT = 6;
/** An operator, a bracket or a keyword. */
export const WORD = 7;
export const STRING_START = 8;
export const STRING_CONTENT = 9;
export const STRING_END = 10;
export const ESCAPE = 11;
export const DOUBLED_BRACE = 12;
export const FIELD_START = 13;
export const FIELD_END = 14;
export const CONVERSION = 15;
export const FORMAT_START = 16;

/** The tokens of a file, one array for each of their properties. */
export interface Tokens {
  readonly kinds: number[];
  readonly starts: number[];
  readonly ends: number[];
  /** Counts from 1. */
  readonly lines: number[];
  /** The operator or keyword; empty for all other tokens. */
  readonly words: string[];
}

/** A tokenizer at its work. */
export interface Lexer {
  readonly source: string;
  readonly tokens: Tokens;
  readonly indents: number[];
  at: number;
  line: number;
  /** Open brackets: within them the ends of lines and indentation mean nothing. */
  depth: number;
}

/** Adds a token that starts where it is told, ends where the tokenizer now stands, and lies in its line. Those between lines end where the last one ended. */
export function push(lexer: Lexer, kind: number, start: number): void {
  const { tokens } = lexer;
  tokens.kinds.push(kind);
  tokens.starts.push(start);
  tokens.ends.push(kind <= DEDENT ? (tokens.ends.at(-1) ?? 0) : lexer.at);
  tokens.lines.push(lexer.line);
  tokens.words.push('');
}

/** Adds an operator or a keyword. */
export function pushWord(lexer: Lexer, start: number, word: string): void {
  push(lexer, WORD, start);
  lexer.tokens.words[lexer.tokens.words.length - 1] = word;
}

const KEYWORD_LIST = [
  'False', 'None', 'True', 'and', 'as', 'assert', 'async', 'await', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else', 'except', 'finally', 'for', 'from', 'global',
  'if', 'import', 'in', 'is', 'lambda', 'nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with', 'yield',
];
const KEYWORDS_BY_FIRST: readonly (readonly string[])[] = Array.from({ length: 128 }, (_, code) => KEYWORD_LIST.filter((word) => word.codePointAt(0) === code));
const LONGEST_KEYWORD = 8;

/** The keyword that stands in this range, or an empty text. */
export function keywordIn(source: string, start: number, end: number): string {
  const length = end - start;
  if (length > LONGEST_KEYWORD || length < 2) return '';
  for (const word of KEYWORDS_BY_FIRST[source.charCodeAt(start)] ?? []) if (word.length === length && source.startsWith(word, start)) return word;
  return '';
}

const OPERATORS = [
  '**=', '//=', '>>=', '<<=', '...', '**', '//', '>>', '<<', '<=', '>=', '==', '!=', '->', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '@=', ':=', '+', '-', '*', '/', '%', '&', '|',
  '^', '~', '<', '>', '(', ')', '[', ']', '{', '}', ',', ':', '.', ';', '@', '=',
];
const BY_FIRST: readonly (readonly string[])[] = Array.from({ length: 128 }, (_, code) => OPERATORS.filter((operator) => operator.codePointAt(0) === code));

/** Said of a character that means nothing in any Python; what is not ASCII may be a letter, and a backtick was something in Python 2. */
export const UNKNOWN_SIGN = 'a sign of no Python';

/** The longest operator that stands here. */
export function operatorAt(source: string, at: number): string {
  const candidates = BY_FIRST[source.charCodeAt(at)];
  if (candidates === undefined) return odd('no operator');
  if (source[at] === '$' || source[at] === '?') return odd(UNKNOWN_SIGN);
  for (const operator of candidates) if (operator.length === 1 || source.startsWith(operator, at)) return operator;
  return odd('no operator');
}

const IN_NAME = new Uint8Array(128);
for (let code = 0; code < IN_NAME.length; code += 1) if (/\w/.test(String.fromCodePoint(code))) IN_NAME[code] = 1;

/** True for what a name in ASCII consists of. */
export function isNameCode(code: number): boolean {
  return IN_NAME[code] === 1;
}
