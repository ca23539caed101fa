import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createAnalysisWorkers, type AnalysisWorkers } from '../../src/app/analysis/analysis-workers.js';
import type { Sha256 } from '../../src/core/artifact.js';
import { parsePackageName } from '../../src/core/name.js';
import { untrusted } from '../../src/core/untrusted.js';
import { asSha256 } from '../../src/platform/files.js';
import { inFolder } from '../archive/reading.js';

let opened: AnalysisWorkers | null = null;

afterEach(() => opened?.close());

function workers(baseMs = 60_000): AnalysisWorkers {
  const { signal } = new AbortController();
  opened = createAnalysisWorkers({ entry: join(import.meta.dirname, 'stub-analysis-worker.mjs'), size: 2, signal, heapMegabytes: 64, guard: { baseMs, perMegabyteMs: 0 } });
  return opened;
}

const digest = (text: string): Sha256 => asSha256(createHash('sha256').update(text).digest('hex'));
const artifact = (path: string): Parameters<AnalysisWorkers['analyse']>[0] => ({ path, bytes: 10, sha256: digest(path), name: parsePackageName('garden'), version: untrusted('1') });

test('an artifact whose analysis hangs is a gap that names it, and the next one is still judged', async () => {
  const { analyse } = workers(1_500);
  const [hung, next] = await Promise.all([analyse(artifact('/x/hang-1.0-py3-none-any.whl')), analyse(artifact('/x/rose-1.0.tar.gz'))]);
  expect(hung).toEqual({
    isComplete: false,
    analysis: { kind: 'wheel', name: null, version: null, findings: [], gaps: [{ kind: 'runs', what: 'hang-1.0-py3-none-any.whl', why: 'its analysis was given up twice, after 1.5 seconds each' }] },
  });
  expect(next).toMatchObject({ isComplete: true, analysis: { gaps: [] } });
});

test('an artifact whose analysis needs too much memory is a gap, never an end of depsec', async () => {
  const { analyse } = workers();
  const exhausted = await analyse(artifact('/x/exhaust-1.0.tar.gz'));
  expect(exhausted).toMatchObject({ isComplete: false, analysis: { kind: 'sdist', gaps: [{ kind: 'runs', what: 'exhaust-1.0.tar.gz' }] } });
  expect(exhausted.analysis.gaps[0]?.why).toContain('broke down twice');
  expect(await analyse(artifact('/x/rose-1.0.tar.gz'))).toMatchObject({ isComplete: true });
});

test('what hung once and not again is judged as if nothing had happened', async () => {
  await inFolder(async (folder) => {
    expect(await workers(1_500).analyse(artifact(join(folder, 'once-1.0.tar.gz')))).toMatchObject({ isComplete: true, analysis: { gaps: [] } });
  });
});

test('the same bytes are analysed once, whoever begins', async () => {
  await inFolder(async (folder) => {
    const { begin, analyse } = workers();
    const subject = artifact(join(folder, 'rose-1.0.tar.gz'));
    begin(subject);
    expect(await analyse(subject)).toBe(await analyse({ ...subject, path: '/x/hang-1.0.tar.gz' }));
  });
});

test('a worker that fails or answers something else is an error, never a pass', async () => {
  const { analyse, begin } = workers();
  begin(artifact('/x/fail-1.0.tar.gz'));
  await expect(analyse(artifact('/x/fail-1.0.tar.gz'))).rejects.toThrow('no parser');
  await expect(analyse(artifact('/x/lie-1.0.tar.gz'))).rejects.toThrow('something else');
});
