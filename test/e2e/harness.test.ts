import { chmodSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeFolderIndex, writeLinksFolder } from '../support/servers/folder-index.js';
import { copyVenv, sitePackages, venvPython } from '../support/runs/python.js';
import { runProcess } from '../support/runs/run-process.js';
import { ground, makeSandbox, openIndex } from '../support/given.js';
import { compiledCode, treeOf } from '../support/tree.js';
import { buildSdist, buildWheel, buildZipSdist } from '../support/archives/wheel.js';

const SUNFLOWER = ['petals==2.0.0', 'seedling==2.0.0', 'sunflower==2.0.0'];

test('plain pip installs the fixture family from the test index into a copied environment', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.pip(['install', '-i', index.url, 'sunflower']);
  expect(done.output).toContain('Successfully installed petals-2.0.0 seedling-2.0.0 sunflower-2.0.0');
  expect(box.installed()).toEqual(SUNFLOWER);
  expect((await box.pip(['check'])).code).toBe(0);
  expect(treeOf(ground().venv)).not.toHaveProperty('bin/sunflower');
});

test('an index that speaks only HTML serves the same', async () => {
  const box = makeSandbox();
  const index = await openIndex({ pages: 'html', metadata: false });
  expect((await box.pip(['install', '-i', index.url, 'sunflower'])).code).toBe(0);
  expect(box.installed()).toEqual(SUNFLOWER);
});

test('a folder of pages and a folder of links serve the same without a server', async () => {
  const box = makeSandbox();
  const pages = writeFolderIndex(join(box.folder, 'pages'), ground().files);
  const links = writeLinksFolder(join(box.folder, 'links'), ground().files);
  expect((await box.pip(['install', '-i', pages, 'sunflower'])).code).toBe(0);
  expect((await box.pip(['install', '--no-index', '-f', links, 'umlaut-garden'])).code).toBe(0);
  expect(box.installed()).toEqual([...SUNFLOWER, 'umlaut-garden==1.0.0']);
});

test('an index with credentials refuses whoever lacks them', async () => {
  const box = makeSandbox();
  const index = await openIndex({ credentials: 'ada:s3cret' });
  expect((await box.pip(['install', '--no-input', '-i', index.url, 'petals'])).code).not.toBe(0);
  expect((await box.pip(['install', '-i', index.urlWithCredentials, 'petals'])).code).toBe(0);
});

test('a corrupted file is refused by pip, since its hash is that of the honest one', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  index.faults.set('petals-2.0.0-py3-none-any.whl', 'corrupt');
  const done = await box.pip(['install', '-i', index.url, 'petals']);
  expect(done.code).not.toBe(0);
  expect(done.output).toContain('DO NOT MATCH THE HASHES');
});

test('a file that breaks off once can be read on from where it stopped', async () => {
  const index = await openIndex();
  const file = ground().files.find(({ project }) => project === 'oaktree');
  index.faults.set(file?.fileName ?? '', 'truncate-once');
  const url = new URL(`../files/${file?.fileName}`, index.url);
  await expect(fetch(url).then((reply) => reply.arrayBuffer())).rejects.toThrow(/terminated/);
  const rest = await fetch(url, { headers: { range: 'bytes=1000-' } });
  const whole = await fetch(url).then((reply) => reply.arrayBuffer());
  expect(rest.status).toBe(206);
  expect(Buffer.from(await rest.arrayBuffer()).equals(Buffer.from(whole).subarray(1000))).toBe(true);
});

test('two installations at one path make equal trees, down to the compiled code', async () => {
  const index = await openIndex();
  const trees = [];
  for (const run of [1, 2]) {
    const box = makeSandbox();
    const venv = join(ground().folder, 'same-path');
    copyVenv(ground().venv, venv);
    const before = treeOf(venv);
    await box.pip(['install', '-i', index.url, 'sunflower[bloom]', 'umlaut-garden'], { venv });
    const added = treeOf(venv, before);
    const compiled = await compiledCode(venv, added, { executable: ground().python.executable, listAt: join(box.folder, `list-${run}`) });
    trees.push({ added, compiled });
    rmSync(venv, { recursive: true });
  }
  expect(trees[0]).toEqual(trees[1]);
  expect(Object.keys(trees[0]?.compiled ?? {}).length).toBeGreaterThan(5);
});

