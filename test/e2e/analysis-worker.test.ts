import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
import { putWheel } from '../support/sources.js';

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

test('an analysis that machine code holds up is given up, and the process that waited for it goes on', async () => {
  const { project, folder } = ground();
  const wheel = putWheel(mkdtempSync(join(tmpdir(), 'depsec-slow-')), 'thicket', { 'thicket/__init__.py': `import os\nos.system("true")\n${'x = 1 2\n'.repeat(60_000)}` });
  const workers = createAnalysisWorkers({ entry: join(project, 'dist', 'analysis-worker.js'), size: 1, signal: new AbortController().signal, folder, guard: { baseMs: 700, perMegabyteMs: 0 } });
  const subject = { ...(await hashFile(wheel.path)), path: wheel.path, name: parsePackageName('thicket'), version: untrusted('1.0'), fileName: untrusted(wheel.fileName), shownAs: untrusted(wheel.fileName) };
  expect(await workers.analyse(subject)).toMatchObject({ isComplete: false, analysis: { gaps: [{ why: 'its analysis was given up twice, after 0.7 seconds each' }] } });
  await workers.close();
});
