/** Asks about keys one by one, where many in one request are cheaper. */
export interface Batch<Value> {
  /** What there is about a key; each is asked about once. */
  readonly get: (key: string) => Promise<Value>;
}

/** Gathers the keys that are asked about at the same time, or while a request is under way, into the next request. Its failure is everybody's. */
export function createBatch<Value>(ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>): Batch<Value> {
  const answers = new Map<string, Promise<Value>>();
  let waiting: string[] = [];
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<ReadonlyMap<string, Value>> | null = null;

  const begin = (): Promise<ReadonlyMap<string, Value>> => {
    const request = last.then(() => {
      const keys = waiting;
      waiting = [];
      next = null;
      return ask(keys);
    });
    // The next request waits for this one, whatever comes of it.
    last = Promise.allSettled([request]);
    return request;
  };
  const get = (key: string): Promise<Value> => {
    const known = answers.get(key);
    if (known) return known;
    waiting.push(key);
    const answer = (next ??= begin()).then((all) => {
      const value = all.get(key);
      if (value === undefined) throw new TypeError(`no answer about ${key}`);
      return value;
    });
    answers.set(key, answer);
    return answer;
  };
  return { get };
}
