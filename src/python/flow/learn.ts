import { changed, type Value } from '../fold/value.js';
import { meansSomething } from '../glance/means-something.js';
import { ELSEWHERE, LOCAL, type Run } from './run.js';

const MOST_ORIGINS = 6;
const MOST_KEYS = 6;

/** Most names are of other packages, and lead nowhere. */
export const isTelling = (name: string): boolean => name.startsWith(LOCAL) || name.startsWith(ELSEWHERE) || meansSomething(name);

/** True where all of it is known, as after the first of many calls. */
const tellsNothing = (before: Value, now: Value): boolean =>
  now.origins.length === 0 && before.number === now.number && before.bound === now.bound && (now.text === null || before.text !== null) && (now.name === null || before.name !== null) && (now.items === null || before.items !== null) && now.keys.every((key) => before.keys.includes(key));

/** Adds to what is known of a parameter or a result. News that come too late (`isLate`) for who used it are noted: the file is then read once more. The first text that is met stays. */
export function learn(before: Value, now: Value, { run, isLate }: { readonly run: Run; readonly isLate: boolean }): Value {
  if (tellsNothing(before, now)) return before;
  const fresh = now.origins.filter((origin) => !before.origins.some((known) => known.kind === origin.kind && known.line === origin.line));
  const origins = [...before.origins, ...fresh].slice(0, MOST_ORIGINS);
  const keys = [...new Set([...before.keys, ...now.keys])].slice(0, MOST_KEYS);
  const after: Value = changed(now, { text: before.text ?? now.text, name: before.name ?? now.name, items: before.items ?? now.items, origins, keys });
  if (isLate && keys.length > before.keys.length) run.learnedPlaces = true;
  const grew = origins.length > before.origins.length;
  if (isLate && (grew || (before.text === null && after.text !== null) || (before.name === null && after.name !== null && isTelling(after.name)))) run.learned = true;
  return after;
}
