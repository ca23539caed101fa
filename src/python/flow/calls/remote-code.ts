import { UNKNOWN, from } from '../../fold/value.js';
import { childAs, nameOf, textOf, type SyntaxNode } from '../../syntax/node.js';
import { recast, type EvaluatedCall } from '../call.js';
import type { Run } from '../run.js';
import { arrive } from './record.js';

// Options of loaders of models and data: the code that lies beside those on the other machine is run, and nobody is asked.
const TRUSTS: ReadonlySet<string> = new Set(['trust_repo', 'trust_remote_code']);
const IS_FOLDER = /^(?:[/~.]|[A-Z]:|\{\}[\\/])/i;

/** True for `trust_repo=True`. */
const isTrusting = (part: SyntaxNode): boolean => {
  const [name, value] = part.type === 'keyword_argument' ? [childAs(part, 'name'), childAs(part, 'value')] : [null, null];
  return name !== null && value !== null && TRUSTS.has(nameOf(name)) && textOf(value) === 'True';
};

/** Notes a loader that is told to run what it fetches; what it takes out of a folder of this machine was there before. */
export function noteRemoteCode(call: EvaluatedCall, given: readonly SyntaxNode[], run: Run): void {
  if (call.named.size === 0 || !given.some(isTrusting)) return;
  if (call.named.get('source')?.text === 'local' || IS_FOLDER.test(call.args[0]?.text ?? '')) return;
  const name = call.name || call.method;
  arrive(recast(call, { name }), 'object', { data: [from(UNKNOWN, { kind: 'network', name, line: call.line })], text: null, run });
}
