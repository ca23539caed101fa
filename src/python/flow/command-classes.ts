import { plainText } from '../fold/literal.js';
import type { Value } from '../fold/value.js';
import { childAs, type SyntaxNode } from '../syntax/node.js';
import { isAskedFor } from '../when/install-hooks.js';
import { hearsPipAlone } from './asked-branch.js';
import { ASKED, ownedBy, type Run, type Scope } from './run.js';

const IS_SETUP = /^(?:setuptools|distutils\.core)\.setup$/;

/** True for `'publish': helper.Publish`: the class is only named, for a command that no installation runs. */
function isOnlyAskedFor(pair: SyntaxNode): boolean {
  const [key, value] = pair.type === 'pair' ? [childAs(pair, 'key'), childAs(pair, 'value')] : [null, null];
  const command = key?.type === 'string' ? plainText(key) : null;
  return command !== null && isAskedFor(command) && (value?.type === 'attribute' || value?.type === 'identifier');
}

/** The commands that setup() is given under their names, where they are written down right there; null for any other argument. */
export function commandClasses(argument: SyntaxNode, given: { readonly to: string; readonly as: string }, { scope, run }: { readonly scope: Scope; readonly run: Run }): Value | null {
  if (given.as !== 'cmdclass' || argument.type !== 'dictionary' || !IS_SETUP.test(given.to) || !hearsPipAlone(run)) return null;
  const asked = argument.children.filter(isOnlyAskedFor);
  for (const pair of asked) run.evaluate(pair, ownedBy(scope, ASKED));
  return run.evaluate({ ...argument, children: argument.children.filter((pair) => !asked.includes(pair)) }, scope);
}
