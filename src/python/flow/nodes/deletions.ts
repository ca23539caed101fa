import { textValue, UNKNOWN, type Value } from '../../fold/value.js';
import { childAs, nameOf, type SyntaxNode } from '../../syntax/node.js';
import { evaluateChildren, type Handlers, type Run, type Scope } from '../run.js';
import { callSpecial } from '../special-methods.js';

/** What an object of the file is told of a part that is taken away. */
function deleted(target: SyntaxNode, scope: Scope, run: Run): void {
  const holder = childAs(target, target.type === 'subscript' ? 'value' : 'object');
  if (!holder || (target.type !== 'subscript' && target.type !== 'attribute')) return;
  const part = childAs(target, target.type === 'subscript' ? 'subscript' : 'attribute');
  const given = target.type === 'attribute' && part ? textValue(nameOf(part)) : part ? run.evaluate(part, scope) : UNKNOWN;
  callSpecial(run.evaluate(holder, scope), [target.type === 'subscript' ? '__delitem__' : '__delattr__'], { call: { args: [given], from: scope.owner, line: target.line }, run });
}

/** `del object[key]`, `del object.part` */
function deleteStatement(node: SyntaxNode, scope: Scope, run: Run): Value {
  evaluateChildren(node, scope, run);
  if (run.classes.size > 0) for (const target of node.children.flatMap((child) => (child.type === 'expression_list' ? child.children : [child]))) deleted(target, scope, run);
  return UNKNOWN;
}

/** `del` */
export const DELETIONS: Handlers = { delete_statement: deleteStatement };
