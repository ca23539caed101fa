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

const writes = (place: string): string => `with open(os.path.join(HERE, ${place}), "w") as leaf:\n    leaf.write("import os\\nif True:\\n    X = 1\\n")\n`;

test.each([
  ['of a tool', `${writes('"garden", "version.py"')}subprocess.call([os.path.join(HERE, "tools", "gen.sh")])\n`],
  ['of a tool that is told of another file', `${writes('"garden", "version.py"')}subprocess.call([os.path.join(HERE, "tools", "gen.sh"), "-o", os.path.join(HERE, "table.c")])\n`],
])('a script that is written into a folder is told from others in it by the name %s', async (_, text) => {
  expect(await started(text, 'install')).toEqual([]);
});

test.each([
  ['its name', `${writes('"garden", "leaf.py"')}subprocess.call([sys.executable, os.path.join(HERE, "garden", "leaf.py")])\n`],
  ['the name of its module', `${writes('"garden", "leaf.py"')}subprocess.call("cd " + HERE + "/src && python -m garden.leaf", shell=True)\n`],
  ['its folder', `${writes('"garden", "__main__.py"')}subprocess.call([sys.executable, os.path.join(HERE, "garden")])\n`],
  ['the folder above', `${writes('"setup.py"')}subprocess.call(["pip", "install", HERE])\n`],
  ['a folder that is gone to', `${writes('"garden", "leaf.py"')}os.system("cd " + HERE + "/garden; ./run")\n`],
  ['a pattern', `${writes('"leaf.py"')}os.system("python " + HERE + "/l*.py")\n`],
  ['the working folder', `${writes('"setup.py"')}os.system("cd " + HERE + "/src/.. && pip install .")\n`],
  ['a module that can import it', `${writes('"garden", "leaf.py"')}subprocess.call([sys.executable, os.path.join(HERE, "garden_tool.py")])\n`],
  ['a name that is not known', `${writes('"leaf.py"')}subprocess.call([sys.executable, os.path.join(HERE, name)])\n`],
])('a script that is written and started by %s is met again', async (_, text) => {
  expect(await started(text, 'install')).toContain('script file');
});

test('what was fetched into a folder is met again by whatever is started from there', async () => {
  expect(await started(`${kept('os.path.join(HERE, "garden", "leaf.dat")')}subprocess.call([os.path.join(HERE, "tools", "gen.sh")])\n`)).toContain('network file');
});

const launcher = (name: string): string => `with open("${name}", "w") as leaf:\n    leaf.write("#!/bin/sh\\nexec garden\\n")\n`;

test.each([
  ['whose name is a part of another one', 'subprocess.call(["gunzip", "sc-apps-garden.svgz"])\n'],
  ['whose name another one begins with', 'subprocess.call(["gunzip", "garden.svgz"])\n'],
  ['that is made a program', 'subprocess.call(["chmod", "+x", "garden"])\n'],
  ['that is copied under the same name', 'os.system("cp garden build/garden")\n'],
])('a script is not started that is written, and %s', async (_, text) => {
  expect(await started(launcher('garden') + text, 'install')).toEqual([]);
});

test.each([
  ['made a program and started', 'os.system("chmod +x garden && ./garden")\n'],
  ['made a program, and started by another line', 'subprocess.call(["chmod", "+x", "garden"])\nsubprocess.call(["./garden"])\n'],
  ['made a program by a shell that goes on', 'os.system("chmod +x garden; $(cat garden)")\n'],
  ['copied under another name', 'os.system("cp garden other")\n'],
  ['copied out of the project', 'os.system("cp garden /etc/profile.d/garden")\n'],
  ['copied, and started where the copy is', 'os.system("cp garden build/")\nos.system("sh build/garden")\n'],
  ['given behind an option', 'os.system("php -fgarden")\n'],
])('a script is started that is written, and %s', async (_, text) => {
  expect(await started(launcher('garden') + text, 'install')).toContain('script file');
});

test('what was fetched is met again by a program that only tends it', async () => {
  expect(await started(`${kept('"garden.sh"')}subprocess.call(["chmod", "+x", "garden.sh"])\n`)).toEqual(['network file']);
});
