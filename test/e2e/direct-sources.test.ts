import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { loopbackCertificate as cert, loopbackKey as key } from '../platform/loopback-certificate.js';
import { expectEnd, readRun } from '../support/expectations.js';
import { writeTarGz } from '../support/archives/tar-writer.js';
import { ground, makeSandbox, openIndex } from '../support/given.js';
import { serveRepository, writeRepository, writeTree } from '../support/repository.js';
import { sitePackages, venvPython } from '../support/runs/python.js';
import { runProcess } from '../support/runs/run-process.js';
import type { Sandbox } from '../support/runs/sandbox.js';
import { markingCode, putSdist, type SourceWords } from '../support/sources.js';
import { treeOf } from '../support/tree.js';

/** Every way to name a source by where it is, each of a source of its own. */
const KINDS = ['an archive by its path', 'an archive by its URL on this machine', 'an archive by http', 'a folder', 'a folder inside another', 'a folder that stays where it is', 'a tag of a repository'] as const;
type Kind = (typeof KINDS)[number];

const nameOf = (stem: string, kind: Kind): string => `${stem}-${KINDS.indexOf(kind)}`;

/** The words by which pip and depsec are asked for all of them. */
async function waysTo(folder: string, stem: string, words: (kind: Kind) => SourceWords = () => ({})): Promise<readonly string[]> {
  const sdist = (kind: Kind) => putSdist(join(folder, 'files'), nameOf(stem, kind), words(kind));
  const tree = (kind: Kind, ...below: readonly string[]): string => writeTree(join(folder, nameOf('tree', kind), ...below), nameOf(stem, kind), words(kind));
  const served = sdist('an archive by http');
  const index = await openIndex({ files: [served] });
  tree('a folder inside another', 'inner');
  const repository = writeRepository(join(folder, 'repository'), nameOf(stem, 'a tag of a repository'), words('a tag of a repository'));
  const ways: Readonly<Record<Kind, readonly string[]>> = {
    'an archive by its path': [sdist('an archive by its path').path],
    'an archive by its URL on this machine': [`${nameOf(stem, 'an archive by its URL on this machine')} @ ${pathToFileURL(sdist('an archive by its URL on this machine').path).href}`],
    'an archive by http': [new URL(`../files/${served.fileName}`, index.url).href],
    'a folder': [tree('a folder')],
    'a folder inside another': [`${pathToFileURL(join(folder, nameOf('tree', 'a folder inside another'))).href}#subdirectory=inner`],
    'a folder that stays where it is': ['-e', tree('a folder that stays where it is')],
    'a tag of a repository': [`git+${pathToFileURL(repository).href}@v1#egg=${nameOf(stem, 'a tag of a repository')}`],
  };
  return KINDS.flatMap((kind) => ways[kind]);
}

function installedFiles(box: Sandbox): Readonly<Record<string, string>> {
  return treeOf(box.venv, treeOf(ground().venv));
}

/** The text of direct_url.json by kind. */
function directUrls(box: Sandbox): Readonly<Record<string, string>> {
  const urlOf = (kind: Kind): string => readFileSync(join(sitePackages(box.venv, ground().python), `${nameOf('gooseberry', kind).replace('-', '_')}-1.0.0.dist-info`, 'direct_url.json'), 'utf8');
  return Object.fromEntries(KINDS.map((kind) => [kind, urlOf(kind)]));
}

test('an archive, folder or tag that is named by where it is installs as pip installs it, direct_url.json included', async () => {
  const [byPip, byDepsec] = [makeSandbox(), makeSandbox()];
  const ways = await waysTo(byPip.folder, 'gooseberry');
  const modules = KINDS.map((kind) => nameOf('gooseberry', kind).replace('-', '_'));
  for (const [box, tool] of [[byPip, 'pip'], [byDepsec, 'depsec']] as const) {
    expectEnd(await box[tool](['install', '--no-index', ...ways]), 0);
    const used = await runProcess(venvPython(box.venv), ['-c', `import ${modules.join(', ')}; print(${modules.map((name) => `${name}.NAME`).join(', ')})`], { cwd: box.cwd, env: {} });
    expect(used.stdout).toBe(`${KINDS.map((kind) => nameOf('gooseberry', kind)).join(' ')}\n`);
  }
  expect(directUrls(byDepsec)).toEqual(directUrls(byPip));
  expect(Object.keys(installedFiles(byDepsec))).toEqual(Object.keys(installedFiles(byPip)));
});

