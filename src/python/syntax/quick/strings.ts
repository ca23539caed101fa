import { odd } from './odd.js';
import { role, type Draft, here, kindAt, leaf, needKind, node, type Parsing, skip } from './parsing.js';
import { CONVERSION, DOUBLED_BRACE, ESCAPE, FIELD_END, FIELD_START, FORMAT_START, STRING_CONTENT, STRING_END, STRING_START } from './tokens.js';

function content(p: Parsing): Draft {
  const whole = leaf(p, 'string_content');
  const parts: Draft[] = [];
  for (let kind = kindAt(p); kind === ESCAPE || kind === DOUBLED_BRACE; kind = kindAt(p)) parts.push(leaf(p, kind === ESCAPE ? 'escape_sequence' : 'escape_interpolation'));
  if (parts.length > 0) whole.children = parts;
  return whole;
}

function format(p: Parsing): Draft {
  const spec = leaf(p, 'format_specifier', 'format_specifier');
  const fields: Draft[] = [];
  while (kindAt(p) === FIELD_START) fields.push(field(p, 'format_expression'));
  if (fields.length > 0) spec.children = fields;
  // The text of a format has no tokens: it ends where its field does.
  spec.end = p.tokens.starts[p.at] ?? spec.end;
  return spec;
}

function shown(p: Parsing): Draft {
  const from = here(p);
  const children = [p.grammar.expression(p)];
  if (!skip(p, ',')) return children[0] ?? odd('nothing to show');
  while (kindAt(p) !== FIELD_END) {
    children.push(p.grammar.expression(p));
    if (!skip(p, ',')) break;
  }
  return node(p, 'expression_list', { from, children });
}

function field(p: Parsing, type: string): Draft {
  const from = here(p);
  needKind(p, FIELD_START);
  const children = [role('expression', shown(p))];
  if (kindAt(p) === CONVERSION) children.push(leaf(p, 'type_conversion', 'type_conversion'));
  if (kindAt(p) === FORMAT_START) children.push(format(p));
  needKind(p, FIELD_END);
  return node(p, type, { from, children });
}

function literal(p: Parsing): Draft {
  const from = here(p);
  const children = [leaf(p, 'string_start')];
  for (let kind = kindAt(p); kind !== STRING_END; kind = kindAt(p)) {
    if (kind === STRING_CONTENT) children.push(content(p));
    else if (kind === FIELD_START) children.push(field(p, 'interpolation'));
    else odd('in a string');
  }
  children.push(leaf(p, 'string_end'));
  return node(p, 'string', { from, children });
}

/** A string literal, or several behind one another, which are one text. */
export function strings(p: Parsing): Draft {
  const from = here(p);
  const first = literal(p);
  if (kindAt(p) !== STRING_START) return first;
  const children = [first];
  while (kindAt(p) === STRING_START) children.push(literal(p));
  return node(p, 'concatenated_string', { from, children });
}
