import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectEnd, readRun } from '../support/expectations.js';
import { fixture, ground, makeSandbox, openIndex } from '../support/given.js';
import type { IndexFile } from '../support/garden.js';
import type { Sandbox } from '../support/runs/sandbox.js';
import { markingCode, putSdist } from '../support/sources.js';
import { compiledCode, treeOf, type Tree } from '../support/tree.js';

const FAMILY = ['petals==2.0.0', 'seedling==2.0.0', 'sunflower==2.0.0'];
const ONE_PASS = ['install', '--one-pass'];

const told = (text: string) => readRun(text).results.map(({ name, version, file, sha256, verdict, findings, gaps }) => ({ name, version, file, sha256, verdict, findings, gaps }));

const log = (box: Sandbox): readonly string[] => readFileSync(join(box.home, '.depsec', 'depsec.log'), 'utf8').replace(/"time":"[^"]*",/g, '').trim().split('\n');

/** All fixtures, and a source package whose backend would write the marker. */
function withBlocked(box: Sandbox): { readonly files: readonly IndexFile[]; readonly marker: string } {
  const marker = join(box.folder, 'MARKER');
  return { files: [...ground().files, putSdist(join(box.folder, 'files'), 'by-backend', { backendCode: markingCode(marker) })], marker };
}

describe.each(ground().pips)('one pass of pip $python.pip', ({ python, venv: template }) => {
  const boxWith = (): Sandbox => {
    const box = makeSandbox({ venv: false });
    return { ...box, venv: box.addVenv('environment', template) };
  };
  const treeIn = async (box: Sandbox): Promise<Tree> => {
    const tree = treeOf(box.venv, treeOf(template));
    return { ...tree, ...(await compiledCode(box.venv, tree, { executable: python.executable, listAt: join(box.folder, 'compiled.json') })) };
  };

  test('leaves what plain pip leaves, over an earlier version as well, and asks pip once', async () => {
    const box = boxWith();
    // Plain pip 23.0 cannot read what newer indexes say in JSON of metadata beside a file.
    const index = await openIndex({ pages: python.pip.startsWith('23.0') ? 'html' : 'json' });
    const wanted = [['petals==1.2.0'], ['-U', 'sunflower[bloom]', 'umlaut-garden', 'gargoyle']];
    for (const words of wanted) expectEnd(await box.pip(['install', '-i', index.url, ...words], { venv: box.venv }), 0);
    const plain = await treeIn(box);
    rmSync(box.venv, { recursive: true });
    box.addVenv('environment', template);
    index.requests.length = 0;
    for (const words of wanted) {
      const done = await box.depsec([...ONE_PASS, '-v', ...words, '-i', index.url], { venv: box.venv });
      expectEnd(done, 0);
      expect(done.output).not.toContain('two passes');
    }
    expect(await treeIn(box)).toEqual(plain);
    const pages = index.requests.filter((path) => path === '/simple/umlaut-garden/');
    expect(pages).toHaveLength(1);
  });

  test('installs nothing when anything is blocked, and runs none of it', async () => {
    const box = boxWith();
    const { files, marker } = withBlocked(box);
    const index = await openIndex({ files });
    const before = treeOf(box.venv);
    const done = await box.depsec([...ONE_PASS, '-i', index.url, 'sunflower', 'by-backend'], { venv: box.venv });
    expectEnd(done, 1);
    expect(existsSync(marker)).toBe(false);
    expect(treeOf(box.venv)).toEqual(before);
  });
});

test('what is blocked is told as by two passes', async () => {
  const box = makeSandbox();
  const index = await openIndex({ files: withBlocked(box).files });
  for (const names of [['greenhouse', 'reqeusts'], ['sunflower', 'by-backend']]) {
    const words = ['--format', 'json', '-i', index.url, ...names];
    const [one, two] = [await box.depsec([...ONE_PASS, ...words]), await box.depsec(['install', ...words])];
    expectEnd(one, 1);
    expect(readRun(one.stdout).verdicts).toEqual(readRun(two.stdout).verdicts);
    expect(readRun(one.stdout).summary).toEqual(readRun(two.stdout).summary);
  }
});

