import { UNKNOWN, changed, mixed, type Value } from '../fold/value.js';
import { share } from './containers.js';
import type { Run } from './run.js';

// Kept among what functions share: an error is raised in one and caught in another.
const RAISED = '<raised>';
const IS_CARRIED: ReadonlySet<string> = new Set(['decoder', 'network', 'hidden', 'shipped', 'credentials', 'environment', 'key', 'observation']);

/** What an error may hold that is caught somewhere. */
export const raisedSoFar = ({ shared }: Run): Value => changed(UNKNOWN, { origins: shared.get(RAISED) ?? [] });

/** Notes what an error is made of that is raised, or thrown into a generator. */
export function noteRaised(error: Value, run: Run): void {
  const origins = error.origins.filter(({ kind }) => IS_CARRIED.has(kind));
  if (origins.length > 0) share(RAISED, mixed([raisedSoFar(run), changed(UNKNOWN, { origins })]), run);
}
