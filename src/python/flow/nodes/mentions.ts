import { changed, mixed, namedValue, type Value } from '../../fold/value.js';
import { childAs, nameOf, type SyntaxNode } from '../../syntax/node.js';
import { canonicalName, isKnownName } from '../../vocabulary/canonical.js';
import { attributeOf, withNature } from '../attributes.js';
import { callMethod, findFunction } from '../functions.js';
import { functionPart } from '../function-parts.js';
import { heldBy } from '../kept.js';
import { noteMention } from '../loads.js';
import { madeUp } from '../made-up.js';
import { fromOutside } from '../outside.js';
import { evaluateChildren, lookUp, type Handlers, type Run, type Scope } from '../run.js';
import { noteHandle } from '../script-arguments.js';
import { callSpecial, isObject } from '../special-methods.js';

function identifier(node: SyntaxNode, scope: Scope, run: Run): Value {
  const name = nameOf(node);
  const value = lookUp(name, scope);
  noteMention(value.name, scope, run);
  if (value.name === 'os.environ' || value.name === 'sys.executable') return value.origins.length > 0 ? value : withNature(value, node.line);
  if (value.name !== name || run.starImports.size === 0) return value;
  const starred = [...run.starImports].map((module) => canonicalName(`${module}.${name}`)).find((full) => isKnownName(full) || run.outside(full) !== null || run.outside(`${full}()`) !== null);
  return starred ? fromOutside(withNature(namedValue(starred), node.line), node.line, run) : value;
}

/** The mention of a property is a call of it. */
function mentioned(value: Value, where: { readonly from: string; readonly line: number }, run: Run): Value {
  const info = value.name === null ? null : findFunction(value.name, run);
  return info !== null && run.properties.has(info.key) ? callMethod(info, where, run) : value;
}

function attribute(node: SyntaxNode, scope: Scope, run: Run): Value {
  const object = childAs(node, 'object');
  const name = childAs(node, 'attribute');
  if (!object || !name) return mixed(evaluateChildren(node, scope, run));
  const holder = run.evaluate(object, scope);
  const value = attributeOf(holder, nameOf(name), { line: node.line, run });
  const part = functionPart(holder, nameOf(name), run);
  if (part !== null) return part;
  const answer = isObject(holder) ? madeUp(value, nameOf(name), { holder, scope, line: node.line, run }) : null;
  if (answer !== null) return answer;
  const given = callSpecial(value, ['__get__'], { call: { args: [holder, namedValue(holder.name?.replace(/\(\)$/, '') ?? '')], from: scope.owner, line: node.line }, run });
  if (given !== null && given.origins.length > 0) return given;
  noteMention(value.name, scope, run);
  if (nameOf(name) === '__dict__') return changed(value, { origins: mixed([value, heldBy(holder, run)]).origins });
  if (run.properties.size === 0) return value;
  const result = mentioned(value, { from: scope.owner, line: node.line }, run);
  if (result !== value) noteHandle(result.name, scope, run);
  return result;
}

/** Names, and attributes by theirs. */
export const MENTIONS: Handlers = { identifier, attribute };
