import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlannedInstall } from '../../src/core/journal.js';
import { parsePackageName } from '../../src/core/name.js';
import { asSha256 } from '../../src/platform/files.js';
import { ownMark } from '../../src/platform/processes/process-mark.js';
import { openJournals } from '../../src/store/journal.js';
import { expectEnd } from '../support/expectations.js';
import { fixture, ground, makeSandbox, openIndex } from '../support/given.js';
import { startIndex, type TestIndex } from '../support/servers/index-server.js';
import { copyVenv, sitePackages, venvPython } from '../support/runs/python.js';
import { sandboxOn, type Sandbox } from '../support/runs/sandbox.js';
import { treeOf, type Tree } from '../support/tree.js';

interface Broken {
  readonly index: TestIndex;
  readonly complete: Tree;
  readonly journal: string;
}

const FAMILY = ['petals', 'seedling', 'sunflower'];

function plannedBy(box: Sandbox, changed: Partial<PlannedInstall>): PlannedInstall {
  const site = sitePackages(box.venv, ground().python);
  const packages = FAMILY.map((name) => {
    const { fileName, sha256, version } = fixture(name, '2.0.0');
    return { name: parsePackageName(name), version, sha256: asSha256(sha256), fileName, requested: name === 'sunflower', direct: null, before: [], absent: [join(site, name), join(site, `${name}-2.0.0.dist-info`)] };
  });
  const runner = { pid: 2 ** 22 + 1, start: null };
  return { state: 'installing', startedAt: '', runner, executable: venvPython(box.venv), label: box.venv, prefix: box.venv, options: {}, places: [site], packages, ...changed };
}

let box: Sandbox;
let kept: string;
beforeAll(async () => {
  box = sandboxOn(ground());
  kept = join(box.folder, 'kept');
  const index = await startIndex({ files: ground().files, metadata: true });
  expectEnd(await box.depsec(['install', '-i', index.url, 'sunflower']), 0);
  await index.close();
  copyVenv(box.venv, join(kept, 'environment'));
  cpSync(box.home, join(kept, 'home'), { recursive: true });
});
afterAll(() => box.remove());

/** The one environment as a killed install would have left it: two packages are there, the third has no metadata yet. */
async function brokenInstall(changed: Partial<PlannedInstall> = {}): Promise<Broken> {
  for (const folder of [box.venv, box.home]) rmSync(folder, { recursive: true, force: true });
  copyVenv(join(kept, 'environment'), box.venv);
  cpSync(join(kept, 'home'), box.home, { recursive: true });
  const complete = treeOf(box.venv);
  rmSync(join(sitePackages(box.venv, ground().python), 'petals-2.0.0.dist-info'), { recursive: true });
  const home = join(box.home, '.depsec');
  const { state, ...planned } = plannedBy(box, changed);
  await (await openJournals({ home }).open(planned)).note(state);
  return { index: await openIndex(), complete, journal: join(home, 'journal') };
}

const differences = (found: Tree, wanted: Tree): string[] => [...new Set([...Object.keys(found), ...Object.keys(wanted)])].filter((path) => found[path] !== wanted[path]);

test('every command that works tells of an install that was broken off, the environment, the packages and the way out', async () => {
  const { index } = await brokenInstall();
  const commands = [['doctor'], ['scan', fixture('petals', '2.0.0').path], ['audit', '-i', index.url, 'petals'], ['install', '--dry-run', '-i', index.url, 'umlaut-garden']];
  for (const command of commands) {
    const { output } = await box.depsec(command);
    expect(output.replace(/\s+/g, ' ')).toMatch(/was interrupted and is half done .*petals 2\.0\.0.*"depsec install --repair".* to forget that install instead, remove \S/);
    expect(output.replace(/\s+/g, '')).toContain(box.venv);
  }
});

test('--repair makes the environment the planned one, without the index where the files are kept, and ends the reports', async () => {
  const { complete, journal } = await brokenInstall();
  const repaired = await box.depsec(['install', '--repair', '--no-index']);
  expectEnd(repaired, 0);
  expect(repaired.output).not.toContain('is half done');
  expect(differences(treeOf(box.venv), complete)).toEqual([]);
  expect(readdirSync(journal)).toEqual([]);
});

