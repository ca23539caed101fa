import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, expect, onTestFinished, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { fixture, ground, makeSandbox, openIndex } from '../support/given.js';
import { markingCode, putSdist, putWheel } from '../support/sources.js';
import type { IndexFile } from '../support/garden.js';
import type { Finished } from '../support/runs/run-process.js';
import type { Sandbox } from '../support/runs/sandbox.js';
import { treeOf, type Tree } from '../support/tree.js';
import { buildWheel } from '../support/archives/wheel.js';

const SECONDS = Number(process.env['DEPSEC_SWAP_SECONDS'] ?? '6');
const FAMILY = ['petals', 'seedling', 'sunflower'];

const temporary = (box: Sandbox): string => join(box.folder, 'tmp');

interface Files {
  readonly honest: string;
  readonly foreign: string;
}

/** Two folders with files of the same names: what the index serves, and wheels that leave a mark when they are imported. */
function preparedFiles(box: Sandbox, marker: string): Files {
  const [honest, foreign] = [join(box.folder, 'honest'), join(box.folder, 'foreign')];
  mkdirSync(honest);
  mkdirSync(foreign);
  for (const name of FAMILY) {
    const file = fixture(name, '2.0.0');
    const code = `open(${JSON.stringify(marker)}, 'w').close()\n`;
    const wheel = buildWheel({ name, version: '2.0.0', files: { [`${name}/__init__.py`]: code, [`${name}-start.pth`]: `import ${name}\n` }, scripts: { [name]: `${name}:main` } });
    copyFileSync(file.path, join(honest, file.fileName));
    writeFileSync(join(foreign, file.fileName), wheel.bytes);
  }
  return { honest, foreign };
}

/** The same for a source package, the wheel that its build needs, and the wheel that is made of it. */
function preparedSources(box: Sandbox, marker: string): Files & { readonly sdist: IndexFile } {
  const [honest, foreign] = [join(box.folder, 'honest'), join(box.folder, 'foreign')];
  const code = `open(${JSON.stringify(marker)}, 'w').close()\n`;
  const sdist = putSdist(honest, 'needy', { requires: ['petals'], hookCode: 'import petals' });
  putSdist(foreign, 'needy', { backendCode: code, setup: code });
  const need = fixture('petals', '2.0.0');
  copyFileSync(need.path, join(honest, need.fileName));
  writeFileSync(join(foreign, need.fileName), buildWheel({ name: 'petals', version: '2.0.0', files: { 'petals/__init__.py': code } }).bytes);
  // Of the wheel nobody but the build knows an honest one: swapped before it is judged, it is judged as what it is, and that must be blocked.
  for (const folder of [honest, foreign]) putWheel(folder, 'needy', { 'needy.py': `${markingCode(marker)}\n` });
  return { honest, foreign, sdist };
}

/** Starts to swap whatever is staged; the returned function ends it and tells how often it did. */
async function startSwapping(mode: 'always' | 'late', box: Sandbox, { honest, foreign }: Files): Promise<() => Promise<number>> {
  const script = join(ground().project, 'test', 'support', 'swap-files.mjs');
  const child = spawn(process.execPath, [script, mode, join(box.home, '.depsec', 'runs'), honest, foreign, temporary(box)], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill());
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { output += text; });
  const ended = new Promise<number | null>((resolve) => { child.on('close', resolve); });
  await new Promise((resolve) => { child.stdout.once('data', resolve); });
  return async () => {
    child.stdin.end();
    expect(await ended).toBe(0);
    return Number(output.trim().split('\n').at(-1));
  };
}

/** A run under attack either installs just the honest files, or names the file that was swapped and installs nothing. */
function expectHonestOrNothing({ code, output }: Finished, found: Tree, honest: Tree): void {
  // By its file name, or in pip's words where the file was written into while pip read it.
  const isNamed = /(?:petals|seedling|sunflower|needy)(?:-\d\.0\.0(?:-py3-none-any\.whl|\.tar\.gz)| has an invalid wheel)/.test(output);
  const isBlocked = code === 1 && output.includes('Analyzing needy (1.0.0) ✗ Blocked');
  assert.ok(code === 0 || (code === 3 && isNamed) || isBlocked, `exit code ${code} of a run that said:\n${output}`);
  expect(found).toEqual(code === 0 ? honest : {});
}

const attacks = [['all the time', 'always'], ['when pip has compared their hashes', 'late']] as const;

test.each(attacks)('staged files that are swapped %s are never installed: the judged bytes are, or nothing', { timeout: SECONDS * 1_000 + 60_000 }, async (_, mode) => {
  const box = makeSandbox();
  const index = await openIndex();
  const marker = join(box.folder, 'foreign-code-ran');
  const files = preparedFiles(box, marker);
  const installInto = (name: string) => box.depsec(['install', '--target', name, '-i', index.url, 'sunflower'], { env: { TMPDIR: temporary(box) } });
  mkdirSync(temporary(box));
  expectEnd(await installInto('untouched'), 0);
  const honest = treeOf(join(box.cwd, 'untouched'));
  const stop = await startSwapping(mode, box, files);
  let runs = 0;
  for (const until = Date.now() + (SECONDS * 1_000) / 2; Date.now() < until || runs < 2; runs += 1) {
    const done = await installInto(`target-${runs}`);
    expectHonestOrNothing(done, treeOf(join(box.cwd, `target-${runs}`)), honest);
  }
  expect(await stop()).toBeGreaterThanOrEqual(runs / 2);
  expect(existsSync(marker)).toBe(false);
});

test('sources, what their builds need and what they make are swapped in vain: nothing unjudged is built, used or installed', { timeout: SECONDS * 1_000 + 60_000 }, async () => {
  const box = makeSandbox();
  const marker = join(box.folder, 'foreign-code-ran');
  const files = preparedSources(box, marker);
  const index = await openIndex({ files: [files.sdist, fixture('petals', '2.0.0')] });
  const installInto = (name: string) => box.depsec(['install', '--target', name, '-i', index.url, 'needy'], { env: { TMPDIR: temporary(box) } });
  mkdirSync(temporary(box));
  expectEnd(await installInto('untouched'), 0);
  const honest = treeOf(join(box.cwd, 'untouched'));
  const stop = await startSwapping('always', box, files);
  let runs = 0;
  for (const until = Date.now() + (SECONDS * 1_000) / 2; Date.now() < until || runs < 2; runs += 1) {
    const done = await installInto(`target-${runs}`);
    expectHonestOrNothing(done, treeOf(join(box.cwd, `target-${runs}`)), honest);
    expect(existsSync(marker)).toBe(false);
  }
  expect(await stop()).toBeGreaterThanOrEqual(runs / 2);
});
