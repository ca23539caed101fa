import { MOST_NODES, tooManyNodes } from '../from-cursor.js';
import { odd } from './odd.js';
import { DEDENT, END, FLOAT, INDENT, INTEGER, isNameCode, keywordIn, type Lexer, NAME, NEWLINE, operatorAt, push, pushWord, type Tokens, UNKNOWN_SIGN } from './tokens.js';
import { readString } from './tokenize-string.js';

const LINE_FEED = 10;
const BLANK = 32;
const TAB = 9;
const HASH = 35;
const BACKSLASH = 92;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const DOT = 46;
const TAB_WIDTH = 8;

// One digit at a time: nested repetitions would cost a hostile file's reader years.
const INTEGER_AT = /0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|\d(?:_?\d)*[jJ]?/y;
const FLOAT_AT = /(?:\d(?:_?\d)*\.(?:\d(?:_?\d)*)?(?:[eE][-+]?\d(?:_?\d)*)?|\.\d(?:_?\d)*(?:[eE][-+]?\d(?:_?\d)*)?|\d(?:_?\d)*[eE][-+]?\d(?:_?\d)*)[jJ]?/y;
const STRING_PREFIX = /^(?:[rubf]|[bf]r|r[bf])$/i;

// Every other token is a node at least.
const MOST_TOKENS = 2 * MOST_NODES;

const OPEN_BRACKET = 'an open bracket';
const UNOPENED_BRACKET = 'a bracket that nothing opened';
const NO_LEFT_SIDE = 'an operator without a left side';
/** What `Odd` says of text that is an error in every Python 3. */
export const NEVER_ENDS: ReadonlySet<string> = new Set([OPEN_BRACKET, UNOPENED_BRACKET, UNKNOWN_SIGN, NO_LEFT_SIDE]);

// What a value has to follow. `f(@PACKAGE@)` is a template that some configure script fills; a decorator begins its line.
const BEFORE_VALUE: ReadonlySet<string> = new Set(['(', '[', '{', ',', '=']);

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function endOf(pattern: RegExp, lexer: Lexer): number {
  pattern.lastIndex = lexer.at;
  return pattern.test(lexer.source) ? pattern.lastIndex : lexer.at;
}

function readNumber(lexer: Lexer): void {
  const start = lexer.at;
  const float = endOf(FLOAT_AT, lexer);
  const integer = endOf(INTEGER_AT, lexer);
  lexer.at = Math.max(float, integer);
  if (isNameCode(lexer.source.charCodeAt(lexer.at))) odd('a number that runs into a name');
  push(lexer, float > integer ? FLOAT : INTEGER, start);
}

function readName(lexer: Lexer): void {
  const { source } = lexer;
  const start = lexer.at;
  let at = start + 1;
  while (isNameCode(source.charCodeAt(at))) at += 1;
  const next = source.charCodeAt(at);
  if (next === DOUBLE_QUOTE || next === SINGLE_QUOTE) {
    const prefix = source.slice(start, at);
    if (!STRING_PREFIX.test(prefix)) odd('a name before a quote');
    return readString(lexer, prefix, step);
  }
  lexer.at = at;
  const keyword = keywordIn(source, start, at);
  if (keyword === '') push(lexer, NAME, start);
  else pushWord(lexer, start, keyword);
}

function readOperator(lexer: Lexer): void {
  const start = lexer.at;
  const operator = operatorAt(lexer.source, start);
  if (operator === '@' && BEFORE_VALUE.has(lexer.tokens.words.at(-1) ?? '')) odd(NO_LEFT_SIDE);
  if (operator === '(' || operator === '[' || operator === '{') lexer.depth += 1;
  if (operator === ')' || operator === ']' || operator === '}') lexer.depth -= 1;
  lexer.at += operator.length;
  pushWord(lexer, start, operator);
}

function skipLineEnd(lexer: Lexer): void {
  if (lexer.depth < 0) odd(UNOPENED_BRACKET);
  if (lexer.depth === 0) push(lexer, NEWLINE, lexer.at);
  lexer.at += 1;
  lexer.line += 1;
  if (lexer.depth === 0) readIndentation(lexer);
}

function skipComment(lexer: Lexer): void {
  const end = lexer.source.indexOf('\n', lexer.at);
  lexer.at = end < 0 ? lexer.source.length : end;
}

/** Reads one token, or skips what lies between two. */
function step(lexer: Lexer): void {
  const code = lexer.source.charCodeAt(lexer.at);
  if (code === BLANK || code === TAB) lexer.at += 1;
  else if (code === LINE_FEED) skipLineEnd(lexer);
  else if (isDigit(code) || (code === DOT && isDigit(lexer.source.charCodeAt(lexer.at + 1)))) readNumber(lexer);
  else if (isNameCode(code)) readName(lexer);
  else if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) readString(lexer, '', step);
  else if (code === HASH) skipComment(lexer);
  else if (code === BACKSLASH) skipContinuation(lexer);
  else readOperator(lexer);
}

function skipContinuation(lexer: Lexer): void {
  if (lexer.source.charCodeAt(lexer.at + 1) !== LINE_FEED) odd('a backslash');
  lexer.at += 2;
  lexer.line += 1;
}

function indentationAt(lexer: Lexer): number {
  let width = 0;
  for (; ; lexer.at += 1) {
    const code = lexer.source.charCodeAt(lexer.at);
    if (code === BLANK) width += 1;
    else if (code === TAB) width += TAB_WIDTH;
    else return width;
  }
}

/** At the start of a line: passes lines without code, and tells blocks that begin or end. */
function readIndentation(lexer: Lexer): void {
  const { source, indents } = lexer;
  let width = indentationAt(lexer);
  for (let code = source.charCodeAt(lexer.at); code === HASH || code === LINE_FEED; code = source.charCodeAt(lexer.at)) {
    if (code === HASH) skipComment(lexer);
    if (lexer.at >= source.length) break;
    lexer.at += 1;
    lexer.line += 1;
    width = indentationAt(lexer);
  }
  if (lexer.at >= source.length) width = 0;
  if (source.charCodeAt(lexer.at) === BACKSLASH) odd('a line that starts with a continuation');
  if (width > (indents.at(-1) ?? 0)) {
    indents.push(width);
    push(lexer, INDENT, lexer.at);
  }
  for (; width < (indents.at(-1) ?? 0); indents.pop()) push(lexer, DEDENT, lexer.at);
  if (width !== (indents.at(-1) ?? 0)) odd('an indentation that fits no block');
}

/** Cuts a file into tokens, as CPython does. Throws `Odd` for what is not plain ASCII outside of strings and comments, and `TreeTooLarge`. */
export function tokenize(source: string): Tokens {
  const lexer: Lexer = { source, tokens: { kinds: [], starts: [], ends: [], lines: [], words: [] }, indents: [], at: 0, line: 1, depth: 0 };
  readIndentation(lexer);
  while (lexer.at < source.length) {
    step(lexer);
    if (lexer.tokens.kinds.length > MOST_TOKENS) throw tooManyNodes();
  }
  if (lexer.depth !== 0) odd(OPEN_BRACKET);
  const last = lexer.tokens.kinds.at(-1);
  if (last !== undefined && last !== NEWLINE && last !== DEDENT) push(lexer, NEWLINE, lexer.at);
  while (lexer.indents.pop() !== undefined) push(lexer, DEDENT, lexer.at);
  push(lexer, END, lexer.at);
  return lexer.tokens;
}
