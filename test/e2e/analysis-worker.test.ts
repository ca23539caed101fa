import { join } from 'node:path';
import { expect, test } from 'vitest';
import { analyseArchive } from '../../src/analysis/analyse-archive.js';
import { createAnalysisWorkers } from '../../src/app/analysis/analysis-workers.js';
import { parserLoader } from '../../src/app/analysis/parser-files.js';
import { parsePackageName } from '../../src/core/name.js';
import { untrusted } from '../../src/core/untrusted.js';
import { hashFile } from '../../src/platform/files.js';
import * as rules from '../../src/rules/registry.js';
import { ground } from '../support/given.js';

test('a worker finds in every file of the garden what the main thread finds', async () => {
  const { project, files, folder } = ground();
  const loadParser = parserLoader(project);
  const workers = createAnalysisWorkers({ entry: join(project, 'dist', 'analysis-worker.js'), size: 2, signal: new AbortController().signal, folder });
  const identity = { name: parsePackageName('garden'), version: untrusted('1') };
  try {
    expect(files.length).toBeGreaterThan(5);
    for (const { path, fileName } of files) {
      const inWorker = await workers.analyse({ path, ...(await hashFile(path)), ...identity, fileName: untrusted(fileName), shownAs: untrusted(fileName) });
      expect(inWorker).toEqual({ isComplete: true, analysis: await analyseArchive(path, { rules, loadParser }, identity) });
    }
  } finally {
    await workers.close();
  }
});
