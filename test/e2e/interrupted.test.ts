import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { ground, makeSandbox, openIndex } from '../support/given.js';
import { killGroup, processesOf, signalledRun, type Moment, type SignalledRun } from '../support/runs/killed-run.js';
import { writeTree } from '../support/repository.js';
import { copyVenv, sitePackages } from '../support/runs/python.js';
import { sandboxOn, type Sandbox } from '../support/runs/sandbox.js';
import { startIndex, type TestIndex } from '../support/servers/index-server.js';
import { treeOf, type Tree } from '../support/tree.js';

const POINTS = Number(process.env['DEPSEC_KILL_POINTS'] ?? '4');
const WANTED = ['-U', 'sunflower', 'umlaut-garden', 'oaktree'];

// Most of a run changes nothing, so half of the moments lie where pip is at work in the environment.
const MOMENTS: readonly (() => Moment)[] = [
  () => ({ after: 'change', ms: Math.random() * 60 }),
  () => ({ after: 'start', ms: Math.random() * 3_000 }),
  () => ({ after: 'change', ms: Math.random() * 250 }),
  () => ({ after: 'pip', ms: Math.random() * 1_500 }),
];

interface Garden {
  readonly box: Sandbox;
  readonly install: readonly string[];
  readonly repair: readonly string[];
  readonly old: Tree;
  readonly complete: Tree;
  readonly journal: string;
  /** Makes the environment the old one again. */
  readonly reset: () => void;
}

/** An environment with an old version of one package, and the trees before and after an install of what is `wanted`. */
async function plantGarden({ box, index }: { readonly box: Sandbox; readonly index: TestIndex }, wanted: (box: Sandbox) => readonly string[]): Promise<Garden> {
  expectEnd(await box.depsec(['install', '-i', index.url, 'sunflower==1.0.0', 'petals']), 0);
  const template = join(box.folder, 'template');
  copyVenv(box.venv, template);
  const old = treeOf(box.venv);
  const install = ['install', '-i', index.url, ...wanted(box)];
  expectEnd(await box.depsec(install), 0);
  const complete = treeOf(box.venv);
  const reset = (): void => {
    rmSync(box.venv, { recursive: true, force: true });
    copyVenv(template, box.venv);
  };
  return { box, install, repair: ['install', '--repair', '-i', index.url], old, complete, journal: join(box.home, '.depsec', 'journal'), reset };
}

let shared: { readonly garden: Garden; readonly index: TestIndex };
beforeAll(async () => {
  const [box, index] = [sandboxOn(ground()), await startIndex({ files: ground().files, metadata: true })];
  shared = { garden: await plantGarden({ box, index }, () => WANTED), index };
});
afterAll(async () => {
  await shared.index.close();
  shared.garden.box.remove();
});

/** The one garden as it was before anything of `WANTED` was installed, which is installed by these words; the last test has to have left no journal. */
function oldGarden(...how: readonly string[]): Garden {
  const { garden } = shared;
  garden.reset();
  expect(journalFiles(garden)).toEqual([]);
  return { ...garden, install: [...garden.install, ...how] };
}

const signalled = ({ box, install, journal }: Garden, signals: readonly (Moment & { readonly signal: NodeJS.Signals })[]): Promise<SignalledRun> =>
  signalledRun({ ...box.depsecCommand(install), journal, packages: sitePackages(box.venv, ground().python) }, signals);

/** Waits until nobody works in the sandbox any more; or, as when the machine goes down, ends all that does. */
async function settle({ box }: Garden, how: 'wait' | 'kill'): Promise<void> {
  for (let left = processesOf(box.folder); left.length > 0; left = processesOf(box.folder)) {
    if (how === 'kill') for (const pid of left) killGroup(pid);
    await delay(10);
  }
}

const differences = (found: Tree, wanted: Tree): string[] => [...new Set([...Object.keys(found), ...Object.keys(wanted)])].filter((path) => found[path] !== wanted[path]);

const isHalf = (found: Tree, { old, complete }: Garden): boolean => differences(found, old).length > 0 && differences(found, complete).length > 0;

const journalFiles = ({ journal }: Garden): string[] => (existsSync(journal) ? readdirSync(journal) : []);

/** What is wrong where half an environment must be reported, a repair must make it the complete one, and another is not worth a word. */
async function problemsWith(garden: Garden): Promise<readonly string[]> {
  const found = treeOf(garden.box.venv);
  const doctor = await garden.box.depsec(['doctor']);
  if (doctor.code !== 0) return [doctor.output];
  if (!doctor.stdout.includes('depsec install --repair')) {
    const unreported = isHalf(found, garden) ? differences(found, garden.complete).map((path) => `${path} differs, and no word of it`) : [];
    return [...unreported, ...journalFiles(garden)];
  }
  const repaired = await garden.box.depsec(garden.repair);
  if (repaired.code !== 0) return [repaired.output];
  return [...differences(treeOf(garden.box.venv), garden.complete).map((path) => `${path} differs after the repair`), ...journalFiles(garden)];
}

