import { expect, test } from 'vitest';
import type { Flow } from '../../src/core/facts/source-facts.js';
import { read } from './reading.js';

const run = async (text: string): Promise<readonly Flow[]> => (await read(text)).facts?.flows({ from: 'decoder', to: 'exec' }) ?? [];

test.each([
  ['by the line of its module', String.raw`import pickle
x = pickle.loads(b"cos\nsystem\n(S'undefined'\ntR.")
`],
  ['behind its length', String.raw`import pickle
DATA = b"\x80\x04\x8c\x05posix\x94\x8c\x06system\x94\x93\x94\x8c\x09undefined\x94\x85\x94R\x94."
x = pickle.loads(DATA)
`],
])('a pickle in a file that holds nothing else calls what it names %s', async (_, text) => {
  expect(await run(text)).toHaveLength(1);
});

test('a pickle of plain data in a file calls nothing', async () => {
  expect(await run('import pickle\nx = pickle.loads(b"(lp0\\nI1\\naI2\\na.")\n')).toEqual([]);
});