test('a repair judges what it installs: what is blocked now is not installed, and the journal stays', async () => {
  const { journal } = await brokenInstall();
  const config = box.write('strict.toml', '[blocklist]\npackages = ["petals"]\n');
  expectEnd(await box.depsec(['install', '--repair', '--no-index', '--config', config]), 1);
  expect(readdirSync(journal)).toHaveLength(1);
});

test('where the planned files cannot be had any more, the repair says so and the journal stays', async () => {
  const { index, journal } = await brokenInstall();
  rmSync(join(box.home, '.depsec', 'files'), { recursive: true });
  index.faults.set(fixture('petals', '2.0.0').fileName, 'corrupt');
  const repaired = await box.depsec(['install', '--repair', '-i', index.url]);
  expectEnd(repaired, 3);
  expect(repaired.output).toContain('petals');
  expect(readdirSync(journal)).toHaveLength(1);
});

/** Journals of installs that nobody has broken off. */
const AT_WORK: readonly (() => Promise<Broken>)[] = [
  () => brokenInstall({ runner: ownMark() }),
  async () => {
    const orphaned = await brokenInstall();
    const [name = ''] = readdirSync(orphaned.journal);
    writeFileSync(join(orphaned.journal, name.replace('.json', '.child')), JSON.stringify(ownMark()));
    return orphaned;
  },
];

test('an install that is still under way, or whose pip is, is neither reported nor repaired', async () => {
  for (const begin of AT_WORK) {
    const { journal } = await begin();
    expect((await box.depsec(['doctor'])).output).not.toContain('--repair');
    expectEnd(await box.depsec(['install', '--repair']), 0);
    expect(readdirSync(journal).filter((file) => file.endsWith('.json'))).toHaveLength(1);
  }
});

test('an install whose comparison failed is reported as such, and repaired all the same', async () => {
  const { complete } = await brokenInstall({ state: 'differs' });
  expect((await box.depsec(['doctor'])).output.replace(/\s+/g, ' ')).toContain('left files that are not the judged ones');
  expectEnd(await box.depsec(['install', '--repair', '--no-index']), 0);
  expect(differences(treeOf(box.venv), complete)).toEqual([]);
});

test('whoever installs again what was interrupted needs no repair, whatever versions that brought', async () => {
  const { index, journal } = await brokenInstall();
  const again = await box.depsec(['install', '--force-reinstall', '-i', index.url, 'sunflower==1.0.0', 'petals', 'seedling']);
  expectEnd(again, 0);
  expect(readdirSync(journal)).toEqual([]);
});

test('a journal whose environment is gone, or was never touched, is closed without a word', async () => {
  const gone = await brokenInstall();
  rmSync(box.venv, { recursive: true });
  expect((await box.depsec(['doctor'], { venv: null })).output).not.toContain('--repair');
  expect(readdirSync(gone.journal)).toEqual([]);
  const untouched = await brokenInstall({ state: 'planned' });
  expect((await box.depsec(['doctor'])).output).not.toContain('--repair');
  expect(readdirSync(untouched.journal)).toEqual([]);
});

test('--repair with nothing to repair says so, and takes no packages', async () => {
  const fresh = makeSandbox();
  const nothing = await fresh.depsec(['install', '--repair']);
  expectEnd(nothing, 0);
  expect(nothing.output).toContain('nothing to repair');
  expectEnd(await fresh.depsec(['install', '--repair', 'petals']), 2);
  expect(existsSync(join(fresh.home, '.depsec', 'journal'))).toBe(false);
});

test('an install that fails half-way says what is left and how it is put right', async () => {
  const fresh = makeSandbox();
  const index = await openIndex();
  mkdirSync(join(sitePackages(fresh.venv, ground().python), 'sunflower', '__init__.py'), { recursive: true });
  const failed = await fresh.depsec(['install', '-i', index.url, 'sunflower']);
  expectEnd(failed, 3);
  expect(failed.output).toContain('half done; put the environment right with: depsec install --repair');
  rmSync(join(sitePackages(fresh.venv, ground().python), 'sunflower'), { recursive: true });
  expectEnd(await fresh.depsec(['install', '--repair', '-i', index.url]), 0);
  expect(fresh.installed()).toEqual(['petals==2.0.0', 'seedling==2.0.0', 'sunflower==2.0.0']);
});
