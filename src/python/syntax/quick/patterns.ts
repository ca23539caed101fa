import { odd } from './odd.js';
import { deeper, type Draft, here, identifier, isName, kindAt, leaf, need, node, type Parsing, type Place, role, skip, word, wordAfter } from './parsing.js';
import { strings } from './strings.js';
import { FLOAT, INTEGER, NAME, STRING_START } from './tokens.js';

const CONSTANTS: Readonly<Record<string, string>> = { None: 'none', True: 'true', False: 'false' };

/** `_` is a pattern without a node of its own. */
const isAnything = (p: Parsing): boolean => isName(p, p.at, '_');

function anything(p: Parsing): readonly Draft[] {
  p.at += 1;
  return word(p) === '.' || word(p) === '(' || word(p) === '=' ? odd('a name that is no name') : [];
}

function dottedName(p: Parsing): Draft {
  const from = here(p);
  const children = [identifier(p)];
  while (skip(p, '.')) children.push(identifier(p));
  return node(p, 'dotted_name', { from, children });
}

/** Patterns with commas between them, up to the bracket that closes them. */
function patternsUpTo(p: Parsing, close: string): Draft[] {
  const children: Draft[] = [];
  while (word(p) !== close) {
    children.push(deeper(p, casePattern));
    if (!skip(p, ',')) break;
  }
  need(p, close);
  return children;
}

function bracketed(p: Parsing, type: 'list_pattern' | 'tuple_pattern', close: string): Draft {
  const from = here(p);
  p.at += 1;
  return node(p, type, { from, children: patternsUpTo(p, close) });
}

function named(p: Parsing): Draft {
  const from = here(p);
  const name = dottedName(p);
  return skip(p, '(') ? node(p, 'class_pattern', { from, children: [name, ...patternsUpTo(p, ')')] }) : name;
}

function splat(p: Parsing): Draft {
  const from = here(p);
  p.at += 1;
  const children = isAnything(p) ? anything(p) : [identifier(p)];
  return node(p, 'splat_pattern', { from, children });
}

function plainNumber(p: Parsing): Draft {
  if (kindAt(p) === INTEGER) return leaf(p, 'integer');
  return kindAt(p) === FLOAT ? leaf(p, 'float') : odd('no number');
}

/** The sign belongs to what holds the number. */
function number(p: Parsing): Draft {
  const from = here(p);
  skip(p, '-');
  const first = plainNumber(p);
  return skip(p, '+') || skip(p, '-') ? node(p, 'complex_pattern', { from, children: [first, plainNumber(p)] }) : first;
}

function keyAndValue(p: Parsing): readonly Draft[] {
  if (word(p) === '-' || isAnything(p)) odd('a rare key');
  const key = role('key', simplePattern(p)[0] ?? odd('no key'));
  need(p, ':');
  return [key, role('value', deeper(p, casePattern))];
}

function dictionary(p: Parsing): Draft {
  const from = here(p);
  need(p, '{');
  const children: Draft[] = [];
  while (word(p) !== '}') {
    children.push(...(word(p) === '**' ? [splat(p)] : keyAndValue(p)));
    if (!skip(p, ',')) break;
  }
  need(p, '}');
  return node(p, 'dict_pattern', { from, children });
}

/** One pattern without `|`, `as` and a keyword; none for `_`. */
function simplePattern(p: Parsing): readonly Draft[] {
  const kind = kindAt(p);
  if (isAnything(p)) return anything(p);
  if (kind === NAME) return [named(p)];
  if (kind === STRING_START) return [strings(p)];
  const sign = word(p);
  if (kind === INTEGER || kind === FLOAT || sign === '-') return [number(p)];
  if (sign === '*') return [splat(p)];
  if (sign === '[') return [bracketed(p, 'list_pattern', ']')];
  if (sign === '(') return [bracketed(p, 'tuple_pattern', ')')];
  if (sign === '{') return [dictionary(p)];
  const constant = sign === '' ? undefined : CONSTANTS[sign];
  return constant === undefined ? odd('no pattern') : [leaf(p, constant)];
}

/** Patterns of which one has to fit. */
function union(p: Parsing): readonly Draft[] {
  const from = here(p);
  const first = simplePattern(p);
  if (word(p) !== '|') return first;
  const children = [...first];
  while (skip(p, '|')) children.push(...simplePattern(p));
  return [node(p, 'union_pattern', { from, children })];
}

function keyword(p: Parsing, from: Place): Draft {
  const name = identifier(p);
  need(p, '=');
  return node(p, 'keyword_pattern', { from, children: [name, ...union(p)] });
}

/** A pattern with the name that it is kept under, if it is. */
export function casePattern(p: Parsing): Draft {
  const from = here(p);
  const inside = kindAt(p) === NAME && wordAfter(p) === '=' ? [keyword(p, from)] : union(p);
  const pattern = node(p, 'case_pattern', { from, children: inside });
  if (!skip(p, 'as')) return pattern;
  const kept = node(p, 'as_pattern', { from, children: [pattern, identifier(p)] });
  return word(p) === 'as' ? odd('two names') : node(p, 'case_pattern', { from, children: [kept] });
}
