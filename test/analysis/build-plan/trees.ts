import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { analyseArchive, type KnownIdentity } from '../../../src/analysis/analyse-archive.js';
import type { ArchiveAnalysis } from '../../../src/core/archive-analysis.js';
import { defineRule, type Rule } from '../../../src/core/rule.js';
import { loadPythonParser } from '../../../src/python/parser.js';
import { tarOf } from '../../archive/hostile-tar.js';
import { inFolder } from '../../archive/reading.js';
import { WASM_FILES } from '../../python/reading.js';

const parser = loadPythonParser({ ...WASM_FILES, backend: 'wasm' });

/** Tells of every process that a file starts when that happens. */
const startsWhen = defineRule({
  kind: 'source',
  title: 'Tells when processes start',
  docs: 'For tests.',
  check: (facts) => facts.calls('process').map((call) => ({ severity: 'info', message: call.when, at: call })),
});

export type Files = Readonly<Record<string, string>>;

/** Analyses these files as an sdist whose root folder is `g-1`. */
export async function analysedSdist(files: Files, rules: Readonly<Record<string, Rule>> = { startsWhen }, known: Partial<KnownIdentity> = {}): Promise<ArchiveAnalysis> {
  const entries = Object.entries(files).map(([name, data]) => ({ name: `g-1/${name}`, data }));
  return inFolder(async (folder) => {
    await writeFile(join(folder, 'g-1.tar.gz'), gzipSync(tarOf(entries)));
    return analyseArchive(join(folder, 'g-1.tar.gz'), { rules, loadParser: () => parser }, { name: null, version: null, ...known });
  });
}

/** Analyses these files as a folder. */
export async function analysedFolder(files: Files): Promise<ArchiveAnalysis> {
  return inFolder(async (folder) => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return analyseArchive(folder, { rules: { startsWhen }, loadParser: () => parser }, { name: null, version: null });
  });
}

/** When the processes in each file start: `install`, `import` or `latent`. */
export async function whenIn(files: Files, known: Partial<KnownIdentity> = {}): Promise<Readonly<Record<string, string>>> {
  const { findings } = await analysedSdist(files, { startsWhen }, known);
  return Object.fromEntries(findings.map(({ file, message }) => [String(file).replace(/^g-1\//, ''), String(message)]));
}

/** A line that starts a process, at the top level or in a function or method. */
export const START = 'import os\nos.system("x")\n';
export const startIn = (name: string): string => `import os\ndef ${name}(*given):\n    os.system("x")\n`;
export const startInMethod = (name: string, method: string, base = 'object'): string => `import os\nclass ${name}(${base}):\n    def ${method}(self, *given):\n        os.system("x")\n`;

/** A pyproject.toml with this build system. */
export const pyproject = (backend: string, more = '', path: string | null = null): string =>
  `[build-system]\nrequires = []\nbuild-backend = "${backend}"\n${path === null ? '' : `backend-path = ["${path}"]\n`}${more}`;
