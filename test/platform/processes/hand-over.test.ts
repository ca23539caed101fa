import { expect, test } from 'vitest';
import { handOver } from '../../../src/platform/processes/hand-over.js';

const node = (script: string, env: Readonly<Record<string, string>> = {}): Promise<number> => handOver(process.execPath, ['-e', script], { cwd: process.cwd(), env });

test('the exit code is the one of the program, which gets the environment it is given and no other', async () => {
  expect(await node('process.exit(Number(process.env.CODE) + (process.env.PATH ? 1 : 0))', { CODE: '41' })).toBe(41);
});

test('a program that a signal ends gives the code that shells give', async () => {
  expect(await node('process.kill(process.pid, "SIGKILL")')).toBe(137);
});

test('a signal that asks to end goes on to the program, and what it makes of it counts', async () => {
  const before = process.listenerCount('SIGTERM');
  const ended = node('process.on("SIGTERM", () => process.exit(9)); setInterval(() => process.ppid, 1000); process.kill(process.ppid, "SIGTERM")');
  expect(await ended).toBe(9);
  expect(process.listenerCount('SIGTERM')).toBe(before);
});

test('a program that is not there is an error of a tool', async () => {
  await expect(handOver('/nowhere/python', [], { cwd: process.cwd(), env: {} })).rejects.toThrow('cannot start "/nowhere/python"');
});
