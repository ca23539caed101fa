/** What `work` makes of each item, in their order; at most `ahead` items are worked on at a time. Throws the first failure when the others have ended. */
export async function* inOrder<Item, Result>(items: readonly Item[], ahead: number, work: (item: Item) => Promise<Result>): AsyncGenerator<Result> {
  const begun: Promise<Result>[] = [];
  let next = 0;
  try {
    for (;;) {
      for (; begun.length < ahead && next < items.length; next += 1) begun.push(...items.slice(next, next + 1).map(work));
      const first = begun.shift();
      if (first === undefined) return;
      yield await first;
    }
  } finally {
    await Promise.allSettled(begun);
  }
}