test('no archive, folder or tag that is named by where it is runs a line of what is blocked', async () => {
  const box = makeSandbox();
  const marker = (kind: Kind): string => join(box.folder, `MARKER-${KINDS.indexOf(kind)}`);
  const ways = await waysTo(box.folder, 'belladonna', (kind) => ({ hookCode: markingCode(marker(kind)) }));
  for (const command of [['install'], ['install', '--dry-run'], ['audit']]) {
    const done = await box.depsec([...command, '--format', 'json', '--no-index', ...ways]);
    expectEnd(done, 1);
    expect(readRun(done.stdout).verdicts).toEqual(Object.fromEntries(KINDS.map((kind) => [nameOf('belladonna', kind), 'blocked'])));
    expect(KINDS.filter((kind) => existsSync(marker(kind)))).toEqual([]);
  }
  expect(box.installed()).toEqual([]);
});

test('a checkout over https needs the password that its URL gives, which is never shown', async () => {
  const box = makeSandbox();
  const place = await serveRepository(writeRepository(join(box.folder, 'repository'), 'gooseberry'), { key, cert, credentials: 'ada:gr33nhouse' });
  const env = { GIT_SSL_CAINFO: box.write('authority.pem', `${cert}\n`) };
  const refused = await box.depsec(['install', '--no-index', `git+https://ada:weeds4all@${place}@v1`], { env });
  expectEnd(refused, 3);
  expect(refused.output).not.toContain('weeds4all');
  const done = await box.depsec(['install', '-vv', '--no-index', `git+https://ada:gr33nhouse@${place}@v1`], { env });
  expectEnd(done, 0);
  expect(done.output).not.toContain('gr33nhouse');
  const written = readFileSync(join(sitePackages(box.venv, ground().python), 'gooseberry-1.0.0.dist-info', 'direct_url.json'), 'utf8');
  expect(written).toContain(`"url": "https://${place}"`);
  expect(written).toMatch(/"commit_id": "[0-9a-f]{40}"/);
});

test('a folder is installed anew though its version is there', async () => {
  const box = makeSandbox();
  const tree = writeTree(join(box.cwd, 'plum'), 'plum');
  expectEnd(await box.depsec(['install', '--no-index', './plum']), 0);
  writeFileSync(join(tree, 'plum.py'), 'NAME = "another"\n');
  expectEnd(await box.depsec(['install', '--no-index', './plum']), 0);
  expect(readFileSync(join(sitePackages(box.venv, ground().python), 'plum.py'), 'utf8')).toBe('NAME = "another"\n');
});

test('what a direct source depends on comes from the index, and both are listed', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  writeTree(join(box.cwd, 'plum'), 'plum', { needs: ['petals'] });
  const done = await box.depsec(['install', '-i', index.url, './plum']);
  expectEnd(done, 0);
  expect(done.output).toContain('2 packages safe');
  expect(box.installed()).toEqual(['petals==2.0.0', 'plum==1.0.0']);
});

test('a direct source whose marker does not fit is neither fetched nor built', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const before = index.requests.length;
  const done = await box.depsec(['install', '-i', index.url, `acorn-source @ ${new URL('../files/acorn_source-1.0.0.tar.gz', index.url).href} ; sys_platform == "nowhere"`, 'petals']);
  expectEnd(done, 0);
  expect(index.requests.slice(before).filter((path) => path.includes('acorn'))).toEqual([]);
});

test('an index that a requirements file two levels down names is asked, and what it serves is judged', async () => {
  const box = makeSandbox();
  const marker = join(box.folder, 'MARKER');
  const index = await openIndex({ files: [putSdist(join(box.folder, 'files'), 'belladonna', { hookCode: markingCode(marker) })] });
  box.write('requirements.txt', '-r deep/first.txt\n');
  box.write('deep/first.txt', '-r second.txt\n');
  box.write('deep/second.txt', `--index-url ${index.url}\nbelladonna\n`);
  for (const command of [['install'], ['install', '--dry-run'], ['audit']]) {
    expectEnd(await box.depsec([...command, '-r', 'requirements.txt']), 1);
    expect(existsSync(marker)).toBe(false);
  }
});

