import { expect, test } from 'vitest';
import { judgeInstalled } from '../../../src/app/scan/judge-installed.js';
import type { Staged } from '../../../src/core/artifact.js';
import { parsePackageName } from '../../../src/core/name.js';
import { decide } from '../../../src/policy/decide.js';
import { artifact, policy, report } from '../../policy/reports.js';

const named = (name: string): Staged => ({ ...artifact, name: parsePackageName(name) });

interface Bench {
  readonly told: string[];
  /** The analysis of a package comes to its end. */
  readonly end: (name: string) => void;
  readonly judged: Promise<readonly string[]>;
}

/** Packages whose analyses end when the test says so. */
function bench(names: readonly string[]): Bench {
  const told: string[] = [];
  const ends = new Map<string, () => void>();
  const analyses = new Map(names.map((name) => [name, new Promise<void>((resolve) => { ends.set(name, resolve); })]));
  const decisions = judgeInstalled(names.map(named), {
    signal: new AbortController().signal,
    judgeSoon: async ({ name }) => (await analyses.get(name), null),
    judge: async (judged) => (await analyses.get(judged.name), decide({ ...report(), artifact: judged }, policy())),
  }, { advance: ({ done, total, label }) => told.push(`${done} of ${total}: ${label}`) });
  return { told, end: (name) => ends.get(name)?.(), judged: decisions.then((all) => all.map((decision) => decision.report.artifact.name)) };
}

test('progress counts what is done, and decisions come in the order of the packages', async () => {
  const { told, end, judged } = bench(['ash', 'birch', 'cedar']);
  for (const name of ['cedar', 'birch', 'ash']) end(name);
  expect(await judged).toEqual(['ash', 'birch', 'cedar']);
  expect(told).toEqual(['1 of 3: cedar', '2 of 3: birch', '3 of 3: ash']);
});
