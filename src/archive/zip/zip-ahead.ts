import type { MemberContent } from '../member.js';

const AT_A_TIME = 2;

/** `isOver` is to be asked between chunks: true once nobody waits for the rest. */
type ReadEarly = (index: number, isOver: () => boolean) => Promise<MemberContent | null>;

/** Members whose reading starts before it is their turn. */
export interface ReadingAhead {
  /** What became of the member with this index, or null when it is read in its turn. */
  readonly take: (index: number) => Promise<MemberContent | null> | null;
  /** Ends what is under way; afterwards nothing reads the file any more. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts two members of `large` at a time. Inflating a large one leaves this thread idle, which meanwhile reads the small ones;
 * only digest and first bytes of it are kept, so that starting early costs a few chunks of memory.
 */
export function createReadingAhead(large: readonly number[], read: ReadEarly): ReadingAhead {
  const started = new Map<number, Promise<Outcome>>();
  const waiting = large.values();
  let isOver = false;
  const startNext = (): void => {
    const { value: index } = waiting.next();
    if (index !== undefined) started.set(index, outcomeOf(read(index, () => isOver)));
  };
  for (let count = 0; count < AT_A_TIME; count += 1) startNext();
  return {
    take: (index) => {
      const outcome = started.get(index);
      if (outcome === undefined) return null;
      return outcome.then((ended) => {
        started.delete(index);
        startNext();
        return ended();
      });
    },
    stop: async () => {
      isOver = true;
      await Promise.all(started.values());
    },
  };
}

type Outcome = () => MemberContent | null;

// A refusal waits for its turn, so that the first one in the file is the one that is told.
function outcomeOf(reading: Promise<MemberContent | null>): Promise<Outcome> {
  return reading.then(
    (member) => () => member,
    (cause: unknown) => () => {
      throw cause;
    },
  );
}
