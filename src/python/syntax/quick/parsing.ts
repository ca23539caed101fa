import type { SyntaxNode } from '../node.js';
import { MOST_NODES, tooManyNodes } from '../from-cursor.js';
import { odd } from './odd.js';
import { END, NAME, STRING_START, WORD, type Tokens } from './tokens.js';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A node that is still being made: what it is, and its role, can turn out later. */
export type Draft = Omit<Writable<SyntaxNode>, 'children'> & { children: readonly Draft[] };

type Part = (parsing: Parsing) => Draft;

/** Parts of the grammar that others need, given here because they need one another. */
export interface Grammar {
  readonly expression: Part;
  readonly primary: Part;
  /** What binary operators join. */
  readonly operand: Part;
  /** A condition: an expression without `if` or `lambda` at its top. */
  readonly test: Part;
  readonly block: Part;
}

/** A parser at its work. */
export interface Parsing {
  readonly source: string;
  readonly tokens: Tokens;
  readonly grammar: Grammar;
  /** The next token. */
  at: number;
  /** Nodes made so far. */
  count: number;
  depth: number;
}

// CPython refuses 200 brackets within one another; the recursion here costs several frames for each.
const DEEPEST = 100;

const NO_CHILDREN: readonly Draft[] = Object.freeze([]);

/** The kind of the next token, or of one behind it. */
export const kindAt = (p: Parsing, ahead = 0): number => p.tokens.kinds[p.at + ahead] ?? END;
/** The operator or keyword that comes next; empty for anything else. */
export const word = (p: Parsing): string => p.tokens.words[p.at] ?? '';
export const wordAfter = (p: Parsing): string => p.tokens.words[p.at + 1] ?? '';
export const startsAt = (p: Parsing): number => p.tokens.starts[p.at] ?? 0;
export const lineAt = (p: Parsing): number => p.tokens.lines[p.at] ?? 0;
/** Where the last token ended. */
export const endedAt = (p: Parsing): number => p.tokens.ends[p.at - 1] ?? 0;

/** Where a node begins: at which of the tokens. */
export type Place = number;

export const here = (p: Parsing): Place => p.at;

/** A node from a place up to the last token that was read. */
export function node(p: Parsing, type: string, { from, children }: { readonly from: Place; readonly children: readonly Draft[] }): Draft {
  p.count += 1;
  if (p.count > MOST_NODES) throw tooManyNodes();
  return { type, field: null, start: p.tokens.starts[from] ?? 0, end: endedAt(p), line: p.tokens.lines[from] ?? 1, children: children.length === 0 ? NO_CHILDREN : children, source: p.source };
}

/** The next token as a node without children. */
export function leaf(p: Parsing, type: string, field: string | null = null): Draft {
  const { at } = p;
  p.at += 1;
  p.count += 1;
  if (p.count > MOST_NODES) throw tooManyNodes();
  return { type, field, start: p.tokens.starts[at] ?? 0, end: p.tokens.ends[at] ?? 0, line: p.tokens.lines[at] ?? 0, children: NO_CHILDREN, source: p.source };
}

/** Gives a node its role. */
export function role(field: string, draft: Draft): Draft {
  draft.field = field;
  return draft;
}

/** Passes a word that may come next, and tells whether it did. */
export function skip(p: Parsing, expected: string): boolean {
  if (p.tokens.words[p.at] !== expected) return false;
  p.at += 1;
  return true;
}

/** Passes a word that has to come next. */
export function need(p: Parsing, expected: string): void {
  if (!skip(p, expected)) odd(expected);
}

/** Passes a token of a kind that has to come next. */
export function needKind(p: Parsing, kind: number): void {
  if (kindAt(p) !== kind) odd(`another token in line ${lineAt(p)}`);
  p.at += 1;
}

/** True where this very name stands, at any of the tokens. */
export const isName = ({ source, tokens: { kinds, starts, ends } }: Parsing, at: number, name: string): boolean => kinds[at] === NAME && source.slice(starts[at], ends[at]) === name;

/** A name. */
export function identifier(p: Parsing): Draft {
  return kindAt(p) === NAME ? leaf(p, 'identifier') : odd('no name');
}

/** Reads something that can hold more of its kind. */
export function deeper<T>(p: Parsing, read: (p: Parsing) => T): T {
  p.depth += 1;
  if (p.depth > DEEPEST) odd('deep nesting');
  const result = read(p);
  p.depth -= 1;
  return result;
}

const STARTS_EXPRESSION: ReadonlySet<string> = new Set(['(', '[', '{', '-', '+', '~', '...', '*', 'not', 'lambda', 'await', 'None', 'True', 'False', 'yield']);

/** True when an expression comes next, and not the end of a list of them. */
export function atExpression(p: Parsing): boolean {
  const kind = kindAt(p);
  if (kind === WORD) return STARTS_EXPRESSION.has(word(p));
  return kind >= NAME && kind <= STRING_START;
}

/** True at the end of the file. */
export const atEnd = (p: Parsing): boolean => kindAt(p) === END;

