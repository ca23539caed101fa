import { expect, test } from 'vitest';
import { turnstile } from '../../src/app/analysis/turnstile.js';

test('no more are inside than there are places, all get in, and a failure frees its place', async () => {
  const inTurn = turnstile(2);
  let [inside, most] = [0, 0];
  const work = (at: number) => async (): Promise<number> => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setTimeout(resolve, 5));
    inside -= 1;
    if (at === 1) throw new Error('broken');
    return at;
  };
  const results = await Promise.allSettled([0, 1, 2, 3, 4].map((at) => inTurn(work(at))));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  expect(most).toBe(2);
});

test('of those that wait the heaviest is next, and of equals the one that came first', async () => {
  const inTurn = turnstile(1);
  const begun: string[] = [];
  const work = (name: string) => (): Promise<void> => {
    begun.push(name);
    return Promise.resolve();
  };
  await Promise.all([inTurn(work('first'), 1), inTurn(work('light'), 2), inTurn(work('one'), 3), inTurn(work('other'), 3), inTurn(work('heavy'), 9), inTurn(work('unweighed'))]);
  expect(begun).toEqual(['first', 'heavy', 'one', 'other', 'light', 'unweighed']);
});
