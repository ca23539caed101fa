import { from, namedValue, UNKNOWN, type Value } from '../../fold/value.js';

const WATCHES = /^(?:sys|threading)\.set(?:trace|profile)(?:_all_threads)?$/;
const HEARS = 'sys.addaudithook';

/** A block of somebody else's code, while it runs. */
const FRAME = '<frame>';

/** What all variables of such a block are in. */
export const isWatched = (name: string): boolean => name === `${FRAME}.f_locals`;

/** What Python calls a function with that watches others: where they are, or what they are about to open, import or send. Null for any other call. */
export function givenToWatcher(name: string, line: number): readonly Value[] | null {
  if (name === HEARS) return [UNKNOWN, from(UNKNOWN, { kind: 'observation', name, line })];
  return WATCHES.test(name) ? [namedValue(FRAME)] : null;
}
