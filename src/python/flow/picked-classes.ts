import { namedValue, type Value } from '../fold/value.js';
import { childAs, nameOf, type SyntaxNode } from '../syntax/node.js';
import { bindName } from './binding/bind-name.js';
import type { Run, Scope } from './run.js';

/** Any class that Python has: whoever goes through all of them looks for one by its name. */
export const ANY_CLASS = '<class>';

// Classes that start something when they are called.
const BY_NAME: ReadonlyMap<string, string> = new Map([['Popen', 'subprocess.Popen']]);

/** The name that something of any class has, where its `__name__` is asked for. */
function pickedName(node: SyntaxNode, scope: Scope, run: Run): SyntaxNode | null {
  const attribute = node.type === 'attribute' ? childAs(node, 'attribute') : null;
  const object = attribute !== null && /^__(?:qual)?name__$/.test(nameOf(attribute)) ? childAs(node, 'object') : null;
  return object?.type === 'identifier' && run.evaluate(object, scope).name === ANY_CLASS ? object : null;
}

/** `if c.__name__ == "Popen"`: where that is so, `c` is the class of that name. */
export function notePicked(compared: readonly SyntaxNode[], values: readonly Value[], { scope, run }: { readonly scope: Scope; readonly run: Run }): void {
  const named = values.flatMap(({ text }) => BY_NAME.get(text ?? '') ?? [])[0];
  if (named === undefined) return;
  for (const node of compared) {
    const picked = pickedName(node, scope, run);
    if (picked !== null) bindName(nameOf(picked), namedValue(named), scope);
  }
}
