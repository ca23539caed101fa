import { expect, test } from 'vitest';
import { START, whenIn } from './trees.js';

const setup = (call: string): string => `import os, subprocess\nhere = os.path.dirname(__file__)\n${call}\n`;

test.each([
  ['by Python', 'subprocess.check_call(["python", "build.py"], cwd="ui")'],
  ['by itself', 'subprocess.check_call(["./build.py"], cwd="ui")'],
  ['by a shell', 'subprocess.run("python build.py --leaf", shell=True, cwd="./ui/")'],
  ['below where setup.py lies', 'subprocess.check_call(["python", "build.py"], cwd=os.path.join(here, "ui"))'],
])('a script that setup.py starts %s in another folder runs while installing', async (_, call) => {
  expect(await whenIn({ 'setup.py': setup(call), 'ui/build.py': START })).toMatchObject({ 'ui/build.py': 'install' });
});

test('a script of the same name in a folder that nothing is started in does not', async () => {
  expect(await whenIn({ 'setup.py': setup('subprocess.check_call(["python", "build.py"], cwd="ui")'), 'ui/build.py': START, 'other/build.py': START })).toMatchObject({ 'ui/build.py': 'install', 'other/build.py': 'latent' });
});
