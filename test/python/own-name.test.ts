import { expect, test } from 'vitest';
import { read } from './reading.js';

async function shipped(path: string): Promise<readonly string[]> {
  const { facts } = await read(`exec(open(${path}).read())\n`);
  return facts?.flows({ from: 'shipped', to: 'exec' }).map(({ source }) => source.name) ?? [];
}

test.each(['__file__.replace(".py", ".dat")', '__file__[:-3] + ".dat"'])('%s is a file of data beside the module', async (path) => {
  expect(await shipped(path)).toHaveLength(1);
});

test.each(['__file__.replace(".pyc", ".py")', '__file__.replace("garden", "shed")'])('%s is code like the module', async (path) => {
  expect(await shipped(path)).toEqual([]);
});
