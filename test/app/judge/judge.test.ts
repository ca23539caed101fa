import { expect, test } from 'vitest';
import { judge, type JudgeTools } from '../../../src/app/judge/judge.js';
import type { ArchiveAnalysis } from '../../../src/core/archive-analysis.js';
import type { Staged } from '../../../src/core/artifact.js';
import { parsePackageName } from '../../../src/core/name.js';
import { untrusted } from '../../../src/core/untrusted.js';
import { asSha256 } from '../../../src/platform/files.js';

const analysis: ArchiveAnalysis = { kind: 'wheel', name: null, version: null, findings: [], gaps: [] };
const artifact: Staged = {
  name: parsePackageName('garden'), version: untrusted('1'), fileName: untrusted('garden-1.whl'), path: '/x/garden-1.whl',
  sha256: asSha256('0'.repeat(64)), bytes: 1, requested: true, shownAs: untrusted('garden-1.whl'),
};

async function remembered(isComplete: boolean): Promise<number> {
  let kept = 0;
  const tools: JudgeTools = {
    recall: () => null,
    remember: () => { kept += 1; },
    analyse: () => Promise.resolve({ analysis, isComplete }),
    lookUp: () => Promise.resolve({ advisories: [], project: null, gaps: [] }),
    judgeProject: () => ({ findings: [], gaps: [], risk: null }),
    decide: (report) => ({ report, verdict: 'blocked', action: 'block', score: 0, risk: null, reasons: [], waived: [], waivable: [], cleared: null }),
    review: () => Promise.resolve(null),
    now: () => 0,
  };
  await judge(artifact, tools, { trustMetadata: false });
  return kept;
}

test('an analysis is kept for the next run, one that was given up is not', async () => {
  expect(await remembered(true)).toBe(1);
  expect(await remembered(false)).toBe(0);
});
