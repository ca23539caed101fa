import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readLibrary, type Library } from '../../src/installed/read-library.js';

const DEEP = 'env/lib/python3.12/site-packages';

function libraryWith(files: Readonly<Record<string, string>>): { readonly root: string; readonly put: (path: string, text: string) => void; readonly read: () => Library } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'depsec-library-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  mkdirSync(join(root, DEEP), { recursive: true });
  for (const [path, text] of Object.entries(files)) put(`${DEEP}/${path}`, text);
  return { root, put, read: () => readLibrary(join(root, DEEP)) };
}

const metadata = (name: string, version = '1.0'): string => `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n\n`;

const membersOf = ({ packages }: Library): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(packages.map(({ distribution, tree }) => [distribution?.name ?? '', tree.files.map(({ member }) => member)]));

test('a package has the files on its list, what Python keeps of them, and what lies unlisted in a folder that is its alone', () => {
  const { read } = libraryWith({
    'rose-1.0.dist-info/METADATA': metadata('Rose'),
    'rose-1.0.dist-info/RECORD': 'rose/__init__.py,,\nrose-1.0.dist-info/METADATA,,\nrose-1.0.dist-info/RECORD,,\nrose_help.py,,\n',
    'rose/__init__.py': '', 'rose/added.py': '', 'rose/deep/data.bin': '', 'rose/__pycache__/__init__.cpython-312.pyc': '',
    'rose_help.py': '', '__pycache__/rose_help.cpython-312.pyc': '', 'stray.py': '', 'extra.pth': '',
  });
  expect(membersOf(read())).toEqual({
    rose: ['__pycache__/rose_help.cpython-312.pyc', 'rose-1.0.dist-info/METADATA', 'rose-1.0.dist-info/RECORD', 'rose/__init__.py', 'rose/__pycache__/__init__.cpython-312.pyc', 'rose/added.py', 'rose/deep/data.bin', 'rose_help.py'],
    '': ['extra.pth', 'stray.py'],
  });
});

test.each([
  ['quoted', 'rose-1.0.dist-info/METADATA,,\n"shared/a,b.py",,\nshared/x.py,,\n'],
  ['with fewer cells and the line ends of Windows', '"shared/a,b.py"\r\nshared/x.py,\r\n'],
  ['not in order', '"shared/./a,b.py",,\nshared//deep/../x.py,sha256=,3\n'],
])('a path on the list may be %s', (_, record) => {
  const { read } = libraryWith({
    'rose-1.0.dist-info/METADATA': metadata('rose'), 'rose-1.0.dist-info/RECORD': record, 'shared/a,b.py': '', 'shared/x.py': '', 'shared/other.py': '',
    'thorn-1.0.dist-info/METADATA': metadata('thorn'), 'thorn-1.0.dist-info/RECORD': 'shared/thorn.py,,\n', 'shared/thorn.py': '',
  });
  expect(membersOf(read())).toMatchObject({ rose: expect.arrayContaining(['shared/a,b.py', 'shared/x.py']), '': ['shared/other.py'] });
});

test('a list with a row of too many cells is read as pip reads it', () => {
  const { read } = libraryWith({ 'rose-1.0.dist-info/METADATA': metadata('rose'), 'rose-1.0.dist-info/RECORD': 'rose.py,,\nmore.py,,,\n,,,,\n', 'rose.py': '' });
  expect(read().packages[0]?.distribution).toMatchObject({ hasList: true });
  expect(membersOf(read())).toMatchObject({ rose: expect.arrayContaining(['rose.py']) });
});

test('what lies unlisted in a folder that two packages share belongs to neither', () => {
  const { read } = libraryWith({
    'a-1.dist-info/METADATA': metadata('a'), 'a-1.dist-info/RECORD': 'shared/a/x.py,,\n', 'shared/a/x.py': '', 'shared/a/more.py': '',
    'b-1.dist-info/METADATA': metadata('b'), 'b-1.dist-info/RECORD': 'shared/b/x.py,,\n', 'shared/b/x.py': '', 'shared/between.py': '',
  });
  expect(membersOf(read())).toMatchObject({ a: expect.arrayContaining(['shared/a/more.py']), '': ['shared/between.py'] });
});

test('commands and data outside of the library are members of the data folder, and a list cannot reach beyond the environment', () => {
  const { read, put } = libraryWith({
    'rose-1.0.dist-info/METADATA': metadata('rose'),
    'rose-1.0.dist-info/RECORD': '../../../bin/rose,,\n../../../share/man/rose.1,,\n../../../../../../../etc/passwd,,\n/etc/hosts,,\n',
  });
  put('env/bin/rose', '#!/bin/sh\n');
  put('env/share/man/rose.1', '');
  const [rose] = read().packages;
  expect(rose?.tree.files.map(({ member }) => member)).toEqual(['rose-1.0.data/data/share/man/rose.1', 'rose-1.0.data/scripts/rose', 'rose-1.0.dist-info/METADATA', 'rose-1.0.dist-info/RECORD']);
  expect(rose?.tree.renamed['../../../bin/rose']).toBe('rose-1.0.data/scripts/rose');
});

test('the state is another as soon as a file is written, added or taken away, and the same until then', () => {
  const { read, put, root } = libraryWith({ 'rose-1.0.dist-info/METADATA': metadata('rose'), 'rose-1.0.dist-info/RECORD': 'rose.py,,\nmore.py,,\n', 'rose.py': 'x = 1\n', 'more.py': '' });
  const stateNow = (): string => read().packages[0]?.state ?? '';
  const states = [stateNow()];
  expect(stateNow()).toBe(states[0]);
  put(`${DEEP}/rose.py`, 'x = 2\n');
  states.push(stateNow());
  put(`${DEEP}/rose-1.0.dist-info/extra`, '');
  states.push(stateNow());
  rmSync(join(root, DEEP, 'more.py'));
  states.push(stateNow());
  expect(new Set(states).size).toBe(4);
});

