import { expect, test } from 'vitest';
import { Interrupted, listenForInterrupts } from '../../../src/platform/processes/interrupts.js';

const settled = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

test('the first signal aborts with its name, a later one the insistent signal', async () => {
  const interrupts = listenForInterrupts();
  process.kill(process.pid, 'SIGTERM');
  await settled(350);
  expect(interrupts.signal.reason).toBeInstanceOf(Interrupted);
  expect(interrupts.signal.reason).toMatchObject({ by: 'SIGTERM', outcome: null });
  expect(interrupts.insistent.aborted).toBe(false);
  process.kill(process.pid, 'SIGINT');
  await settled(50);
  expect(interrupts.insistent.reason).toMatchObject({ by: 'SIGINT' });
  interrupts.release();
});

test('one press of a key that arrives twice, by way of npm, does not count as insisting', async () => {
  const interrupts = listenForInterrupts();
  process.kill(process.pid, 'SIGINT');
  await settled(20);
  process.kill(process.pid, 'SIGINT');
  await settled(50);
  expect([interrupts.signal.aborted, interrupts.insistent.aborted]).toEqual([true, false]);
  interrupts.release();
});

test('after release no listener is left', () => {
  const before = process.listenerCount('SIGINT');
  listenForInterrupts().release();
  expect(process.listenerCount('SIGINT')).toBe(before);
});
