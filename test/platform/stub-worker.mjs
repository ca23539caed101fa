// A worker for tests: does what the text of its task says, and tells how many tasks this thread was given.
import { pbkdf2Sync } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';

let served = 0;
const now = () => performance.timeOrigin + performance.now();

const deeds = {
  hang: () => {
    for (;;) served += 0;
  },
  grind: () => pbkdf2Sync('', '', 20_000_000, 64, 'sha512'),
  exhaust: () => {
    const kept = [];
    for (;;) kept.push(Array.from({ length: 10_000 }, (_, index) => index + 0.5));
  },
  leave: () => process.exit(3),
  throw: async () => {
    void Promise.resolve().then(() => {
      throw new Error('nobody catches this');
    });
    await sleep(60_000);
  },
  slow: async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      await sleep(50);
      parentPort.postMessage({ isAlive: true });
    }
    return { value: served };
  },
  endless: async () => {
    for (;;) {
      await sleep(20);
      parentPort.postMessage({ isAlive: true });
    }
  },
  nonsense: () => 'nonsense',
  fail: () => ({ error: 'no luck' }),
  refused: () => ({ error: 'EIO: i/o error', code: 'EIO' }),
  count: () => ({ value: served }),
  work: async () => {
    const from = now();
    await sleep(200);
    return { value: [from, now()] };
  },
};

parentPort.on('message', async (task) => {
  served += 1;
  parentPort.postMessage(await deeds[task]());
});
