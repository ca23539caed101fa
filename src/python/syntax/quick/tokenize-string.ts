import { odd } from './odd.js';
import { CONVERSION, DOUBLED_BRACE, ESCAPE, FIELD_END, FIELD_START, FORMAT_START, type Lexer, push, STRING_CONTENT, STRING_END, STRING_START } from './tokens.js';

const LINE_FEED = 10;
const BLANK = 32;
const BACKSLASH = 92;
const DOUBLE_QUOTE = 34;
const OPEN = 123;
const CLOSE = 125;
const HASH = 35;
const COLON = 58;
const EXCLAMATION = 33;
const EQUALS = 61;

const ESCAPE_AT = /\\(?:u[a-fA-F\d]{4}|U[a-fA-F\d]{8}|x[a-fA-F\d]{2}|\d{1,3}|\n|['"abfrntv\\]|N\{[^}]+\})/y;
const BYTES_ESCAPE_AT = /\\(?:x[a-fA-F\d]{2}|\d{1,3}|\n|['"abfrntv\\])/y;

// tree-sitter takes these for a part of the closing quote.
const ONLY_BACKSLASHES = { "'": /^(?:\\['\\\n])+$/, '"': /^(?:\\["\\\n])+$/ } as const;

type Step = (lexer: Lexer) => void;

/** How one string literal is written. */
interface Shape {
  readonly quote: string;
  readonly first: number;
  readonly isRaw: boolean;
  readonly isFormat: boolean;
  readonly escape: RegExp;
  readonly step: Step;
}

/** What the fields of an f-string depend on. */
interface Fields {
  readonly step: Step;
  readonly isTriple: boolean;
}

/** The content between two fields of an f-string, or all of a plain string; it is noted when it turns out not to be empty. */
interface Content {
  readonly index: number;
  readonly start: number;
}

function openContent(lexer: Lexer): Content {
  push(lexer, STRING_CONTENT, lexer.at);
  return { index: lexer.tokens.kinds.length - 1, start: lexer.at };
}

function closeContent(lexer: Lexer, { index, start }: Content): void {
  const { tokens } = lexer;
  if (lexer.at > start) {
    tokens.ends[index] = lexer.at;
    return;
  }
  for (const list of [tokens.kinds, tokens.starts, tokens.ends, tokens.lines, tokens.words]) list.pop();
}

function skipRawBackslash(lexer: Lexer, shape: Shape): void {
  lexer.at += 1;
  const next = lexer.source.charCodeAt(lexer.at);
  if (next === LINE_FEED) lexer.line += 1;
  if (next === shape.first || next === BACKSLASH || next === LINE_FEED) lexer.at += 1;
}

function readBackslash(lexer: Lexer, shape: Shape): void {
  if (shape.isRaw) return skipRawBackslash(lexer, shape);
  shape.escape.lastIndex = lexer.at;
  const start = lexer.at;
  if (!shape.escape.test(lexer.source)) {
    lexer.at += 1;
    return;
  }
  lexer.at = shape.escape.lastIndex;
  push(lexer, ESCAPE, start);
  if (lexer.source.charCodeAt(start + 1) === LINE_FEED) lexer.line += 1;
}

/** A brace in the text of an f-string. True when a field begins. */
function readBrace(lexer: Lexer, code: number): boolean {
  const start = lexer.at;
  if (lexer.source.charCodeAt(start + 1) !== code) return code === OPEN || odd('a single closing brace');
  lexer.at += 2;
  push(lexer, DOUBLED_BRACE, start);
  return false;
}

function skipBlanks(lexer: Lexer): void {
  while (lexer.source.charCodeAt(lexer.at) === BLANK) lexer.at += 1;
}

function readConversion(lexer: Lexer): void {
  const start = lexer.at;
  lexer.at += 2;
  if (!/^![a-z]$/.test(lexer.source.slice(start, lexer.at))) odd('a conversion');
  push(lexer, CONVERSION, start);
  const next = lexer.source.charCodeAt(lexer.at);
  if (next !== CLOSE && next !== COLON) odd('what follows a conversion');
}

function readFormat(lexer: Lexer, fields: Fields): void {
  const start = lexer.at;
  lexer.at += 1;
  push(lexer, FORMAT_START, start);
  for (;;) {
    const code = lexer.source.charCodeAt(lexer.at);
    if (code === CLOSE) return;
    if (code === OPEN) readField(lexer, fields);
    else if (/^[^\t-\r"'\\]$/.test(lexer.source[lexer.at] ?? '')) lexer.at += 1;
    else odd('a format');
  }
}

/** `=` behind an expression shows it as it is written. */
function isDebugSign(lexer: Lexer): boolean {
  const rest = lexer.source.slice(lexer.at + 1, lexer.at + 3);
  return /^ ?[}!:]/.test(rest) && lexer.source.charCodeAt(lexer.at - 1) !== EQUALS;
}

/** A field of an f-string: an expression, then perhaps a conversion and a format. */
function readField(lexer: Lexer, { step, isTriple }: Fields): void {
  const { source, line } = lexer;
  const outer = lexer.depth;
  lexer.at += 1;
  push(lexer, FIELD_START, lexer.at - 1);
  lexer.depth = outer + 1;
  for (let code = source.charCodeAt(lexer.at); ; code = source.charCodeAt(lexer.at)) {
    if (Number.isNaN(code) || code === BACKSLASH || code === HASH || (code === LINE_FEED && !isTriple) || lexer.depth <= outer) odd('a field of an f-string');
    const isOutside = lexer.depth === outer + 1;
    if (isOutside && (code === CLOSE || code === COLON)) break;
    if (isOutside && code === EXCLAMATION && source.charCodeAt(lexer.at + 1) !== EQUALS) readConversion(lexer);
    else if (isOutside && code === EQUALS && isDebugSign(lexer)) {
      lexer.at += 1;
      skipBlanks(lexer);
    } else step(lexer);
  }
  if (source.charCodeAt(lexer.at) === COLON) readFormat(lexer, { step, isTriple });
  if (lexer.line !== line && !isTriple) odd('a field over several lines');
  lexer.depth = outer;
  lexer.at += 1;
  push(lexer, FIELD_END, lexer.at - 1);
}

const holdsNoText = ({ source, at }: Lexer, { isRaw, first }: Shape, start: number): boolean => isRaw && ONLY_BACKSLASHES[first === DOUBLE_QUOTE ? '"' : "'"].test(source.slice(start, at));

/** Reads up to the closing quote, and tells where that begins. */
function readContents(lexer: Lexer, shape: Shape): number {
  const { source } = lexer;
  const isTriple = shape.quote.length === 3;
  let content = openContent(lexer);
  for (;;) {
    const code = source.charCodeAt(lexer.at);
    if (code === shape.first && source.startsWith(shape.quote, lexer.at)) {
      const isEmpty = holdsNoText(lexer, shape, content.start);
      closeContent(lexer, isEmpty ? { ...content, start: lexer.at } : content);
      return isEmpty ? content.start : lexer.at;
    }
    if (code === BACKSLASH) readBackslash(lexer, shape);
    else if (code === LINE_FEED) {
      if (!isTriple) odd('a string that does not end');
      lexer.at += 1;
      lexer.line += 1;
    } else if (shape.isFormat && (code === OPEN || code === CLOSE)) {
      if (!readBrace(lexer, code)) continue;
      if (holdsNoText(lexer, shape, content.start)) odd('backslashes before a field of a raw string');
      closeContent(lexer, content);
      readField(lexer, { step: shape.step, isTriple });
      content = openContent(lexer);
    } else if (Number.isNaN(code)) odd('a string that does not end');
    else lexer.at += 1;
  }
}

/** Reads a string literal whose prefix begins where the tokenizer stands; `step` reads what stands in the fields of an f-string. */
export function readString(lexer: Lexer, prefix: string, step: Step): void {
  const start = lexer.at;
  const mark = lexer.source[start + prefix.length] ?? '';
  const quote = lexer.source.startsWith(mark.repeat(3), start + prefix.length) ? mark.repeat(3) : mark;
  const isBytes = /b/i.test(prefix);
  lexer.at += prefix.length + quote.length;
  push(lexer, STRING_START, start);
  const end = readContents(lexer, { quote, first: mark.charCodeAt(0), isRaw: /r/i.test(prefix), isFormat: /f/i.test(prefix), escape: isBytes ? BYTES_ESCAPE_AT : ESCAPE_AT, step });
  lexer.at += quote.length;
  push(lexer, STRING_END, end);
}
