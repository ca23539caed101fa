import type { Resolved } from '../../../core/artifact.js';

export interface StageAndJudge<Taken, Judged> {
  readonly stage: (resolved: Resolved) => Promise<Taken>;
  readonly judge: (taken: Taken) => Promise<Judged>;
  /** Called in the order of the plan, whatever came first. */
  readonly judged: (judged: Judged) => void;
  readonly fetched: (taken: Taken) => void;
  /** How many files are fetched at the same time. */
  readonly parallel: number;
}

/** Starts staging every file, `parallel` at a time: each waits for the one that many places before it. */
function staging<Taken>(items: readonly Resolved[], tools: Pick<StageAndJudge<Taken, unknown>, 'stage' | 'fetched' | 'parallel'>): readonly Promise<Taken>[] {
  const stageOne = async (item: Resolved): Promise<Taken> => {
    const taken = await tools.stage(item);
    tools.fetched(taken);
    return taken;
  };
  const started: Promise<Taken>[] = [];
  for (const item of items) {
    const before = started[started.length - tools.parallel];
    started.push(before ? before.then(() => stageOne(item)) : stageOne(item));
  }
  return started;
}

/** Fetches ahead in parallel, and judges each file as soon as it and all before it are there. Rejects with the first failure. */
export async function stageAndJudge<Taken, Judged>(items: readonly Resolved[], tools: StageAndJudge<Taken, Judged>): Promise<readonly Judged[]> {
  const files = staging(items, tools);
  // The first failure is thrown below; the others must not count as unhandled meanwhile.
  const settled = Promise.allSettled(files);
  const results: Judged[] = [];
  try {
    for (const file of files) {
      const result = await tools.judge(await file);
      tools.judged(result);
      results.push(result);
    }
  } finally {
    await settled;
  }
  return results;
}
