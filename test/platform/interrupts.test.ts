import { expect, test } from 'vitest';
import { Interrupted, listenForInterrupts } from '../../src/platform/interrupts.js';

const settled = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, 50); });

test('the first signal aborts with its name, the second is told to the caller', async () => {
  const second: string[] = [];
  const interrupts = listenForInterrupts((signal) => second.push(signal));
  process.kill(process.pid, 'SIGTERM');
  await settled();
  expect(interrupts.signal.reason).toBeInstanceOf(Interrupted);
  expect(interrupts.signal.reason).toMatchObject({ by: 'SIGTERM' });
  expect(second).toEqual([]);
  process.kill(process.pid, 'SIGINT');
  await settled();
  expect(second).toEqual(['SIGINT']);
  interrupts.release();
});

test('after release no listener is left', () => {
  const before = process.listenerCount('SIGINT');
  listenForInterrupts(() => undefined).release();
  expect(process.listenerCount('SIGINT')).toBe(before);
});
