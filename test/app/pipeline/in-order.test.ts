import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { inOrder } from '../../../src/app/pipeline/in-order.js';

test('results come in the order of the items, whatever ends first, and never more are worked on than allowed', async () => {
  let [working, most] = [0, 0];
  const results: number[] = [];
  const work = async (item: number): Promise<number> => {
    working += 1;
    most = Math.max(most, working);
    await sleep(item % 2 === 0 ? 20 : 1);
    working -= 1;
    return item * 10;
  };
  for await (const result of inOrder([0, 1, 2, 3, 4, 5, 6], 3, work)) results.push(result);
  expect(results).toEqual([0, 10, 20, 30, 40, 50, 60]);
  expect(most).toBe(3);
});

test('the first failure is thrown when the others have ended', async () => {
  let ended = 0;
  const work = async (item: number): Promise<number> => {
    await sleep(item);
    ended += 1;
    if (item === 1) throw new Error('one is bad');
    return item;
  };
  const all = async (): Promise<void> => {
    for await (const result of inOrder([1, 30, 60], 3, work)) expect(result).toBe('never');
  };
  await expect(all()).rejects.toThrow('one is bad');
  expect(ended).toBe(3);
});
