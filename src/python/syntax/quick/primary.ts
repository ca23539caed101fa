import { brace, comprehension, doubleSplat, list, parenthesis, splat } from './brackets.js';
import { odd } from './odd.js';
import { role, type Draft, here, identifier, kindAt, leaf, need, node, type Parsing, type Place, skip, word, wordAfter } from './parsing.js';
import { strings } from './strings.js';
import { splatBracket } from './targets.js';
import { FLOAT, INTEGER, NAME, STRING_START } from './tokens.js';

const CONSTANTS: Readonly<Record<string, string>> = { None: 'none', True: 'true', False: 'false', '...': 'ellipsis' };

function atom(p: Parsing): Draft {
  const kind = kindAt(p);
  if (kind === NAME) return leaf(p, 'identifier');
  if (kind === STRING_START) return strings(p);
  if (kind === INTEGER || kind === FLOAT) return leaf(p, kind === INTEGER ? 'integer' : 'float');
  const sign = word(p);
  if (sign === '(') return parenthesis(p);
  if (sign === '[') return list(p);
  if (sign === '{') return brace(p);
  const constant = sign === '' ? undefined : CONSTANTS[sign];
  return constant === undefined ? odd('no expression') : leaf(p, constant);
}

function argument(p: Parsing): Draft {
  const sign = word(p);
  if (sign === '*') return splat(p);
  if (sign === '**') return doubleSplat(p);
  if (kindAt(p) !== NAME || wordAfter(p) !== '=') return p.grammar.expression(p);
  const from = here(p);
  const name = role('name', identifier(p));
  need(p, '=');
  return node(p, 'keyword_argument', { from, children: [name, role('value', p.grammar.expression(p))] });
}

/** What a call is given; one comprehension needs no brackets of its own. */
export function callArguments(p: Parsing): Draft {
  const from = here(p);
  need(p, '(');
  const children: Draft[] = [];
  while (word(p) !== ')') {
    const given = argument(p);
    if (children.length === 0 && (word(p) === 'for' || word(p) === 'async')) return comprehension(p, 'generator_expression', { from, body: given, close: ')' });
    children.push(given);
    if (!skip(p, ',')) break;
  }
  need(p, ')');
  return node(p, 'argument_list', { from, children });
}

const atSliceEnd = (p: Parsing): boolean => word(p) === ':' || word(p) === ',' || word(p) === ']';

function item(p: Parsing): Draft {
  const from = here(p);
  if (word(p) === '*') return splatBracket(p);
  const children = word(p) === ':' ? [] : [p.grammar.expression(p)];
  if (word(p) !== ':') return children[0] ?? odd('no subscript');
  for (let colons = 0; colons < 2 && skip(p, ':'); colons += 1) if (!atSliceEnd(p)) children.push(p.grammar.expression(p));
  return node(p, 'slice', { from, children });
}

function subscript(p: Parsing, from: Place, value: Draft): Draft {
  need(p, '[');
  const children = [role('value', value), role('subscript', item(p))];
  while (skip(p, ',') && word(p) !== ']') children.push(role('subscript', item(p)));
  need(p, ']');
  return node(p, 'subscript', { from, children });
}

function attribute(p: Parsing, from: Place, object: Draft): Draft {
  need(p, '.');
  const name = role('attribute', identifier(p));
  return node(p, 'attribute', { from, children: [role('object', object), name] });
}

/** A name, a literal or a bracket, with all the calls, attributes and subscripts behind it. */
export function primary(p: Parsing): Draft {
  const from = here(p);
  let value = atom(p);
  for (;;) {
    const sign = word(p);
    if (sign === '.') value = attribute(p, from, value);
    else if (sign === '(') {
      const given = role('arguments', callArguments(p));
      value = node(p, 'call', { from, children: [role('function', value), given] });
    } else if (sign === '[') value = subscript(p, from, value);
    else return value;
  }
}