test('a tree shows a changed byte, a changed mode, a missing and an added file', () => {
  const box = makeSandbox({ venv: false });
  for (const name of ['changed', 'opened', 'removed']) box.write(`tree/${name}`, 'same\n');
  const folder = join(box.cwd, 'tree');
  const before = treeOf(folder);
  box.write('tree/changed', 'else\n');
  chmodSync(join(folder, 'opened'), 0o600);
  rmSync(join(folder, 'removed'));
  box.write('tree/deep/added', '');
  const after = treeOf(folder);
  expect(Object.keys(before)).toEqual(['changed', 'opened', 'removed']);
  expect(Object.keys(after)).toEqual(['changed', 'deep/added', 'opened']);
  expect([after['changed'] === before['changed'], after['opened'] === before['opened']]).toEqual([false, false]);
});

test('compiled code differs when its source does, and not when only the time does', async () => {
  const box = makeSandbox();
  const list = join(box.folder, 'compiled.json');
  const digestOf = async (name: string, source: string, writtenAt: number): Promise<string | undefined> => {
    const path = box.write(`${name}/module.py`, source);
    utimesSync(path, writtenAt, writtenAt);
    await runProcess(venvPython(box.venv), ['-m', 'compileall', '-q', '.'], { cwd: join(box.cwd, name), env: {} });
    const folder = join(box.cwd, name);
    return Object.values(await compiledCode(folder, treeOf(folder), { executable: venvPython(box.venv), listAt: list }))[0];
  };
  const first = await digestOf('one', 'A = 1\n', 1_600_000_000);
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(await digestOf('two', 'A = 1\n', 1_700_000_000)).toBe(first);
  expect(await digestOf('three', 'A = 2\n', 1_600_000_000)).not.toBe(first);
});

test('the archives are what the standard library of Python reads', async () => {
  const box = makeSandbox();
  const release = { name: 'Some.Name', version: '1.0', files: { 'some_name/__init__.py': 'A = 1\n', 'some_name/big.bin': Buffer.alloc(2_000_000, 7) } };
  const built = [buildWheel(release), buildSdist(release), buildZipSdist(release)];
  for (const { fileName, bytes } of built) writeFileSync(join(box.cwd, fileName), bytes);
  const script = `import sys, tarfile, zipfile
for name in sys.argv[1:]:
    if name.endswith('gz'):
        with tarfile.open(name) as archive: print(name, [(m.name, m.size) for m in archive])
    else:
        with zipfile.ZipFile(name) as archive: print(name, archive.testzip(), [(m.filename, m.file_size) for m in archive.infolist()][:2])`;
  const read = await runProcess(venvPython(box.venv), ['-c', script, ...built.map(({ fileName }) => fileName)], { cwd: box.cwd, env: {} });
  expect(read.stdout.split('\n')).toEqual([
    "some_name-1.0-py3-none-any.whl None [('some_name/__init__.py', 6), ('some_name/big.bin', 2000000)]",
    expect.stringMatching(/^some_name-1.0.tar.gz \[\('some_name-1.0\/PKG-INFO', \d+\), \('some_name-1.0\/some_name\/__init__.py', 6\), /),
    expect.stringMatching(/^some_name-1.0.zip None \[\('some_name-1.0\/PKG-INFO', \d+\)/),
    '',
  ]);
  expect(buildWheel(release).bytes.equals(built[0]?.bytes ?? Buffer.alloc(0))).toBe(true);
});

test('an environment without pip has none', async () => {
  const box = makeSandbox({ venv: false });
  const venv = box.addVenv('bare', ground().bareVenv);
  expect((await box.pip(['--version'], { venv })).output).toContain('No module named pip');
  expect(sitePackages(venv, ground().python)).toContain('site-packages');
});
