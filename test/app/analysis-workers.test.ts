import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAnalysisWorkers, type AnalysisWorkers } from '../../src/app/analysis/analysis-workers.js';
import type { Sha256 } from '../../src/core/artifact.js';
import { parsePackageName } from '../../src/core/name.js';
import { untrusted } from '../../src/core/untrusted.js';
import { asSha256 } from '../../src/platform/files.js';

let opened: AnalysisWorkers | null = null;
let folder = '';

beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'depsec-workers-')); });

afterEach(async () => {
  await opened?.close();
  rmSync(folder, { recursive: true });
});

function workers(baseMs = 60_000): AnalysisWorkers {
  const { signal } = new AbortController();
  opened = createAnalysisWorkers({ entry: join(import.meta.dirname, 'stub-analysis-worker.mjs'), size: 2, signal, folder, heapMegabytes: 64, guard: { baseMs, perMegabyteMs: 0 } });
  return opened;
}

const digest = (text: string): Sha256 => asSha256(createHash('sha256').update(text).digest('hex'));

/** A file that holds its own path. */
function artifact(fileName: string): Parameters<AnalysisWorkers['analyse']>[0] {
  const path = join(folder, fileName);
  writeFileSync(path, path);
  return { path, bytes: 10, sha256: digest(path), name: parsePackageName('garden'), version: untrusted('1'), fileName: untrusted(fileName), shownAs: untrusted(fileName) };
}

test('an artifact whose analysis hangs is a gap that names it, and the next one is still judged', async () => {
  const { analyse } = workers(1_500);
  const [hung, next] = await Promise.all([analyse(artifact('hang-1.0-py3-none-any.whl')), analyse(artifact('rose-1.0.tar.gz'))]);
  expect(hung).toEqual({
    isComplete: false,
    analysis: { kind: 'wheel', name: null, version: null, findings: [], gaps: [{ kind: 'runs', what: 'hang-1.0-py3-none-any.whl', why: 'its analysis was given up twice, after 1.5 seconds each' }] },
  });
  expect(next).toMatchObject({ isComplete: true, analysis: { gaps: [] } });
});

test('an artifact whose analysis needs too much memory is a gap, never an end of depsec', async () => {
  const { analyse } = workers();
  const exhausted = await analyse(artifact('exhaust-1.0.tar.gz'));
  expect(exhausted).toMatchObject({ isComplete: false, analysis: { kind: 'sdist', gaps: [{ kind: 'runs', what: 'exhaust-1.0.tar.gz' }] } });
  expect(exhausted.analysis.gaps[0]?.why).toContain('broke down twice');
  expect(await analyse(artifact('rose-1.0.tar.gz'))).toMatchObject({ isComplete: true });
});

test('what hung once and not again is judged as if nothing had happened', async () => {
  expect(await workers(1_500).analyse(artifact('once-1.0.tar.gz'))).toMatchObject({ isComplete: true, analysis: { gaps: [] } });
});

test('the same bytes are analysed once, whoever begins', async () => {
  const { analyse } = workers();
  const subject = artifact('rose-1.0.tar.gz');
  expect(await analyse(subject)).toBe(await analyse({ ...subject, path: '/x/hang-1.0.tar.gz' }));
  expect(await analyse({ ...subject, subdirectory: 'inner' })).not.toBe(await analyse(subject));
});

test('a worker that fails or answers something else is an error, never a pass', async () => {
  const { analyse } = workers();
  await expect(analyse(artifact('fail-1.0.tar.gz'))).rejects.toThrow('no parser');
  await expect(analyse(artifact('lie-1.0.tar.gz'))).rejects.toThrow('something else');
});

test('a file that is not the one it was when it was staged is an error that names it', async () => {
  const { analyse } = workers();
  await expect(analyse({ ...artifact('rose-1.0.tar.gz'), sha256: digest('another') })).rejects.toMatchObject({ code: 'hash-mismatch', message: expect.stringContaining('rose-1.0.tar.gz') });
});
