import type { Resolved, Staged } from '../../core/artifact.js';
import type { Decision } from '../../core/decision.js';

export interface StageAndJudge {
  readonly stage: (resolved: Resolved) => Promise<Staged>;
  readonly judge: (staged: Staged) => Promise<Decision>;
  /** Called in the order of the plan, whatever came first. */
  readonly judged: (decision: Decision) => void;
  readonly fetched: (file: Staged, done: number) => void;
  /** How many files are fetched at the same time. */
  readonly parallel: number;
}

/** Starts staging every file, `parallel` at a time: each waits for the one that many places before it. */
function staging(items: readonly Resolved[], tools: StageAndJudge): readonly Promise<Staged>[] {
  let done = 0;
  const stageOne = async (item: Resolved): Promise<Staged> => {
    const file = await tools.stage(item);
    done += 1;
    tools.fetched(file, done);
    return file;
  };
  const started: Promise<Staged>[] = [];
  for (const item of items) {
    const before = started[started.length - tools.parallel];
    started.push(before ? before.then(() => stageOne(item)) : stageOne(item));
  }
  return started;
}

/** Fetches ahead in parallel, and judges each file as soon as it and all before it are there. Rejects with the first failure. */
export async function stageAndJudge(items: readonly Resolved[], tools: StageAndJudge): Promise<readonly Decision[]> {
  const files = staging(items, tools);
  // The first failure is thrown below; the others must not count as unhandled meanwhile.
  const settled = Promise.allSettled(files);
  const decisions: Decision[] = [];
  try {
    for (const file of files) {
      const decision = await tools.judge(await file);
      tools.judged(decision);
      decisions.push(decision);
    }
  } finally {
    await settled;
  }
  return decisions;
}
