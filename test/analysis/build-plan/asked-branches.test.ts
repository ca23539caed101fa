import { expect, test } from 'vitest';
import { pyproject, startInMethod, whenIn, type Files } from './trees.js';

const BRANCH = 'import os, sys\nif sys.argv[-1] == "publish":\n    os.system("x")\n    sys.exit()\n';
const CHANGE = 'import sys\nsys.argv.append("publish")\n';

test('what setup.py does for a word that only its author says is latent', async () => {
  expect(await whenIn({ 'setup.py': BRANCH })).toEqual({ 'setup.py': 'latent' });
});

test('it stays so beside a module that changes the words in a function that nobody calls', async () => {
  expect(await whenIn({ 'setup.py': `${BRANCH}import helper\n`, 'helper.py': 'import sys\ndef main():\n    sys.argv.append("publish")\n' })).toEqual({ 'setup.py': 'latent' });
});

const changed: readonly (readonly [string, Files])[] = [
  ['a module that it imports', { 'setup.py': `import helper\n${BRANCH}`, 'helper.py': CHANGE }],
  ['a function that it calls', { 'setup.py': `import helper\nhelper.go()\n${BRANCH}`, 'helper.py': 'import sys\ndef go():\n    sys.argv.append("publish")\n' }],
  ['a module behind the one that it imports', { 'setup.py': `import helper\n${BRANCH}`, 'helper.py': 'import deeper\n', 'deeper.py': CHANGE }],
  ['a file that it executes', { 'setup.py': `exec(open("version.txt").read())\n${BRANCH}`, 'version.txt': CHANGE }],
  ['the own backend', { 'setup.py': BRANCH, 'pyproject.toml': pyproject('backend', '', '.'), 'backend.py': `from setuptools.build_meta import *\n${CHANGE}` }],
];

test.each(changed)('it runs while installing where %s changes the words', async (_, files) => {
  expect((await whenIn(files))['setup.py']).toBe('install');
});

test.each([
  ['starts it', 'import subprocess, sys\nsubprocess.call([sys.executable, "setup.py", "publish"])\n'],
  ['has distutils start it', 'from distutils.core import run_setup\nrun_setup("setup.py", ["publish"])\n'],
])('it runs while installing where the own backend %s with other words', async (_, body) => {
  const backend = `${body.split('\n')[0]}\ndef build_wheel(*given):\n    ${body.split('\n')[1]}\n`;
  expect((await whenIn({ 'setup.py': BRANCH, 'pyproject.toml': pyproject('backend', '', '.'), 'backend.py': backend }))['setup.py']).toBe('install');
});

test('the same in another script that setup.py starts runs while installing', async () => {
  expect((await whenIn({ 'setup.py': 'import subprocess, sys\nsubprocess.call([sys.executable, "gen.py", "publish"])\n', 'gen.py': BRANCH }))['gen.py']).toBe('install');
});

const HELPER = startInMethod('Update', 'run');
const COMMANDS = 'from setuptools import setup\nimport helper\nsetup(cmdclass={"update_icons": helper.Update})\n';
const INSTALL = 'import setuptools.command.install\nclass Hook(setuptools.command.install.install):\n    def run(self):\n        ';

test.each([
  ['in a module', COMMANDS],
  ['by its own name', 'from setuptools import setup\nfrom helper import Update\nsetup(cmdclass={"update_icons": Update})\n'],
  ['beside one for an install', `${INSTALL}self.run_command("build_py")\n${COMMANDS.replace('{', '{"install": Hook, ')}`],
])('a class that setup() is given %s as a command that has to be asked for is latent', async (_, setup) => {
  expect(await whenIn({ 'setup.py': setup, 'helper.py': HELPER })).toEqual({ 'helper.py': 'latent' });
});

const asked: readonly (readonly [string, Files])[] = [
  ['is given as a command that an install runs', { 'setup.py': COMMANDS.replace('update_icons', 'build_py') }],
  ['is given under a name that is not known', { 'setup.py': COMMANDS.replace('"update_icons"', 'name') }],
  ['is mentioned otherwise as well', { 'setup.py': `${COMMANDS}register(helper.Update)\n` }],
  ['is given to a function of another name', { 'setup.py': COMMANDS.replace('import setup', 'import setup as other').replace('setup(', 'other2(') }],
  ['is kept in another dict', { 'setup.py': COMMANDS.replace('cmdclass', 'options') }],
  ['is made', { 'setup.py': `${COMMANDS}helper.Update(d).run()\n` }],
  ['is run by an install', { 'setup.py': `${INSTALL}self.run_command("update_icons")\n${COMMANDS}` }],
  ['is run by an install by a name that is put together', { 'setup.py': `${INSTALL}self.run_command(name())\n${COMMANDS}` }],
  ['is put before the commands that an install still runs', { 'setup.py': `${INSTALL}self.distribution.commands.append("update_icons")\n${COMMANDS}` }],
  ['is a part of an install', { 'setup.py': `import setuptools.command.install\nclass Hook(setuptools.command.install.install):\n    sub_commands = [("update_icons", None)]\n${COMMANDS}` }],
  ['becomes a part of a build', { 'setup.py': `from distutils.command.build import build\nbuild.sub_commands.append(("update_icons", None))\n${COMMANDS}` }],
  ['is among the words of setup()', { 'setup.py': COMMANDS.replace('setup(', 'setup(script_args=["update_icons"], ') }],
  ['comes into the words of the script', { 'setup.py': `import sys\nsys.argv.append("update_icons")\n${COMMANDS}` }],
  ['comes into the words in another module', { 'setup.py': `import other\n${COMMANDS}`, 'other.py': 'import sys\nsys.argv.append("update_icons")\n' }],
  ['becomes a part of a build in another module', { 'setup.py': `import other\n${COMMANDS}`, 'other.py': 'from distutils.command.build import build\nbuild.sub_commands.append(("update_icons", None))\n' }],
  ['stands for a command of pip', { 'setup.py': COMMANDS, 'setup.cfg': '[aliases]\negg_info = update_icons egg_info\n' }],
];

test.each(asked)('a class that %s runs while installing', async (_, files) => {
  expect(await whenIn({ ...files, 'helper.py': HELPER })).toMatchObject({ 'helper.py': 'install' });
});

const OWN_COMMAND = 'import os\nfrom setuptools import setup, Command\nclass Tidy(Command):\n    def run(self):\n        os.system("x")\nsetup(cmdclass={"tidy": Tidy})\n';

test.each([
  ['runs where a command of pip stands for it', '[aliases]\nbdist_wheel = tidy bdist_wheel\n', 'install'],
  ['waits for whoever asks where another stands for a command of pip', '[aliases]\nbdist_wheel = upload bdist_wheel\n', 'latent'],
  ['waits for whoever asks where a word of its author stands for it', '[aliases]\nrelease = tidy sdist\n', 'latent'],
])('a command of setup.py itself %s', async (_, configuration, when) => {
  expect(await whenIn({ 'setup.py': OWN_COMMAND, 'setup.cfg': configuration })).toEqual({ 'setup.py': when });
});

test('what setup.py does for a word that is not pip\'s runs where a command of pip stands for it', async () => {
  expect(await whenIn({ 'setup.py': BRANCH, 'setup.cfg': '[aliases]\negg_info = publish\n' })).toEqual({ 'setup.py': 'install' });
});
