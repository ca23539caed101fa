import type { Origin } from './fold/value.js';
import type { FileWrite } from './flow/recording.js';

// A file that is fetched, unpacked, renamed and then run has gone through so many hands.
const MOST_HANDS = 4;
const MOST_ORIGINS = 6;

/** What is known of the content of files, by all that they are known by. */
function contents(writes: readonly FileWrite[]): ReadonlyMap<string, readonly Origin[]> {
  const found = new Map<string, readonly Origin[]>();
  for (const { keys, origins } of writes) {
    if (origins.length > 0) for (const key of keys) if ((found.get(key)?.length ?? 0) < MOST_ORIGINS) found.set(key, [...(found.get(key) ?? []), ...origins].slice(0, MOST_ORIGINS));
  }
  return found;
}

/** The same writes, where those that only copy, move or unpack a file tell where its content came from. */
export function withCopies(writes: readonly FileWrite[]): readonly FileWrite[] {
  if (!writes.some(({ of }) => of !== undefined)) return writes;
  let known = writes;
  for (let hand = 0; hand < MOST_HANDS; hand += 1) {
    const held = contents(known);
    known = known.map((write) => (write.of === undefined ? write : { ...write, origins: write.of.flatMap((key) => held.get(key) ?? []).slice(0, MOST_ORIGINS) }));
  }
  return known;
}