test('what was judged is told as after two passes, and stands in the audit log', async () => {
  const [one, two] = [makeSandbox(), makeSandbox()];
  const index = await openIndex();
  const words = ['--format', 'json', '-i', index.url, 'sunflower', 'umlaut-garden'];
  const [ours, theirs] = [await one.depsec([...ONE_PASS, ...words]), await two.depsec(['install', ...words])];
  expectEnd(ours, 0);
  expect(told(ours.stdout)).toEqual(told(theirs.stdout));
  expect(readRun(ours.stdout).summary).toEqual(readRun(theirs.stdout).summary);
  expect(log(one)).toEqual(log(two));
  expect(one.installed()).toEqual(two.installed());
});

test('an index without metadata beside its files is no different: all files are asked for before any is handed over', async () => {
  const box = makeSandbox();
  const index = await openIndex({ metadata: false });
  const words = ['-i', index.url, 'sunflower[bloom]'];
  const done = await box.depsec([...ONE_PASS, '-v', ...words]);
  expectEnd(done, 0);
  expect(done.output).not.toContain('two passes');
  const ours = treeOf(box.venv);
  const plain = makeSandbox();
  expectEnd(await plain.pip(['install', ...words]), 0);
  expect(Object.keys(ours)).toEqual(Object.keys(treeOf(plain.venv)));
  const blocked = await makeSandbox().depsec([...ONE_PASS, '-v', '-i', index.url, 'sunflower', 'reqeusts']);
  expectEnd(blocked, 1);
  expect(blocked.output).toContain('two passes: something is blocked');
});

test('configuration and variable ask for it as well, and a second run finds everything there', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['install', '-i', index.url, 'sunflower'], { env: { DEPSEC_ONE_PASS: '1' } }), 0);
  expect(box.installed()).toEqual(FAMILY);
  const downloads = index.downloads();
  const config = box.write('config.toml', '[general]\none_pass = true\n');
  const again = await box.depsec(['install', '--config', config, '-i', index.url, 'sunflower']);
  expectEnd(again, 0);
  expect(again.stdout).toContain('everything is already installed');
  expect(again.stdout).toContain('3 already installed');
  expect(index.downloads()).toEqual(downloads);
});

test('what needs two passes gets two, and --verbose says why', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const source = await box.depsec([...ONE_PASS, '-v', '-i', index.url, 'acorn-source']);
  expectEnd(source, 0);
  expect(source.stdout).toContain('Installing in two passes: a source package is among them.');
  const file = fixture('petals', '2.0.0').path;
  const local = await box.depsec([...ONE_PASS, '-v', '-i', index.url, file]);
  expectEnd(local, 0);
  expect(local.stdout).toContain('Installing in two passes: something is asked for by URL, path or checkout.');
  expect(box.installed()).toEqual(expect.arrayContaining(['petals==2.0.0']));
});

test('pip\'s own reasons not to install are told as ever, and nothing is done', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  for (const words of [['no-such-garden'], ['petals==9']]) {
    const [one, two] = [await box.depsec([...ONE_PASS, '-i', index.url, ...words]), await box.depsec(['install', '-i', index.url, ...words])];
    expectEnd(one, 2);
    expect(one.stderr).toBe(two.stderr);
  }
  expect(box.installed()).toEqual([]);
});

test('hashes, --target, --no-compile and constraints mean what they mean', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const { sha256 } = fixture('petals', '2.0.0');
  box.write('requirements.txt', `petals==2.0.0 --hash=sha256:${sha256}\n`);
  box.write('constraints.txt', 'sunflower==1.0.0\n');
  expectEnd(await box.depsec([...ONE_PASS, '-i', index.url, '-r', 'requirements.txt', '--target', 'there', '--no-compile']), 0);
  expect(existsSync(join(box.cwd, 'there', 'petals'))).toBe(true);
  expect(box.installed()).toEqual([]);
  expectEnd(await box.depsec([...ONE_PASS, '-i', index.url, '-c', 'constraints.txt', 'sunflower']), 0);
  expect(box.installed()).toContain('sunflower==1.0.0');
  box.write('requirements.txt', `petals==2.0.0 --hash=sha256:${'0'.repeat(64)}\n`);
  expect((await box.depsec([...ONE_PASS, '-i', index.url, '-r', 'requirements.txt', '--force-reinstall'])).code).toBe(3);
});
