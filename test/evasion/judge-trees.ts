import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { analyseArchive } from '../../src/analysis/analyse-archive.js';
import { severities } from '../../src/core/finding.js';
import { parsePackageName } from '../../src/core/name.js';
import { loadPythonParser } from '../../src/python/parser.js';
import * as rules from '../../src/rules/registry.js';
import type { Sample } from './sample.js';

// Without the native parser, so that the figures are the same on every machine.
const PARSER = { backend: 'wasm' as const, wasmRuntime: 'node_modules/web-tree-sitter/web-tree-sitter.wasm', wasmGrammar: 'data/grammar/tree-sitter-python.wasm' };

type Analysis = Awaited<ReturnType<typeof analyseArchive>>;

/** The verdict under the default policy: critical blocks, high and medium warn, code that could not be read and would run blocks. */
function verdictOf({ findings, gaps }: Analysis): string {
  const worst = Math.max(-1, ...findings.map(({ severity }) => severities.indexOf(severity)));
  if (worst >= severities.indexOf('critical') || gaps.some(({ kind }) => kind === 'runs')) return 'blocked';
  return worst >= severities.indexOf('medium') ? 'warned' : 'safe';
}

function write(folder: string, { files }: Sample): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Judges source trees as `scan` does: each is written to a temporary folder, read there, and removed. Nothing in it is run. */
export async function judgeTrees(samples: readonly Sample[]): Promise<ReadonlyMap<string, string>> {
  const parser = loadPythonParser(PARSER);
  const root = mkdtempSync(join(tmpdir(), 'depsec-evasion-'));
  const verdicts = new Map<string, string>();
  try {
    for (const sample of samples) {
      const folder = join(root, sample.id);
      write(folder, sample);
      verdicts.set(sample.id, verdictOf(await analyseArchive(folder, { rules, loadParser: () => parser }, { name: parsePackageName('plot'), version: '1.0' })));
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return verdicts;
}
