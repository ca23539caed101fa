import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { analyseArchive } from '../../../src/analysis/analyse-archive.js';
import type { ArchiveAnalysis } from '../../../src/core/archive-analysis.js';
import type { Rule } from '../../../src/core/rule.js';
import { loadPythonParser } from '../../../src/python/parser.js';
import { zipOf } from '../../archive/hostile-zip.js';
import { inFolder } from '../../archive/reading.js';
import { WASM_FILES } from '../../python/reading.js';

const parser = loadPythonParser({ ...WASM_FILES, backend: 'wasm' });

/** Members of a wheel of `garden`, by their paths. */
export type Files = Readonly<Record<string, string | Buffer>>;

/** What is found in a wheel that holds these files, and nothing else but its metadata. */
export async function analysedWheel(files: Files, rules: Readonly<Record<string, Rule>>): Promise<ArchiveAnalysis> {
  const bytes = zipOf(Object.entries({ ...files, 'garden-1.0.dist-info/METADATA': 'Name: garden\n' }).map(([name, data]) => ({ name, data })));
  return inFolder(async (folder) => {
    const path = join(folder, 'garden-1.0-py3-none-any.whl');
    await writeFile(path, bytes);
    return analyseArchive(path, { rules, loadParser: () => parser }, { name: null, version: null });
  });
}

/** Findings as `severity file`, worst first. */
export async function told(files: Files, rules: Readonly<Record<string, Rule>>): Promise<readonly string[]> {
  return (await analysedWheel(files, rules)).findings.map(({ severity, file }) => `${severity} ${file}`);
}
