import { rmSync } from 'node:fs';
import { ensureBuilt, prepare } from '../support/runs/prepare.js';
import { seedsFrom, type Family, type Trial } from './family.js';
import * as properties from './properties.js';
import * as runs from './runs.js';
import { openFamily, takeTurn } from './turn.js';

/** So many seconds a turn takes, more or less, so that no family waits long for its next one. */
const TURN_SECONDS = 10;

export interface SoakWords {
  readonly minutes: number;
  /** Families to try; all when empty. */
  readonly names: readonly string[];
  readonly seed: number;
  /** So many of each family and no more; 0 for as long as there is time. */
  readonly cases: number;
}

interface Runner {
  readonly name: string;
  readonly trial: Trial;
  readonly endings: Map<string, number>;
  next: number;
  /** Cases of the next turn. */
  size: number;
}

const families: Readonly<Record<string, Family>> = { ...properties, ...runs };

function chosen(names: readonly string[]): readonly (readonly [string, Family])[] {
  const unknown = names.filter((name) => !Object.hasOwn(families, name));
  if (unknown.length > 0) throw new Error(`no such family: ${unknown.join(', ')}; there are ${Object.keys(families).join(', ')}`);
  return Object.entries(families).filter(([name]) => names.length === 0 || names.includes(name));
}

/** Takes one turn; true when every promise was kept. */
async function turn(runner: Runner): Promise<boolean> {
  const started = performance.now();
  const { endings, broken } = await takeTurn(runner.trial, seedsFrom(runner.next, runner.size));
  const seconds = (performance.now() - started) / 1_000;
  for (const [ending, count] of endings) runner.endings.set(ending, (runner.endings.get(ending) ?? 0) + count);
  runner.next += runner.size;
  runner.size = Math.max(1, Math.min(20_000, Math.round((runner.size * TURN_SECONDS) / Math.max(seconds, 0.1)), runner.size * 4));
  for (const { seed, broken: what } of broken) console.log(`\n${runner.name}: the promise is broken by case ${seed}:\n${what}\n\nAgain: DEPSEC_SEED=${seed} DEPSEC_CASES=1 npm run soak -- ${runner.name}`);
  return broken.length === 0;
}

function show({ name, endings }: Runner): void {
  const rows = [...endings].toSorted(([, a], [, b]) => b - a);
  console.log(`${name}: ${rows.reduce((sum, [, count]) => sum + count, 0)} cases`);
  for (const [ending, count] of rows) console.log(`  ${String(count).padStart(8)} ${ending}`);
}

/** Turn after turn, until the time is over or a promise is broken. */
async function takeTurns(runners: readonly Runner[], { minutes, cases }: SoakWords): Promise<boolean> {
  const end = performance.now() + minutes * 60_000;
  for (;;) {
    for (const runner of runners) if (!(await turn(runner))) return false;
    if (cases > 0 || performance.now() > end) return true;
  }
}

/** Returns the exit code. */
export async function soak(words: SoakWords): Promise<number> {
  ensureBuilt(process.cwd());
  const ground = await prepare(process.cwd(), { allPips: false });
  console.log(`seed ${words.seed}, ${words.minutes} minutes`);
  const runners: Runner[] = [];
  try {
    for (const [name, family] of chosen(words.names)) runners.push({ name, trial: await openFamily(name, family, ground), endings: new Map(), next: words.seed, size: words.cases || Math.min(family.ordinary, 20) });
    const isKept = await takeTurns(runners, words);
    for (const runner of runners) show(runner);
    console.log(isKept ? 'Every promise was kept.' : 'A promise was broken.');
    return isKept ? 0 : 1;
  } finally {
    for (const { trial } of runners) await trial.close?.();
    rmSync(ground.folder, { recursive: true, force: true });
  }
}
