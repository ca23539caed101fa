import { namedValue, UNKNOWN, type Value } from '../../fold/value.js';
import { canonicalName } from '../../vocabulary/canonical.js';
import { isPlaceless } from '../../vocabulary/placeless-modules.js';
import { childAs, childrenAs, childOfType, nameOf, textOf, type SyntaxNode } from '../../syntax/node.js';
import { bindModule, bindName } from '../binding/bind-name.js';
import { fromOutside } from '../outside.js';
import type { Handlers, Run, Scope } from '../run.js';

interface Imported {
  readonly path: string;
  readonly alias: string | null;
}

function imported(node: SyntaxNode): Imported {
  const name = node.type === 'aliased_import' ? childAs(node, 'name') : node;
  const alias = childAs(node, 'alias');
  return { path: name ? nameOf(name).replace(/\s/g, '') : '', alias: node.type === 'aliased_import' && alias ? nameOf(alias) : null };
}

function importStatement(node: SyntaxNode, scope: Scope, run: Run): Value {
  for (const part of childrenAs(node, 'name')) {
    const { path, alias } = imported(part);
    const top = path.split('.')[0] ?? path;
    run.recording.imports.push({ name: path, line: node.line, owner: scope.owner });
    const module = namedValue(canonicalName(alias ? path : top));
    if (isPlaceless(module.name ?? '')) bindModule(alias ?? top, module, scope);
    else bindName(alias ?? top, module, scope);
  }
  return UNKNOWN;
}

function importFrom(node: SyntaxNode, scope: Scope, run: Run): Value {
  const from = childAs(node, 'module_name');
  const module = from ? textOf(from).replace(/\s/g, '') : '';
  run.recording.imports.push({ name: module, line: node.line, owner: scope.owner });
  if (childOfType(node, 'wildcard_import')) run.starImports.add(module);

  for (const part of childrenAs(node, 'name')) {
    const { path, alias } = imported(part);
    const full = module.endsWith('.') ? `${module}${path}` : `${module}.${path}`;
    run.recording.imports.push({ name: full, line: node.line, owner: scope.owner });
    bindName(alias ?? path, fromOutside(namedValue(canonicalName(full)), node.line, run), scope);
  }
  return UNKNOWN;
}

export const IMPORTS: Handlers = {
  import_statement: importStatement,
  import_from_statement: importFrom,
  future_import_statement: () => UNKNOWN,
};
