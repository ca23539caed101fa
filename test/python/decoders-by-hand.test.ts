import { expect, test } from 'vitest';
import { read } from './reading.js';

const run = async (text: string): Promise<readonly string[]> => (await read(text)).facts?.flows({ from: 'decoder', to: 'exec' }).map(({ when }) => when) ?? [];

const NIBBLES = 'ALPHA = {w: i for i, w in enumerate("ant bee cat dog elk fox".split())}\ndef decode(words):\n    nib = [ALPHA[w] for w in words]\n    return bytes(a << 4 | b for a, b in zip(nib[::2], nib[1::2]))\n';

test.each([
  ['moved with a call around each', '_s = "abcdefghijklmnopqrst"\nexec(bytes(ord(c) - 5 for c in _s).decode())\n'],
  ['moved under a condition', '_s = "abcdefghijklmnopqrst"\nexec(bytes(ord(c) - 5 if ord(c) > 9 else ord(c) - 3 for c in _s).decode())\n'],
  ['put together of halves', `${NIBBLES}exec(decode("cat dog elk fox".split()))\n`],
  ['put together of halves, in letters', 'exec("".join(chr(a << 4 | b) for a, b in zip(DATA[::2], DATA[1::2])))\n'],
  ['looked up in a table', 'exec(bytearray(TABLE[w] for w in "cat dog elk fox".split()))\n'],
  ['masked', 'exec(bytes([x & 127 for x in DATA]))\n'],
  ['taken modulo', 'exec(bytes(x * 7 % 256 for x in DATA))\n'],
  ['read out of a text as numbers', 'exec(bytes(int(x, 16) for x in LINE.split(":")))\n'],
  ['mapped out of a text as numbers', 'exec(bytes(map(int, LINE.split())))\n'],
  ['a list in a text', 'import json\nexec(bytes(json.loads("[105, 109]")))\n'],
  ['taken from a table of words', 'T = {"cat": "p", "dog": "a", "elk": "s"}\nexec("".join(T[w] for w in "cat cat dog elk elk cat dog elk elk cat dog elk elk".split()))\n'],
])('code whose letters are %s was decoded', async (_, text) => {
  expect(await run(text)).toContain('import');
});

test.each([
  ['counted', 'exec("\\n".join(f"x{i - 1} = {i}" for i in range(20)))\n'],
  ['formatted', 'exec("\\n".join("%s = None" % name for name in ("a", "b", "c")))\n'],
  ['joined', 'exec("\\n".join(name + " = None" for name in NAMES))\n'],
  ['copied', 'exec(bytes(x for x in DATA))\n'],
  ['made by a function', 'exec(bytes(make(a + b)))\n'],
  ['made into bytes', 'exec(bytes(map(str, LINES)))\n'],
  ['looked up for a few names', 'exec("\\n".join(TEMPLATES[name] for name in ("get", "set")))\n'],
])('code that is only %s was not', async (_, text) => {
  expect(await run(text)).toEqual([]);
});

test.each([
  ['exec', 'import base64\neval("exec")(base64.b64decode("cGFzcw=="))\n'],
  ['exec under its escapes', 'import base64\ne = eval("\\x65\\x76\\x61\\x6c")\ne("exec")(base64.b64decode("cGFzcw=="))\n'],
  ['a member of a module', 'import base64, builtins\neval("builtins.exec")(base64.b64decode("cGFzcw=="))\n'],
])('the value of the mere name of %s is what is called so', async (_, text) => {
  expect(await run(text)).toContain('import');
});

test('the value of an expression is no name', async () => {
  expect(await run('import base64\neval("1 + 1")\nx = base64.b64decode("cGFzcw==")\n')).toEqual([]);
});