test('a package without a list has the modules that it names', () => {
  const { read } = libraryWith({ 'old.egg-info/PKG-INFO': metadata('old'), 'old.egg-info/top_level.txt': 'old\nold_helper\n', 'old/__init__.py': '', 'old/sub/x.py': '', 'old_helper.py': '', 'other.py': '' });
  const library = read();
  expect(library.packages[0]?.distribution).toMatchObject({ name: 'old', version: '1.0', hasList: false });
  expect(membersOf(library)).toMatchObject({ old: expect.arrayContaining(['old/__init__.py', 'old/sub/x.py', 'old_helper.py']), '': ['other.py'] });
});

test('what cannot be read as a package is told with the reason, and the others are read', () => {
  const { read } = libraryWith({ 'empty-1.dist-info/RECORD': '', 'nameless-1.dist-info/METADATA': 'Metadata-Version: 2.1\n\n', 'good-1.dist-info/METADATA': metadata('good'), '~gone-1.dist-info/METADATA': metadata('gone') });
  const { broken, packages } = read();
  expect(broken).toEqual([{ info: 'empty-1.dist-info', why: 'it has no METADATA' }, { info: 'nameless-1.dist-info', why: 'its METADATA names no package' }]);
  expect(packages.map(({ distribution }) => distribution?.name ?? null)).toEqual(['good', null]);
});

test('links to files are followed and links to folders are not, so that a circle ends', () => {
  const { read, put, root } = libraryWith({ 'rose-1.0.dist-info/METADATA': metadata('rose'), 'rose-1.0.dist-info/RECORD': 'rose/__init__.py,,\n', 'rose/x.py': '' });
  put('cache/init.py', 'x = 1\n');
  symlinkSync(join(root, 'cache/init.py'), join(root, DEEP, 'rose/__init__.py'));
  symlinkSync(join(root, DEEP), join(root, DEEP, 'rose/circle'));
  symlinkSync(join(root, 'nowhere'), join(root, DEEP, 'rose/broken.py'));
  expect(membersOf(read())['rose']).toEqual(['rose-1.0.dist-info/METADATA', 'rose-1.0.dist-info/RECORD', 'rose/__init__.py', 'rose/x.py']);
});

test('what cannot be looked into is told, and the rest is read', () => {
  const { read, root } = libraryWith({ [`${'deep/'.repeat(65)}x.py`]: '', 'good.py': '' });
  symlinkSync('b.py', join(root, DEEP, 'a.py'));
  symlinkSync('a.py', join(root, DEEP, 'b.py'));
  const { unreadable, packages } = read();
  expect(unreadable.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
    ...['a.py', 'b.py'].map((path) => ({ path, why: 'its symbolic links run in a circle' })),
    { path: 'deep/'.repeat(65).slice(0, -1), why: 'more than 64 folders deep' },
  ]);
  expect(packages.flatMap(({ tree }) => tree.files.map(({ member }) => member))).toContain('good.py');
});

test('an editable install names its folder, and REQUESTED tells that somebody asked for it', () => {
  const { read } = libraryWith({
    'rose-1.0.dist-info/METADATA': metadata('rose'), 'rose-1.0.dist-info/REQUESTED': '',
    'rose-1.0.dist-info/direct_url.json': '{"dir_info": {"editable": true}, "url": "file:///home/me/my%20rose"}',
  });
  expect(read().packages[0]?.distribution).toMatchObject({ requested: true, editable: '/home/me/my rose' });
});

test('a file whose name is no UTF-8 is told: Python reads it, and depsec cannot', () => {
  const { root, read } = libraryWith({});
  writeFileSync(Buffer.concat([Buffer.from(`${join(root, DEEP)}/start`), Buffer.from([0xff]), Buffer.from('.pth')]), 'import os\n');
  mkdirSync(Buffer.concat([Buffer.from(`${join(root, DEEP)}/pack`), Buffer.from([0xff])]));
  expect(read().unreadable).toEqual(expect.arrayContaining([{ path: 'start\uFFFD.pth', why: 'its name is no UTF-8' }, { path: 'pack\uFFFD', why: 'its name is no UTF-8' }]));
});

test('a package whose folder has such a name is told as well', () => {
  const { root, read } = libraryWith({});
  mkdirSync(Buffer.concat([Buffer.from(`${join(root, DEEP)}/rose`), Buffer.from([0xff]), Buffer.from('-1.0.dist-info')]));
  expect(read().broken).toEqual([{ info: 'rose\uFFFD-1.0.dist-info', why: 'its name is no UTF-8' }]);
});

test('a pipe in the place of a module is told, and a link that leads nowhere is not', () => {
  const { root, read } = libraryWith({});
  spawnSync('mkfifo', [join(root, DEEP, 'start.pth')]);
  symlinkSync('away.py', join(root, DEEP, 'gone.py'));
  expect(read().unreadable).toEqual([{ path: 'start.pth', why: 'it is no ordinary file' }]);
});

test('a project that lies elsewhere, as setup.py develop leaves it, is told with its folder', () => {
  const { read } = libraryWith({ 'rose.egg-link': '/garden/rose\n.', 'empty.egg-link': '', 'tulip-1.0.dist-info/METADATA': metadata('tulip') });
  expect(read().linked).toEqual([{ name: 'rose', folder: '/garden/rose' }]);
});
