import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startIndex } from '../../support/servers/index-server.js';
import { killGroup, processesOf } from '../../support/runs/killed-run.js';
import { storeProblem } from '../../support/store-problem.js';
import { sandboxOn, type Sandbox } from '../../support/runs/sandbox.js';
import { installedIn } from '../../support/tree.js';
import { badEnd } from '../ending.js';
import { broke, held, oneByOne, type Family, type Outcome, type Place } from '../family.js';
import type { Random } from '../random.js';

const CROWD = 20;
const FAMILY = ['petals==2.0.0', 'seedling==2.0.0', 'sunflower==2.0.0'];

/** One of the crowd: what it does, and how it ends when it is left alone. */
interface Member {
  readonly args: readonly string[];
  readonly code: number;
  /** A folder that it installs into. */
  readonly target: string | null;
  /** Milliseconds after which it is killed; null: never. */
  readonly killedAfterMs: number | null;
}

interface Ended {
  readonly member: Member;
  readonly code: number | null;
  readonly output: string;
}

const fileOf = ({ ground }: Sandbox, project: string): string => ground.files.find((file) => file.project === project)?.path ?? '';

function memberOf(random: Random, box: Sandbox, { url, at }: { readonly url: string; readonly at: number }): Member {
  const killedAfterMs = random.chance(3) ? random.below(4_000) : null;
  const target = join(box.folder, `target-${at}`);
  const work = random.pick([
    { args: ['scan', fileOf(box, 'petals'), fileOf(box, 'sunflower')], code: 0, target: null },
    { args: ['scan', fileOf(box, 'sunflower'), fileOf(box, 'thornbush')], code: 1, target: null },
    { args: ['scan', fileOf(box, 'seedling')], code: 0, target: null },
    { args: ['scan', fileOf(box, 'thornbush')], code: 1, target: null },
    { args: ['cache', 'clear'], code: 0, target: null },
    { args: ['install', '--target', target, '-i', url, 'sunflower'], code: 0, target },
  ]);
  return { ...work, killedAfterMs };
}

/** Starts one, and kills it with all that it started when its time has come. */
async function run(box: Sandbox, member: Member): Promise<Ended> {
  const { args, cwd, env } = box.depsecCommand(member.args);
  const child = spawn(process.execPath, args, { cwd, env: { ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { output += text; });
  const ended = new Promise<number | null>((resolve) => { child.once('close', resolve); });
  const timer = member.killedAfterMs === null ? undefined : setTimeout(() => killGroup(child.pid ?? 0), member.killedAfterMs);
  const code = await ended;
  clearTimeout(timer);
  return { member, code, output };
}

/** Null, or what is wrong with one that was left alone. One that was killed owes nothing. */
function problemWith({ member, code, output }: Ended): string | null {
  if (code === null && member.killedAfterMs !== null) return null;
  const problem = badEnd({ code: code ?? -1, output }, [member.code]);
  const installed = member.target === null ? FAMILY : installedIn(member.target);
  if (problem !== null) return `${member.args.slice(0, 2).join(' ')}: ${problem}`;
  return installed.join(' ') === FAMILY.join(' ') ? null : `${installed.join(' ')} is installed in ${member.target}`;
}

async function endAll(box: Sandbox): Promise<void> {
  for (let left = processesOf(box.folder); left.length > 0; left = processesOf(box.folder)) {
    for (const pid of left) killGroup(pid);
    await delay(20);
  }
}

/** What is wrong afterwards: with the store, or with the verdicts of runs that are alone. */
async function problemAfterwards(box: Sandbox): Promise<string | null> {
  const home = join(box.home, '.depsec');
  const store = await storeProblem(home);
  if (store !== null) return store;
  for (const [project, code] of [['petals', 0], ['thornbush', 1]] as const) {
    const problem = badEnd(await box.depsec(['scan', fileOf(box, project)]), [code]);
    if (problem !== null) return `afterwards: ${problem}`;
  }
  return readdirSync(join(home, 'runs')).length === 0 ? null : `left behind: ${readdirSync(join(home, 'runs')).join(' ')}`;
}

async function attempt(random: Random, { ground }: Place, url: string): Promise<Omit<Outcome, 'seed'>> {
  const box = sandboxOn(ground);
  mkdirSync(join(box.home, '.depsec'), { mode: 0o700 });
  try {
    const members = Array.from({ length: CROWD }, (_, at) => memberOf(random, box, { url, at }));
    const ended = await Promise.all(members.map((member) => run(box, member)));
    await endAll(box);
    const problem = ended.map(problemWith).find((each) => each !== null) ?? (await problemAfterwards(box));
    return problem === null ? held(`${ended.filter(({ code }) => code === null).length} of ${CROWD} killed`) : broke(problem);
  } finally {
    await endAll(box);
    rmSync(box.folder, { recursive: true, force: true });
  }
}

export const crowds: Family = {
  promise: 'twenty runs at once on one home, of which some are killed: all others end as they would alone, and the store is whole',
  ordinary: 1,
  variety: 1,
  open: async (place) => {
    const index = await startIndex({ files: place.ground.files, metadata: true });
    return { attempt: oneByOne((random) => attempt(random, place, index.url)), close: index.close };
  },
};
