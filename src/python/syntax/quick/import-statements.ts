import { odd } from './odd.js';
import { role, type Draft, here, identifier, leaf, need, node, type Parsing, type Place, skip, startsAt, word } from './parsing.js';

function dottedName(p: Parsing): Draft {
  const from = here(p);
  const children = [identifier(p)];
  while (skip(p, '.')) children.push(identifier(p));
  return node(p, 'dotted_name', { from, children });
}

function imported(p: Parsing): Draft {
  const from = here(p);
  const name = dottedName(p);
  if (!skip(p, 'as')) return role('name', name);
  return role('name', node(p, 'aliased_import', { from, children: [role('name', name), role('alias', identifier(p))] }));
}

function importList(p: Parsing, into: Draft[]): void {
  const isBracketed = skip(p, '(');
  into.push(imported(p));
  while (skip(p, ',') && word(p) !== ')') into.push(imported(p));
  if (isBracketed) need(p, ')');
}

/** `import a, b as c` */
export function importStatement(p: Parsing): Draft {
  const from = here(p);
  need(p, 'import');
  const children: Draft[] = [];
  if (word(p) === '(') odd('import (');
  importList(p, children);
  return node(p, 'import_statement', { from, children });
}

/** `.a` and `...`, dots as one node. */
function relative(p: Parsing): Draft {
  const from = here(p);
  while (word(p) === '.' || word(p) === '...') p.at += 1;
  const prefix = node(p, 'import_prefix', { from, children: [] });
  const children = word(p) === 'import' ? [prefix] : [prefix, dottedName(p)];
  return node(p, 'relative_import', { from, children });
}

function future(p: Parsing, from: Place): Draft {
  const children: Draft[] = [];
  p.at += 1;
  need(p, 'import');
  importList(p, children);
  return node(p, 'future_import_statement', { from, children });
}

/** `from a import b` */
export function importFrom(p: Parsing): Draft {
  const from = here(p);
  need(p, 'from');
  if (p.source.startsWith('__future__', startsAt(p)) && p.tokens.words[p.at + 1] === 'import') return future(p, from);
  const children = [role('module_name', word(p) === '.' || word(p) === '...' ? relative(p) : dottedName(p))];
  need(p, 'import');
  if (word(p) === '*') children.push(leaf(p, 'wildcard_import'));
  else importList(p, children);
  return node(p, 'import_from_statement', { from, children });
}
