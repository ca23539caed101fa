import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { isAlive, ownMark } from '../../../src/platform/processes/process-mark.js';

test('this process is alive', () => {
  expect(isAlive(ownMark())).toBe(true);
});

test('a process that has ended is not alive, and neither is one that only has its number', async () => {
  const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
  await new Promise((resolve) => { child.on('close', resolve); });
  expect(isAlive({ pid: child.pid ?? 0, start: null })).toBe(false);
});

test.runIf(process.platform === 'linux')('a number that is used again is not taken for the process that had it', () => {
  const mark = ownMark();
  expect(mark.start).toMatch(/^\d+$/);
  expect(isAlive({ ...mark, start: '1' })).toBe(false);
});
