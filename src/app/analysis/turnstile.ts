interface Waiting {
  readonly weight: number;
  readonly enter: () => void;
}

/**
 * Lets so many through at a time. Of those that wait the heaviest is next, so that what takes longest is not begun last, and of equals the one
 * that came first.
 */
export function turnstile(size: number): <T>(work: () => Promise<T>, weight?: number) => Promise<T> {
  const waiting: Waiting[] = [];
  let inside = 0;
  const enter = async (weight: number): Promise<void> => {
    // Whoever leaves hands on the place, so that nobody slips in between.
    if (inside >= size) await new Promise<void>((resolve) => { waiting.push({ weight, enter: resolve }); });
    else inside += 1;
  };
  const leave = (): void => {
    const heaviest = Math.max(...waiting.map(({ weight }) => weight));
    const [next] = waiting.splice(waiting.findIndex(({ weight }) => weight === heaviest), 1);
    if (next === undefined) inside -= 1;
    else next.enter();
  };
  return async (work, weight = 0) => {
    await enter(weight);
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
