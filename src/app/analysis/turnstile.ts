/** Lets so many through at a time; the others wait in the order in which they came. */
export function turnstile(size: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let inside = 0;
  const enter = async (): Promise<void> => {
    // Whoever leaves hands on the place, so that nobody slips in between.
    if (inside >= size) await new Promise<void>((resolve) => { waiting.push(resolve); });
    else inside += 1;
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) inside -= 1;
    else next();
  };
  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
