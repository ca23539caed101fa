import { sliced, textOrHole } from '../../fold/text-methods.js';
import { HOLE, UNKNOWN, changed, from, mixed, namedValue, textValue, type Value } from '../../fold/value.js';
import { childAs, childrenAs, textOf, type SyntaxNode } from '../../syntax/node.js';
import { isOfNetworkModule } from '../../vocabulary/network/modules.js';
import { THIS_MODULE, chosenBy, entryOf, variable } from '../attributes.js';
import { foundInEnvironment } from '../calls/channels.js';
import { holdsHooks } from '../calls/messages.js';
import { lineAt } from '../calls/lines-of-files.js';
import { SITE_PACKAGES } from '../calls/text-calls.js';
import { evaluateChildren, type Handlers, type Run, type Scope } from '../run.js';
import { noteHandle, noteReading } from '../script-arguments.js';
import { callFunction, findFunction, NONE_NAMED } from '../functions.js';
import { handOver } from '../outside.js';
import { callSpecial } from '../special-methods.js';

function sliceBounds(node: SyntaxNode): { readonly start: number | null; readonly stop: number | null; readonly step: number | null } {
  const [start, stop, step] = textOf(node).split(':').map((part) => (/^\s*-?\d+\s*$/.test(part) ? Number(part) : null));
  return { start: start ?? null, stop: stop ?? null, step: step ?? null };
}

/** `alphabet[(alphabet.index(letter) - 3) % 26]`: what stands elsewhere in an alphabet is another letter for this one. */
function movedIndex(index: SyntaxNode, key: Value): Value {
  if (index.type !== 'binary_operator' || key.number !== null || index.end - index.start > LONGEST_INDEX || !/\.\s*(?:index|find)\s*\(/.test(textOf(index))) return key;
  return from(key, { kind: 'decoder', name: 'shifted letters', line: index.line });
}

const LONGEST_INDEX = 200;
// What may be a class of another module of the package.
const IS_ELSEWHERE = /^elsewhere:\d+:\w+$/;
// What whoever sends a request puts into it.
const REQUEST_PART = /^(?:flask|quart|bottle)\.request\.(?:args|form|values|query|forms|params|cookies|headers|json|files)$/;

/** A name of Python's own that is put together to be looked up: whatever holds it, nothing else is called so. */
const spelledPower = ({ text }: Value): string | null => (text !== null && /^(?:exec|eval|compile|__import__)$/.test(text) ? text : null);

function subscript(node: SyntaxNode, scope: Scope, run: Run): Value {
  const object = childAs(node, 'value');
  const [index] = childrenAs(node, 'subscript');
  if (!object || !index) return mixed(evaluateChildren(node, scope, run));
  const container = run.evaluate(object, scope);
  noteReading(object, container, { scope, run });
  if (index.type === 'slice') {
    evaluateChildren(index, scope, run);
    return sliced(container, sliceBounds(index));
  }
  const key = movedIndex(index, run.evaluate(index, scope));
  const answer = callSpecial(container, ['__getitem__', '__missing__'], { call: { args: [key], from: scope.owner, line: node.line }, run });
  if (answer !== null) return answer;
  const ofClass = container.name === null ? null : findFunction(`${container.name}.__class_getitem__`, run);
  if (ofClass !== null) callFunction(ofClass, { args: [key], named: NONE_NAMED, from: scope.owner, line: node.line, isMethod: true }, run);
  if (container.name !== null && IS_ELSEWHERE.test(container.name)) handOver({ name: `${container.name}.__class_getitem__`, args: [key], named: NONE_NAMED, owner: scope.owner }, run);
  noteHandle(key.text, scope, run);
  if (container.name === 'sys.modules' && key.name === '__name__') return namedValue(THIS_MODULE);
  if (container.name === 'os.environ') return foundInEnvironment(key, variable(key, UNKNOWN, node.line), { line: node.line, run });
  const entry = entryOf(container, key, { scope, line: node.line, run });
  if (entry !== null) return entry;
  if (container.name === 'sysconfig.get_paths()' && /^(?:pure|plat)lib$/.test(textOrHole(key))) return textValue(SITE_PACKAGES);
  if (container.name !== null && REQUEST_PART.test(container.name)) return from(mixed([container]), { kind: 'network', name: container.name, line: node.line });
  const item = key.number === null ? undefined : container.items?.at(key.number);
  if (item) return item;
  const spelled = index.type === 'string' ? null : spelledPower(key);
  if (spelled !== null) return changed(mixed([container, chosenBy(key)]), { name: spelled });
  if (container.name !== null && holdsHooks(container.name)) return changed(mixed([container]), { name: container.name });
  // The collections of a database are taken out of it so.
  if (container.name !== null && container.name.endsWith(')') && isOfNetworkModule(container.name)) return changed(mixed([container, chosenBy(key)]), { name: container.name });
  if (container.text !== null && key.number !== null) return changed(mixed([container]), { text: container.text.at(key.number) ?? HOLE });
  const found = mixed([container, chosenBy(key)]);
  return key.number === null ? found : lineAt(object, found, { scope, run });
}

/** `container[key]` */
export const SUBSCRIPTS: Handlers = { subscript };
