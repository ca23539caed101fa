import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startIndex } from '../../support/servers/index-server.js';
import { sandboxOn, type Sandbox } from '../../support/runs/sandbox.js';
import { badEnd } from '../ending.js';
import { broke, held, oneByOne, type Family, type Outcome, type Place } from '../family.js';
import { scenarios, type Scenario } from '../faults/scenarios.js';
import { canMount, depsecWithin, type Limit } from '../limits/within.js';
import type { Random } from '../random.js';

const KB = 1_024;

const someLimit = (random: Random): Limit => random.pick<() => Limit>([
  // Node itself needs about twenty before depsec begins.
  () => ({ of: 'descriptors', most: 22 + random.below(40) }),
  () => ({ of: 'file size', most: random.below(300) * KB }),
  () => ({ of: 'heap', most: (60 + random.below(100)) * 1_000_000 }),
  ...(canMount ? [(): Limit => ({ of: 'disk', most: (60 + random.below(2_000)) * KB, where: random.pick(['home', 'temporary']) })] : []),
])();

const installed = (box: Sandbox, { needsPython }: Scenario): string => (needsPython ? box.installed().join(' ') : '');

async function problemOf(limit: Limit, box: Sandbox, { scenario, url }: { readonly scenario: Scenario; readonly url: string }): Promise<{ readonly code: number; readonly problem: string | null }> {
  const done = await depsecWithin(limit, box, scenario.args(box, url));
  const { code } = done;
  const bad = badEnd(done, scenario.code === 1 ? [1, 2, 3] : [0, 2, 3]);
  const [state, whole] = [installed(box, scenario), scenario.installed.join(' ')];
  if (bad !== null) return { code, problem: bad };
  if (code === 0 && state !== whole) return { code, problem: `exit code 0, but ${state || 'nothing'} is installed, by a run that said:\n${done.output}` };
  if (state !== '' && state !== whole && !(await box.depsec(['doctor'])).stdout.includes('install --repair')) return { code, problem: `half of it is installed: ${state}, and no word of it` };
  const next = await box.depsec(scenario.args(box, url), { venv: scenario.needsPython ? box.venv : null });
  return { code, problem: badEnd(next, [scenario.code]) };
}

async function attempt(random: Random, { ground }: Place, url: string): Promise<Omit<Outcome, 'seed'>> {
  const [scenario, limit] = [random.pick(scenarios), someLimit(random)];
  const box = sandboxOn(ground, { venv: scenario.needsPython });
  try {
    for (const folder of ['tmp', 'mounted', join('home', '.depsec')]) mkdirSync(join(box.folder, folder), { mode: 0o700 });
    const { code, problem } = await problemOf(limit, box, { scenario, url });
    return problem === null ? held(`${limit.of}: exit code ${code}`) : broke(`"${scenario.name}" with ${JSON.stringify(limit)}: ${problem}`);
  } finally {
    box.remove();
  }
}

export const limits: Family = {
  promise: 'with too few descriptors, too small a disk or too little memory depsec ends with a clear error or does its work, and the next run does it',
  ordinary: 6,
  variety: 3,
  open: async (place) => {
    const index = await startIndex({ files: place.ground.files, metadata: true });
    return { attempt: oneByOne((random) => attempt(random, place, index.url)), close: index.close };
  },
};
