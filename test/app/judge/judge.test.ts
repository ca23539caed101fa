import { expect, test } from 'vitest';
import { judge, judgeSoon, type JudgeTools } from '../../../src/app/judge/judge.js';
import { keptFindings, type KeptFindings } from '../../../src/app/judge/kept-findings.js';
import type { ArchiveAnalysis } from '../../../src/core/archive-analysis.js';
import type { Staged } from '../../../src/core/artifact.js';
import { parsePackageName } from '../../../src/core/name.js';
import { untrusted } from '../../../src/core/untrusted.js';
import { asSha256 } from '../../../src/platform/files.js';
import type { Store } from '../../../src/store/open-store.js';

const analysis: ArchiveAnalysis = { kind: 'wheel', name: null, version: null, findings: [], gaps: [] };
const artifact: Staged = {
  name: parsePackageName('garden'), version: untrusted('1'), fileName: untrusted('garden-1.whl'), path: '/x/garden-1.whl',
  sha256: asSha256('0'.repeat(64)), bytes: 1, requested: true, shownAs: untrusted('garden-1.whl'),
};

function toolsFor(isComplete: boolean, kept: KeptFindings): JudgeTools {
  return {
    ...kept,
    analyse: () => Promise.resolve({ analysis, isComplete }),
    lookUp: () => Promise.resolve({ advisories: [], project: null, gaps: [] }),
    judgeProject: () => ({ findings: [], gaps: [], risk: null }),
    decide: (report) => ({ report, verdict: 'blocked', action: 'block', score: 0, risk: null, reasons: [], waived: [], waivable: [], cleared: null }),
    review: () => Promise.resolve(null),
    now: () => 0,
  };
}

async function remembered(isComplete: boolean): Promise<number> {
  let kept = 0;
  await judge(artifact, toolsFor(isComplete, { recall: () => null, remember: () => { kept += 1; }, rememberAhead: () => undefined }), { trustMetadata: false });
  return kept;
}

// As the store keeps them, and how often something was written.
function rows(): { readonly store: Pick<Store, 'analyses'>; readonly writes: () => number } {
  const kept = new Map<string, unknown>();
  let writes = 0;
  return { writes: () => writes, store: { analyses: { get: (key) => kept.get(key) ?? null, put: (key, _, value) => { writes += 1; kept.set(key, value); } } } };
}

test('an analysis is kept for the next run, one that was given up is not', async () => {
  expect(await remembered(true)).toBe(1);
  expect(await remembered(false)).toBe(0);
});

test('what was found ahead of the judgement is kept at once, for a run that is interrupted, and is none of an earlier run to this one', async () => {
  const { store, writes } = rows();
  const tools = toolsFor(true, keptFindings(store, 'rules'));
  await judgeSoon(artifact, tools);
  expect(keptFindings(store, 'rules').recall(artifact.sha256)).toEqual(analysis);
  expect((await judge(artifact, tools, { trustMetadata: false })).report.cached).toBe(false);
  expect(writes()).toBe(1);
  expect((await judge(artifact, toolsFor(true, keptFindings(store, 'rules')), { trustMetadata: false })).report.cached).toBe(true);
});

test('an analysis that was given up ahead of the judgement is not kept', async () => {
  const { store, writes } = rows();
  await judgeSoon(artifact, toolsFor(false, keptFindings(store, 'rules')));
  expect(writes()).toBe(0);
});