test(`kill -9 at any of ${POINTS} moments leaves the old environment, the complete new one, or one that is reported and can be repaired`, { timeout: 60_000 + POINTS * 30_000 }, async () => {
  const garden = oldGarden();
  for (let point = 0; point < POINTS; point += 1) {
    garden.reset();
    const moment = MOMENTS[point % MOMENTS.length]!();
    await signalled(garden, [{ ...moment, signal: 'SIGKILL' }]);
    // Mostly the machine goes down with all that runs on it; else pip goes on alone.
    await settle(garden, point % 3 === 0 ? 'wait' : 'kill');
    const problems = await problemsWith(garden);
    expect({ after: moment.after, ms: moment.ms, problems }).toEqual({ after: moment.after, ms: moment.ms, problems: [] });
  }
});

test('what was built from a folder, or stays in its own, is repaired from the wheel that was kept, direct_url.json included', { timeout: 180_000 }, async () => {
  const garden = await plantGarden({ box: makeSandbox(), index: await openIndex() }, (box) => ['-U', 'sunflower', 'acorn-source', writeTree(join(box.cwd, 'plum'), 'plum'), '-e', writeTree(join(box.cwd, 'cherry'), 'cherry')]);
  for (const ms of [0, 40]) {
    garden.reset();
    await signalled(garden, [{ after: 'change', ms, signal: 'SIGKILL' }]);
    await settle(garden, 'kill');
    expect({ ms, problems: await problemsWith(garden) }).toEqual({ ms, problems: [] });
  }
});

test('the first Ctrl-C before pip begins ends the run at once and changes nothing', async () => {
  const garden = oldGarden();
  const run = await signalled(garden, [{ after: 'resolving', ms: 50, signal: 'SIGINT' }]);
  expect([run.code, run.output]).toEqual([130, expect.stringContaining('nothing was changed')]);
  await settle(garden, 'wait');
  expect(differences(treeOf(garden.box.venv), garden.old)).toEqual([]);
  expect(journalFiles(garden)).toEqual([]);
});

test('one that comes while pip installs waits for pip and the comparison, and says that the install was completed', async () => {
  const garden = oldGarden();
  const run = await signalled(garden, [{ after: 'change', ms: 0, signal: 'SIGTERM' }]);
  expect([run.code, run.output]).toEqual([130, expect.stringContaining('the install was completed')]);
  expect(differences(treeOf(garden.box.venv), garden.complete)).toEqual([]);
  expect(journalFiles(garden)).toEqual([]);
});

test('a second one stops pip, and what that leaves is known', async () => {
  const garden = oldGarden();
  const run = await signalled(garden, [{ after: 'pip', ms: 0, signal: 'SIGINT' }, { after: 'start', ms: 350, signal: 'SIGINT' }]);
  expect(run.code).toBe(130);
  expect(run.output).toMatch(/nothing was changed|the install was completed|depsec install --repair/);
  expect(await problemsWith(garden)).toEqual([]);
});

test('in one pass as well: killed it leaves the old environment, the complete new one, or one that is repaired; a signal waits for pip once it has leave', { timeout: 240_000 }, async () => {
  const garden = oldGarden('--one-pass');
  for (const moment of [{ after: 'resolving', ms: 400 }, { after: 'pip', ms: 0 }, { after: 'change', ms: 0 }, { after: 'change', ms: 40 }] as const) {
    garden.reset();
    await signalled(garden, [{ ...moment, signal: 'SIGKILL' }]);
    await settle(garden, 'kill');
    expect({ moment, problems: await problemsWith(garden) }).toEqual({ moment, problems: [] });
  }
  garden.reset();
  const early = await signalled(garden, [{ after: 'resolving', ms: 50, signal: 'SIGINT' }]);
  expect([early.code, early.output]).toEqual([130, expect.stringContaining('nothing was changed')]);
  expect(differences(treeOf(garden.box.venv), garden.old)).toEqual([]);
  const late = await signalled(garden, [{ after: 'change', ms: 0, signal: 'SIGTERM' }]);
  expect([late.code, late.output]).toEqual([130, expect.stringContaining('the install was completed')]);
  expect(differences(treeOf(garden.box.venv), garden.complete)).toEqual([]);
  expect(journalFiles(garden)).toEqual([]);
});
