import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { assert, expect, test } from 'vitest';
import { copyVenv, openVenv, sitePackages } from '../support/runs/python.js';
import { expectEnd } from '../support/expectations.js';
import { ground, makeSandbox, openIndex } from '../support/given.js';
import type { Sandbox, Start } from '../support/runs/sandbox.js';
import { compiledCode, treeOf } from '../support/tree.js';
import type { Tree } from '../support/tree.js';

/** Everything by which two installations can be told apart. */
interface Installation {
  readonly files: Tree;
  readonly compiled: Tree;
  readonly freeze: string;
  readonly check: string;
}

type Tool = 'pip' | 'depsec';
interface Way {
  readonly args: readonly string[];
  readonly start?: Start;
  /** Where the files go, when not into the environment. */
  readonly into?: string;
  readonly open?: boolean;
}

/** Installs into a fresh environment at the sandbox's own path, so that script shebangs and RECORD rows can be equal. */
async function installedBy(tool: Tool, box: Sandbox, way: Way): Promise<Installation> {
  rmSync(box.venv, { recursive: true, force: true });
  copyVenv(ground().venv, box.venv);
  if (way.open === true) openVenv(box.venv);
  const folder = way.into ?? box.venv;
  if (way.into !== undefined) rmSync(way.into, { recursive: true, force: true });
  const before = treeOf(folder);
  const done = await box[tool](way.args, way.start);
  assert.equal(done.code, 0, done.output);
  const files = treeOf(folder, before);
  const compiled = await compiledCode(folder, files, { executable: ground().python.executable, listAt: join(box.folder, 'compiled.json') });
  // An environment that is open to the machine's own packages would list those, too.
  if (way.open === true) return { files, compiled, freeze: '', check: '' };
  // What goes elsewhere leaves nothing in the environment, which takes no pip to see.
  if (way.into !== undefined) return { files, compiled, freeze: box.installed().join('\n'), check: '' };
  const [freeze, check] = [await box.pip(['freeze'], way.start), await box.pip(['check'], way.start)];
  return { files, compiled, freeze: freeze.output, check: check.output };
}

async function expectSame(box: Sandbox, way: Way): Promise<Installation> {
  const byPip = await installedBy('pip', box, way);
  const byDepsec = await installedBy('depsec', box, way);
  expect(byDepsec).toEqual(byPip);
  expect(Object.keys(byPip.files).length).toBeGreaterThan(5);
  return byDepsec;
}

const record = (box: Sandbox, name: string): string => join(sitePackages(box.venv, ground().python), `${name}.dist-info`);

test('an environment filled by depsec equals one filled by pip: files, scripts, RECORD, compiled code, freeze, check', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const { files, compiled, freeze } = await expectSame(box, { args: ['install', '-i', index.url, 'sunflower[bloom]', 'umlaut-garden', 'oaktree'] });
  expect(files).toHaveProperty(['bin/sunflower']);
  expect(Object.keys(compiled).length).toBeGreaterThan(5);
  expect(freeze).toContain('sunflower==2.0.0\n');
});

test('only what was asked for by name is marked REQUESTED, the installer is pip, and no direct_url.json appears', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['install', '-i', index.url, 'sunflower']), 0);
  expect(existsSync(join(record(box, 'sunflower-2.0.0'), 'REQUESTED'))).toBe(true);
  expect(existsSync(join(record(box, 'petals-2.0.0'), 'REQUESTED'))).toBe(false);
  expect(existsSync(join(record(box, 'petals-2.0.0'), 'direct_url.json'))).toBe(false);
  expect(readFileSync(join(record(box, 'petals-2.0.0'), 'INSTALLER'), 'utf8')).toBe('pip\n');
});

test('an upgrade leaves what pip would leave, the old files gone', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const installations: Tree[] = [];
  for (const tool of ['pip', 'depsec'] as const) {
    rmSync(box.venv, { recursive: true, force: true });
    copyVenv(ground().venv, box.venv);
    await box.pip(['install', '-i', index.url, 'sunflower==1.0.0', 'seedling==1.0.0']);
    const done = await box[tool](['install', '-U', '-i', index.url, 'sunflower']);
    expect(done.code).toBe(0);
    installations.push(treeOf(box.venv, treeOf(ground().venv)));
  }
  expect(installations[1]).toEqual(installations[0]);
});

test('a set of requirements files with hashes gives the tree that pip gives', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const rows = ground().files.filter(({ project, version }) => ['sunflower', 'seedling', 'petals'].includes(project) && version === '2.0.0');
  box.write('locked.txt', rows.map((file) => `${file.project}==${file.version} --hash=sha256:${file.sha256}\n`).join(''));
  const { freeze } = await expectSame(box, { args: ['install', '-i', index.url, '-r', 'locked.txt'] });
  expect(freeze).toBe('petals==2.0.0\nseedling==2.0.0\nsunflower==2.0.0\n');
});

test('--target fills a folder, named from the working directory, as pip does', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const { files } = await expectSame(box, { args: ['install', '--target', 'vendor', '-i', index.url, 'sunflower'], into: join(box.cwd, 'vendor') });
  expect(files).toHaveProperty(['sunflower/cli.py']);
});

test('--prefix fills a prefix as pip does', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const prefix = join(box.folder, 'prefix');
  const { files } = await expectSame(box, { args: ['install', '--prefix', prefix, '-i', index.url, 'sunflower'], into: prefix });
  expect(files).toHaveProperty(['bin/sunflower']);
});

test('--user fills the user site as pip does', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const base = join(box.folder, 'user-base');
  const start = { env: { PYTHONUSERBASE: base } };
  const { files } = await expectSame(box, { args: ['install', '--user', '-i', index.url, 'sunflower'], start, into: base, open: true });
  expect(files).toHaveProperty(['bin/sunflower']);
});

test('--no-compile leaves out what pip leaves out', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const { compiled } = await expectSame(box, { args: ['install', '--no-compile', '-i', index.url, 'sunflower'] });
  expect(compiled).toEqual({});
});
