import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startIndex } from '../../support/servers/index-server.js';
import { parseObject } from '../../support/json.js';
import { sandboxOn, type Sandbox } from '../../support/runs/sandbox.js';
import { badEnd } from '../ending.js';
import { broke, held, oneByOne, type Family, type Outcome, type Place } from '../family.js';
import { faultKinds, faultedRun, WAYS, type FaultKind, type FaultedRun } from '../faults/faulted-run.js';
import { scenarios, type Scenario } from '../faults/scenarios.js';
import type { Random } from '../random.js';

type Counts = Readonly<Record<FaultKind, number>>;

interface Stage {
  readonly place: Place;
  readonly url: string;
  /** How many calls a scenario makes when nothing fails. */
  readonly counts: Map<Scenario, Promise<Counts>>;
}

async function inSandbox<T>({ ground }: Place, { needsPython }: Scenario, work: (box: Sandbox) => Promise<T>): Promise<T> {
  const box = sandboxOn(ground, { venv: needsPython });
  try {
    return await work(box);
  } finally {
    box.remove();
  }
}

const count = (scenario: Scenario, { place, url }: Stage): Promise<Counts> => inSandbox(place, scenario, async (box) => {
  const { note, code, output } = await faultedRun(box, scenario.args(box, url), { kind: 'file', nth: 0, how: '' });
  if (code !== scenario.code) throw new Error(`"${scenario.name}" fails by itself:\n${output}`);
  const threads = note.split('\n').map(parseObject);
  const of = (kind: FaultKind): number => Math.max(...threads.map((counts) => Number(counts[kind])));
  return { file: of('file'), thread: of('thread'), network: of('network'), process: of('process'), database: of('database') };
});

function countsOf(scenario: Scenario, stage: Stage): Promise<Counts> {
  const counts = stage.counts.get(scenario) ?? count(scenario, stage);
  stage.counts.set(scenario, counts);
  return counts;
}

const stateOf = (box: Sandbox, { needsPython }: Scenario): string => (needsPython ? box.installed().join(' ') : '');

/** An index that fails is done without where that is no danger, and it is said; what was installed without it stays, as with pip. */
const wentOn = (done: FaultedRun): boolean => done.output.replace(/\s+/g, ' ').includes('going on without it');

/** What is wrong with a run in which a call has failed. */
function problemWith(done: FaultedRun, box: Sandbox, scenario: Scenario): string | null {
  // Code that could not be read blocks; what is blocked by itself must never come out as anything milder.
  const isBlocked = done.code === 1 && /Blocked|blocked/.test(done.output);
  const bad = badEnd(done, scenario.code === 1 || isBlocked ? [1, 2, 3] : [0, 2, 3]);
  const state = stateOf(box, scenario);
  const whole = scenario.installed.join(' ');
  if (bad !== null) return bad;
  if (wentOn(done)) return null;
  if (state !== '' && state !== whole) return `half of it is installed: ${state}, by a run that said:\n${done.output}`;
  return done.code === 0 && state !== whole ? `exit code 0, but ${state || 'nothing'} is installed, by a run that said:\n${done.output}` : null;
}

/** What is wrong with the next run, in which nothing fails. */
async function problemAfterwards(box: Sandbox, scenario: Scenario, { url, done }: { readonly url: string; readonly done: FaultedRun }): Promise<string | null> {
  const next = await box.depsec(scenario.args(box, url), { venv: scenario.needsPython ? box.venv : null });
  const bad = badEnd(next, [scenario.code]);
  const runs = join(box.home, '.depsec', 'runs');
  if (bad !== null) return `the next run: ${bad}`;
  if (!wentOn(done) && stateOf(box, scenario) !== scenario.installed.join(' ')) return `after the next run ${stateOf(box, scenario)} is installed`;
  return existsSync(runs) && readdirSync(runs).length > 0 ? `left behind: ${readdirSync(runs).join(' ')}` : null;
}

async function attempt(random: Random, stage: Stage): Promise<Omit<Outcome, 'seed'>> {
  const scenario = random.pick(scenarios);
  const counts = await countsOf(scenario, stage);
  const kinds = faultKinds.filter((kind) => counts[kind] > 0);
  const kind = kinds[random.below(kinds.length)] ?? 'file';
  const fault = { kind, nth: 1 + random.below(counts[kind]), how: random.pick<string>(WAYS[kind]) };
  return await inSandbox(stage.place, scenario, async (box) => {
    const done = await faultedRun(box, scenario.args(box, stage.url), fault);
    const problem = problemWith(done, box, scenario) ?? (await problemAfterwards(box, scenario, { url: stage.url, done }));
    return problem === null ? held(`${kind}: exit code ${done.code}`) : broke(`"${scenario.name}" with ${done.note || JSON.stringify(fault)}: ${problem}`);
  });
}

export const faults: Family = {
  promise: 'whatever call fails, there is a clear error or success: nothing is half installed, no cache is damaged, and no exit code is made up',
  ordinary: 6,
  variety: 2,
  open: async (place) => {
    const index = await startIndex({ files: place.ground.files, metadata: true });
    const stage: Stage = { place, url: index.url, counts: new Map() };
    return { attempt: oneByOne((random) => attempt(random, stage)), close: index.close };
  },
};
