import { from, mixed, textValue, changed, UNKNOWN, type Value } from '../../fold/value.js';
import { canonicalName } from '../../vocabulary/canonical.js';
import { EXECUTORS, IMPORTERS } from '../../vocabulary/code.js';
import { startsProcess } from '../../vocabulary/processes.js';
import { allValues, type EvaluatedCall } from '../call.js';

const BUILDS = /^_?ast\.(?:Name|Attribute|Constant|Str|Call|parse|fix_missing_locations)$/;

/** True for a call that makes a node of a syntax tree, or hands a tree on. */
export const buildsNode = (name: string): boolean => BUILDS.test(name);

const actsBy = (name: string): boolean => EXECUTORS.has(name) || startsProcess(name);

/** What a node of a call does: one that imports stands for the module, and one that starts something was put together to run. */
function builtCall(call: EvaluatedCall, callee: Value | undefined): Value {
  const name = canonicalName(callee?.text ?? '');
  const held = mixed([...allValues(call), ...allValues(call).flatMap(({ items }) => items ?? [])]);
  const [module] = (call.args[1] ?? call.named.get('args'))?.items ?? [];
  if (IMPORTERS.has(name) && module?.text) return changed(held, { text: module.text });
  return actsBy(name) ? from(held, { kind: 'decoder', name: 'ast.Call', line: call.line }) : held;
}

/** Code that is built node by node: what stands in it is known by the names that the nodes have. */
export function builtNode(call: EvaluatedCall): Value {
  const given = (index: number, name: string): Value | undefined => call.args[index] ?? call.named.get(name);
  if (call.name.endsWith('.Call')) return builtCall(call, given(0, 'func'));
  if (call.name.endsWith('.Name')) return given(0, 'id') ?? UNKNOWN;
  if (call.name.endsWith('.parse')) return changed(given(0, 'source') ?? UNKNOWN, { name: `${call.name}()` });
  if (!call.name.endsWith('.Attribute')) return given(0, 'value') ?? UNKNOWN;
  const [object, attribute] = [given(0, 'value'), given(1, 'attr')];
  const named = object?.text && attribute?.text ? textValue(`${object.text}.${attribute.text}`) : UNKNOWN;
  return changed(named, { origins: mixed([object ?? UNKNOWN, attribute ?? UNKNOWN]).origins });
}
