import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert, expect, onTestFinished, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { fixture, ground, makeSandbox, openIndex } from '../support/given.js';
import type { Finished } from '../support/run-process.js';
import type { Sandbox } from '../support/sandbox.js';
import { treeOf, type Tree } from '../support/tree.js';
import { buildWheel } from '../support/wheel.js';

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
  const isNamed = /(?:petals|seedling|sunflower)-2\.0\.0-py3-none-any\.whl/.test(output);
  assert.ok(code === 0 || (code === 3 && isNamed), `exit code ${code} of a run that said:\n${output}`);
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
