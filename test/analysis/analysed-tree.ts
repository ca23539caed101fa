import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { analyseArchive } from '../../src/analysis/analyse-archive.js';
import { parsePackageName } from '../../src/core/name.js';
import { loadPythonParser } from '../../src/python/parser.js';
import * as rules from '../../src/rules/registry.js';
import { WASM_FILES } from '../python/reading.js';

const parser = loadPythonParser(WASM_FILES);

/** What is said of a project of these files. */
export async function analysedTree(files: Readonly<Record<string, Buffer>>): ReturnType<typeof analyseArchive> {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-tree-'));
  try {
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    return await analyseArchive(folder, { rules, loadParser: () => parser }, { name: parsePackageName('plot'), version: '1.0' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