test.each([
  ['a revision that does not exist', (repository: string) => `git+${repository}@nowhere`, 'nowhere'],
  ['a repository that does not exist', (repository: string) => `git+${repository}-gone@v1`, 'repository-gone'],
  ['another version control', () => 'hg+https://gardens.invalid/plum', 'git'],
])('%s is named, and nothing is installed', async (_, urlOf, named) => {
  const box = makeSandbox();
  const url = urlOf(pathToFileURL(writeRepository(join(box.folder, 'repository'), 'plum')).href);
  const done = await box.depsec(['install', '--no-index', url]);
  expect([2, 3]).toContain(done.code);
  expect(done.output).toContain(named);
  expect(box.installed()).toEqual([]);
});

test('a folder or checkout among requirements with hashes is refused, as by pip', async () => {
  const box = makeSandbox();
  writeTree(join(box.cwd, 'plum'), 'plum');
  box.write('locked.txt', `petals==2.0.0 --hash=sha256:${'0'.repeat(64)}\n./plum\n`);
  const done = await box.depsec(['install', '--no-index', '-r', 'locked.txt']);
  expectEnd(done, 2);
  expect(done.output).toContain('plum');
});

test('environments and caches inside a folder are neither judged nor built, and -e leaves the folder in its place', async () => {
  const box = makeSandbox();
  const marker = join(box.folder, 'MARKER');
  const tree = writeTree(join(box.cwd, 'plum'), 'plum', { files: { '.venv/pyvenv.cfg': 'home = /nowhere\n', '.venv/lib/evil.py': `${markingCode(marker)}\n`, 'node_modules/evil/evil.py': `${markingCode(marker)}\n` } });
  for (const words of [['./plum'], ['-e', './plum']]) {
    const done = await box.depsec(['install', '--no-index', ...words]);
    expectEnd(done, 0);
    expect(done.output).toContain('1 package safe · 0 warnings · 0 blocked');
  }
  const used = await runProcess(venvPython(box.venv), ['-c', 'import plum; print(plum.__file__)'], { cwd: box.cwd, env: {} });
  expect(used.stdout.trim()).toBe(join(tree, 'plum.py'));
});

test('what the build of an -e folder writes into it is judged as well', async () => {
  const box = makeSandbox();
  const marker = join(box.folder, 'MARKER');
  const hidden = Buffer.from(`${markingCode(marker)}\n`).toString('hex');
  const backendCode = `_plain = build_editable\ndef build_editable(*args):\n    with open("grown.py", "w") as file:\n        file.write(bytes.fromhex(_read("seeds.txt").decode()).decode())\n    return _plain(*args)\n`;
  writeTree(join(box.cwd, 'plum'), 'plum', { backendCode, files: { 'seeds.txt': hidden } });
  const done = await box.depsec(['install', '--no-index', '-e', './plum']);
  expectEnd(done, 1);
  expect(done.output).toContain('grown.py:1');
  expect(existsSync(marker)).toBe(false);
  expect(box.installed()).toEqual([]);
});

test.each(['install', 'audit'])('an archive that holds no project is refused, as by pip: %s', async (command) => {
  const box = makeSandbox();
  const archive = join(box.cwd, 'none-1.0.tar.gz');
  writeFileSync(archive, writeTarGz([{ name: 'none-1.0/PKG-INFO', data: Buffer.from('Metadata-Version: 2.1\nName: none\nVersion: 1.0\n') }]));
  const done = await box.depsec([command, '--no-index', archive]);
  expectEnd(done, 2);
  expect(done.output.replaceAll(/\s+/g, ' ')).toContain('cannot be installed: neither pyproject.toml nor setup.py lies in it');
  expect(box.installed()).toEqual([]);
});

test('a folder is called what its project is called, and what nobody told of it is not made up', async () => {
  const box = makeSandbox();
  const code = markingCode(join(box.folder, 'MARKER'));
  for (const [folder, project] of [['named', '[project]\nname = "belladonna"\nversion = "4.5"\n'], ['unnamed', '']] as const) {
    mkdirSync(join(box.cwd, folder));
    writeFileSync(join(box.cwd, folder, 'pyproject.toml'), `${project}[build-system]\nrequires = ["setuptools"]\n`);
    writeFileSync(join(box.cwd, folder, 'setup.py'), code);
  }
  const done = await box.depsec(['install', '--format', 'json', '--no-index', './named', './unnamed']);
  expectEnd(done, 1);
  const { results } = readRun(done.stdout);
  expect(Object.fromEntries(results.map(({ name, version }) => [name, version]))).toEqual({ belladonna: '4.5', unnamed: '' });
});
