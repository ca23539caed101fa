import { odd } from './odd.js';
import { role, type Draft, here, identifier, kindAt, leaf, need, node, type Parsing, skip, word, wordAfter } from './parsing.js';
import { NAME } from './tokens.js';

const atSliceEnd = (p: Parsing): boolean => word(p) === ':' || word(p) === ',' || word(p) === ']';

/** `:` or `::1`, as Cython writes the shape of an array. */
function shape(p: Parsing): Draft {
  const from = here(p);
  const children: Draft[] = [];
  for (let colons = 0; colons < 2 && skip(p, ':'); colons += 1) if (!atSliceEnd(p)) children.push(p.grammar.expression(p));
  return node(p, 'slice', { from, children });
}

const typeArgument = (p: Parsing): Draft => (word(p) === ':' ? shape(p) : type(p));

function genericType(p: Parsing): Draft {
  const from = here(p);
  const name = identifier(p);
  const inner = here(p);
  need(p, '[');
  const types = [typeArgument(p)];
  while (skip(p, ',') && word(p) !== ']') types.push(typeArgument(p));
  need(p, ']');
  return node(p, 'generic_type', { from, children: [name, node(p, 'type_parameter', { from: inner, children: types })] });
}

const ENDS_TYPE: ReadonlySet<string> = new Set(['', ',', ')', ']', '=', ':']);

const isGeneric = (p: Parsing): boolean => kindAt(p) === NAME && wordAfter(p) === '[';

function plainType(p: Parsing): Draft {
  const from = here(p);
  const inner = isGeneric(p) ? genericType(p) : p.grammar.expression(p);
  return node(p, 'type', { from, children: [inner] });
}

/** An annotation. What starts with a generic type and goes on with `|` is a union of types; all other operators join expressions. */
export function type(p: Parsing): Draft {
  const from = here(p);
  let whole = plainType(p);
  while (whole.children[0]?.type !== 'binary_operator' && skip(p, '|')) {
    const union = node(p, 'union_type', { from, children: [whole, plainType(p)] });
    whole = node(p, 'type', { from, children: [union] });
  }
  return ENDS_TYPE.has(word(p)) ? whole : odd('a type that goes on');
}

interface Kind {
  readonly isTyped: boolean;
}

function starred(p: Parsing, kind: Kind): Draft {
  const from = here(p);
  const sign = word(p);
  if (sign === '*' && (wordAfter(p) === ',' || wordAfter(p) === ')')) return leaf(p, 'keyword_separator');
  need(p, sign);
  const name = node(p, sign === '*' ? 'list_splat_pattern' : 'dictionary_splat_pattern', { from, children: [identifier(p)] });
  name.end = name.children[0]?.end ?? name.end;
  if (!kind.isTyped || !skip(p, ':')) return name;
  return node(p, 'typed_parameter', { from, children: [name, role('type', type(p))] });
}

function parameter(p: Parsing, kind: Kind): Draft {
  const sign = word(p);
  if (sign === '*' || sign === '**') return starred(p, kind);
  if (sign === '/') return leaf(p, 'positional_separator');
  const from = here(p);
  const name = identifier(p);
  const annotation = kind.isTyped && skip(p, ':') ? role('type', type(p)) : null;
  if (!skip(p, '=')) return annotation === null ? name : node(p, 'typed_parameter', { from, children: [name, annotation] });
  const value = role('value', p.grammar.expression(p));
  if (annotation === null) return node(p, 'default_parameter', { from, children: [role('name', name), value] });
  return node(p, 'typed_default_parameter', { from, children: [role('name', name), annotation, value] });
}

function parameterList(p: Parsing, end: string, kind: Kind): readonly Draft[] {
  const list: Draft[] = [];
  while (word(p) !== end) {
    list.push(parameter(p, kind));
    if (!skip(p, ',')) break;
  }
  return list;
}

/** The parameters of a function, with their brackets. */
export function parameters(p: Parsing): Draft {
  const from = here(p);
  need(p, '(');
  const children = parameterList(p, ')', { isTyped: true });
  need(p, ')');
  return node(p, 'parameters', { from, children });
}

/** `lambda x: ...` */
export function lambda(p: Parsing): Draft {
  const from = here(p);
  need(p, 'lambda');
  const start = here(p);
  const list = parameterList(p, ':', { isTyped: false });
  const given = list.length === 0 ? [] : [role('parameters', node(p, 'lambda_parameters', { from: start, children: list }))];
  need(p, ':');
  return node(p, 'lambda', { from, children: [...given, role('body', p.grammar.expression(p))] });
}
