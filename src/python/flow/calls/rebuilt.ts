import type { Value } from '../../fold/value.js';
import type { EvaluatedCall } from '../call.js';
import type { Run } from '../run.js';

/** Methods that say how an object is made once more. */
export const REBUILDS = /^__reduce(?:_ex)?__$/;

/** What they give is a function and what it is called with, as soon as somebody copies or loads the object. */
export function rebuild(reduced: Value | null, { line, scope }: Pick<EvaluatedCall, 'line' | 'scope'>, run: Run): void {
  const [maker, given] = reduced?.items ?? [];
  if (maker?.name) run.call(maker, given?.items ?? [], { line, scope });
}
