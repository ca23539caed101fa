import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { requirementReader } from '../../src/app/pipeline/requirements/requirement-reader.js';
import { UserError } from '../../src/core/errors.js';
import type { InputReader } from '../../src/core/input.js';
import { readTextCapped } from '../../src/platform/files.js';

function folderWith(...names: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-reader-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), '');
  }
  return folder;
}

const readerIn = (cwd: string): InputReader => requirementReader({ cwd, readFile: readTextCapped, readPage: () => Promise.reject(new UserError('bad-input', 'no network')), variable: () => undefined, everyPart: false });

const parsed = (text: string, cwd: string) => readerIn(cwd).parse(text, { from: null });

const PROJECT = ['project/pyproject.toml', 'project/inner/setup.py', 'demo-1.0.zip', 'dir@2/setup.py', 'empty/x', 'demo-1.0-py3-none-any.whl'];

test.each([
  ['./project', '/project', 'folder'], ['project/', '/project', 'folder'], ['./dir@2', '/dir%402', 'folder'], ['demo-1.0.zip', '/demo-1.0.zip', 'source-archive'], ['./demo-1.0-py3-none-any.whl', '/demo-1.0-py3-none-any.whl', 'wheel'],
  ['file:./project', '/project', 'folder'], ['file:project/inner', '/project/inner', 'folder'], ['demo @ file:./demo-1.0.zip', '/demo-1.0.zip', 'source-archive'],
])('%s is a place from the user\'s folder on', (text, place, target) => {
  const cwd = folderWith(...PROJECT);
  expect(parsed(text, cwd)).toMatchObject({ url: `file://${cwd}${place}`, target, editable: false });
});

test('a bare folder name is a package, as for pip', () => {
  expect(parsed('project', folderWith(...PROJECT))).toMatchObject({ name: 'project', target: 'index' });
});

test('extras and markers of a path are read apart from it', () => {
  expect(parsed('./project[a, b] ; os_name == "posix"', folderWith(...PROJECT))).toMatchObject({ name: null, extras: ['a', 'b'], marker: 'os_name == "posix"', target: 'folder' });
});

test.each([['./empty', 'neither pyproject.toml nor setup.py'], ['./nowhere', 'neither a package name nor an existing file'], ['none-1.0.zip', 'does not exist'], ['file:///etc/passwd', 'neither an archive nor a folder'], ['foo @ file:///etc/passwd', 'neither an archive nor a folder'],
  ['file:project#subdirectory=other', 'not a folder'], ['file://elsewhere.invalid/x.zip', 'on another machine'], ['file:///x%zz.zip', 'not the URL of a local file'], ['C:\\project', 'PEP 508']])('%s is refused with the reason', (text, reason) => {
  expect(() => parsed(text, folderWith(...PROJECT))).toThrow(new RegExp(reason));
});

test.each([['.', ''], ['./project[x]', '/project'], ['project', '/project'], ['file:project#egg=demo', '/project'], ['demo[x] @ file:./project', '/project']])('-e %s is a folder of the user\'s', (text, place) => {
  const cwd = folderWith('pyproject.toml', ...PROJECT);
  expect(readerIn(cwd).parseEditable(text)).toMatchObject({ url: `file://${cwd}${place}`, target: 'folder', editable: true });
});

test.each(['flask', 'demo-1.0.zip', './empty', 'https://a.invalid/x.zip', './nowhere'])('-e %s is refused', (text) => {
  expect(() => readerIn(folderWith(...PROJECT)).parseEditable(text)).toThrow(UserError);
});

test.each(['./requirements.txt', 'requirements.txt', './poetry.lock', 'job.py'])('%s that lies there is told to be no package, and how it is read', (text) => {
  const parse = (): unknown => readerIn(folderWith('requirements.txt', 'poetry.lock', 'job.py')).parse(text, { from: null });
  expect(parse).toThrow(expect.objectContaining({ message: `${JSON.stringify(text)} is a file that asks for packages, and none itself`, hint: `-r ${text} reads it` }));
  expect(readerIn(folderWith(...PROJECT)).parse('requirements.txt', { from: null }).name).toBe('requirements.txt');
});

test('behind -e the path of nothing is told as such', () => {
  expect(() => readerIn(folderWith(...PROJECT)).parseEditable('./nowhere')).toThrow('"./nowhere" is not a folder');
});

test('--find-links is beside the file when something lies there, else as it was written', () => {
  const cwd = folderWith('sub/wheels/x', 'other/x');
  const { locateFiles } = readerIn(cwd);
  const inside = { from: 'sub/requirements.txt' };
  expect([locateFiles('wheels', inside), locateFiles('other', inside), locateFiles('~/x', inside), locateFiles('https://a.invalid/x', inside)]).toEqual([join(cwd, 'sub/wheels'), 'other', '~/x', 'https://a.invalid/x']);
});

test('an included file is beside the one that names it, whatever form that has', () => {
  const { locate } = readerIn('/home');
  expect([locate('a.txt', { from: 'sub/r.txt' }), locate('a.txt', { from: 'file:///x/r.txt' }), locate('file:///y/a.txt', { from: 'r.txt' }), locate('a.txt', { from: 'https://a.invalid/x/r.txt' })]).toEqual(['/home/sub/a.txt', '/x/a.txt', '/y/a.txt', 'https://a.invalid/x/a.txt']);
});

test.each(['-rfoo', '-e.', '--index-url=http://evil.invalid/', '--', '\u2010rfoo', '\u2014pre', 'foo\n--index-url http://evil.invalid/', 'foo\r--pre', 'foo\tbar', 'foo ; rm -rf /', '$(id)', '`id`', 'foo>bar', '../etc/passwd', '/etc/passwd', '..\\windows', '', ' ', '\u0441lick', '\x1b[31mfoo', 'foo[-x]', 'foo==1 --hash=sha256:00', 'foo @ -e .', 'foo @ file:relative', 'a'.repeat(300), `./${'a'.repeat(5_000)}`, './a\0b', 'file:///a\0b.zip', 'file://%00/x.zip', 'https://a.invalid/x.zip --pre', '%s%n'])('%j is no requirement, behind -e or without it', (text) => {
  const reader = readerIn(folderWith('x'));
  expect(() => reader.parse(text, { from: null })).toThrow(UserError);
  expect(() => reader.parseEditable(text)).toThrow(UserError);
});
