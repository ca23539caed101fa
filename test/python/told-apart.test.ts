import { expect, test } from 'vitest';
import type { When } from '../../src/core/facts/source-facts.js';
import { read } from './reading.js';

const START = 'import os, subprocess, sys\nfrom urllib.request import urlopen\nHERE = os.path.dirname(os.path.abspath(__file__))\nreply = urlopen("https://garden.example.invalid/").read()\n';

async function started(text: string, runs: When = 'import'): Promise<readonly string[]> {
  return ((await read(START + text, runs)).facts?.flows({ from: ['network', 'script'], to: 'process' }) ?? []).map(({ from, through }) => `${from} ${through}`);
}

const kept = (place: string): string => `with open(${place}, "wb") as leaf:\n    leaf.write(reply)\n`;

test.each([
  ['the terminal and Python', 'sys.stderr.write(reply)\nsubprocess.call([sys.executable, "-V"])\n'],
  ['a folder beside the file and one beside Python', `${kept('os.path.join(os.path.dirname(__file__), "a.png")')}subprocess.call([os.path.join(os.path.dirname(sys.executable), "tool"), "-q"])\n`],
  ['places of two variables of the environment', `${kept('os.path.join(os.environ["LEAVES"], "a")')}subprocess.call([os.path.join(os.environ["TOOLS"], "b")])\n`],
])('files that are named by way of the same module are told apart: %s', async (_, text) => {
  expect(await started(text)).toEqual([]);
});

test.each([
  ['a place of one variable of the environment', `${kept('os.path.join(os.getenv("LEAVES"), "a")')}subprocess.call([os.path.join(os.environ["LEAVES"], "a")])\n`],
  ['a place in a variable', `place = os.path.join(find(), "a")\n${kept('place')}subprocess.call([place])\n`],
  ['a place that another module knows', `import garden\n${kept('garden.place')}subprocess.call([garden.place])\n`],
  ['a place that a module of Python itself gives', `import tempfile\n${kept('os.path.join(tempfile.gettempdir(), "a")')}subprocess.call([os.path.join(tempfile.gettempdir(), "a")])\n`],
])('a file that is written and run is the same: %s', async (_, text) => {
  expect(await started(text)).toContain('network file');
});
