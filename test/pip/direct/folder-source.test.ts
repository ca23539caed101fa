import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, readFileSync, readdirSync, readlinkSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UserError } from '../../../src/core/errors.js';
import { createCopyBudget } from '../../../src/pip/direct/copy-budget.js';
import { commit, git, lay, makeRepository, obtain, temporaryFolder } from './workbench.js';

const PROJECT = { 'pyproject.toml': '', 'src/demo/__init__.py': 'x = 1\n' };

test('a folder is copied whole, with modes and times, and the original is left alone', async () => {
  const folder = lay(temporaryFolder(), { ...PROJECT, 'tool.sh': '#!/bin/sh\n' });
  chmodSync(join(folder, 'tool.sh'), 0o755);
  utimesSync(join(folder, 'tool.sh'), 1_000_000_000, 1_000_000_000);
  const source = await obtain('.', { cwd: folder });
  expect(source).toMatchObject({ kind: 'folder', editable: false, leftOut: [], shownAs: folder, directUrl: { url: `file://${folder}`, dir_info: {} } });
  expect(readFileSync(join(source.path, 'src/demo/__init__.py'), 'utf8')).toBe('x = 1\n');
  expect(statSync(join(source.path, 'tool.sh'))).toMatchObject({ mode: 0o100755, mtimeMs: 1_000_000_000_000 });
  writeFileSync(join(source.path, 'tool.sh'), 'changed');
  expect(readFileSync(join(folder, 'tool.sh'), 'utf8')).toBe('#!/bin/sh\n');
});

test('environments, caches and other tools\' stores stay behind at any depth', async () => {
  const unwanted = ['.venv/pyvenv.cfg', 'env-of-mine/pyvenv.cfg', 'src/node_modules/a/x.js', '.tox/x', '.nox/x', 'src/demo/__pycache__/demo.pyc', '.mypy_cache/x', '.pytest_cache/x', '.ruff_cache/x', '.hg/hgrc', '.svn/x'];
  const folder = lay(temporaryFolder(), { ...PROJECT, ...Object.fromEntries(unwanted.map((name) => [name, ''])) });
  const { path } = await obtain('.', { cwd: folder });
  expect(readdirSync(path, { recursive: true }).toSorted()).toEqual(['pyproject.toml', 'src', 'src/demo', 'src/demo/__init__.py']);
});

test('a link to a file becomes that file, wherever it is', async () => {
  const outside = lay(temporaryFolder(), { 'real.py': 'print(1)\n' });
  const folder = lay(temporaryFolder(), PROJECT);
  symlinkSync(join(outside, 'real.py'), join(folder, 'setup.py'));
  const { path } = await obtain('.', { cwd: folder });
  expect(lstatSync(join(path, 'setup.py')).isFile()).toBe(true);
  expect(readFileSync(join(path, 'setup.py'), 'utf8')).toBe('print(1)\n');
});

test('a link to a folder stays only when it leads to a place inside, and then inside the copy', async () => {
  const outside = lay(temporaryFolder(), { 'secret.py': '' });
  const folder = lay(temporaryFolder(), PROJECT);
  symlinkSync('src/demo', join(folder, 'short'));
  symlinkSync(join(folder, 'src'), join(folder, 'src/demo/absolute'));
  symlinkSync(outside, join(folder, 'src/out'));
  symlinkSync('nowhere', join(folder, 'dangling'));
  symlinkSync('circle', join(folder, 'circle'));
  const { path, leftOut } = await obtain('.', { cwd: folder });
  expect([readlinkSync(join(path, 'short')), readlinkSync(join(path, 'src/demo/absolute'))]).toEqual(['src/demo', '..']);
  expect(leftOut.toSorted()).toEqual(['circle', 'dangling', 'src/out']);
});

test('pipes are left out instead of waited for', async () => {
  const folder = lay(temporaryFolder(), PROJECT);
  expect(spawnSync('mkfifo', [join(folder, 'pipe')]).status).toBe(0);
  const { path, leftOut } = await obtain('.', { cwd: folder });
  expect([leftOut, existsSync(join(path, 'pipe'))]).toEqual([['pipe'], false]);
});

test('set-uid bits do not come along', async () => {
  const folder = lay(temporaryFolder(), { ...PROJECT, tool: '' });
  chmodSync(join(folder, 'tool'), 0o4755);
  expect(statSync(join((await obtain('.', { cwd: folder })).path, 'tool')).mode & 0o7777).toBe(0o755);
});

test('the repository comes along without what could make git run something', async () => {
  const folder = makeRepository(temporaryFolder(), PROJECT);
  const marker = join(folder, '..', 'must-not-exist');
  lay(folder, { '.git/hooks/post-checkout': `#!/bin/sh\ntouch ${marker}\n`, '.git/config.worktree': '' });
  chmodSync(join(folder, '.git/hooks/post-checkout'), 0o755);
  for (const [key, value] of [['core.fsmonitor', `touch ${marker}`], ['filter.x.clean', `touch ${marker}`], ['core.hooksPath', '/x'], ['remote.origin.url', 'https://user:hidden@a.invalid/'], ['alias.status', '!false']]) git(folder, 'config', key!, value!);
  const { path } = await obtain('.', { cwd: folder });
  const config = readFileSync(join(path, '.git/config'), 'utf8');
  expect(config).not.toMatch(/touch|hidden|alias|filter|\/x/);
  expect(existsSync(join(path, '.git/hooks'))).toBe(false);
  expect(git(path, 'status', '--porcelain')).toBe('');
  expect(existsSync(marker)).toBe(false);
});

test('a version tool sees the same repository in the copy, replaced links included', async () => {
  const folder = makeRepository(temporaryFolder(), { ...PROJECT, 'docs/README.md': 'hello' });
  symlinkSync('docs/README.md', join(folder, 'README.md'));
  symlinkSync('/nowhere', join(folder, 'broken'));
  commit(folder, {});
  git(folder, 'tag', 'v1.2');
  const { path } = await obtain('.', { cwd: folder });
  expect(lstatSync(join(path, 'README.md')).isFile()).toBe(true);
  expect(git(path, 'describe', '--dirty', '--tags')).toBe('v1.2');
  writeFileSync(join(path, 'pyproject.toml'), 'changed');
  expect(git(path, 'describe', '--dirty', '--tags')).toBe('v1.2-dirty');
});

test('submodules in the folder are as clean as their parent', async () => {
  const inner = makeRepository(temporaryFolder(), { 'inner.py': '' });
  const folder = makeRepository(temporaryFolder(), PROJECT);
  git(folder, 'submodule', '--quiet', 'add', inner, 'vendor/inner');
  commit(folder, {});
  git(join(folder, 'vendor/inner'), 'config', 'core.fsmonitor', 'touch /tmp/x');
  const { path } = await obtain('.', { cwd: folder });
  expect(readFileSync(join(path, '.git/modules/vendor/inner/config'), 'utf8')).not.toContain('touch');
  expect(git(join(path, 'vendor/inner'), 'log', '--format=%s')).toBe('first');
  expect(git(path, 'status', '--porcelain')).toBe('');
});

test('a .git file that names a repository elsewhere does not come along', async () => {
  const folder = lay(temporaryFolder(), { ...PROJECT, '.git': 'gitdir: /somewhere/.git/worktrees/x\n' });
  const { path, leftOut } = await obtain('.', { cwd: folder });
  expect([leftOut, existsSync(join(path, '.git'))]).toEqual([['.git'], false]);
});

test('the repository of a linked worktree comes along as an ordinary one', async () => {
  const main = makeRepository(temporaryFolder(), PROJECT);
  git(main, 'tag', 'v1');
  const folder = join(temporaryFolder(), 'linked');
  git(main, 'worktree', 'add', '--quiet', '-b', 'other', folder);
  commit(folder, { 'node_modules.py': '' });
  git(folder, 'tag', 'node_modules/v2');
  git(main, 'config', 'core.fsmonitor', 'touch /tmp/x');
  const { path, leftOut } = await obtain('.', { cwd: folder });
  expect(leftOut).toEqual([]);
  expect(readFileSync(join(path, '.git/config'), 'utf8')).not.toContain('touch');
  expect([git(path, 'describe', '--tags', '--dirty'), git(path, 'symbolic-ref', '--short', 'HEAD'), existsSync(join(path, '.git/worktrees'))]).toEqual(['node_modules/v2', 'other', false]);
});

test('a submodule can be installed by itself, with its history', async () => {
  const outer = makeRepository(temporaryFolder(), { x: '' });
  git(outer, 'submodule', '--quiet', 'add', makeRepository(temporaryFolder(), PROJECT), 'vendor');
  const { path } = await obtain('./vendor', { cwd: outer });
  expect([git(path, 'log', '--format=%s'), git(path, 'status', '--porcelain')]).toEqual(['first', '']);
});

test('a folder cannot claim a repository that knows nothing of it', async () => {
  const secret = makeRepository(temporaryFolder(), { 'secret.py': '' });
  git(secret, 'worktree', 'add', '--quiet', join(temporaryFolder(), 'linked'));
  for (const claimed of ['.git', '.git/worktrees/linked']) {
    const folder = lay(temporaryFolder(), { ...PROJECT, '.git': `gitdir: ${secret}/${claimed}\n` });
    const { path, leftOut } = await obtain('.', { cwd: folder });
    expect([leftOut, existsSync(join(path, '.git'))]).toEqual([['.git'], false]);
  }
});

test('a subdirectory is recorded, and must be there and inside', async () => {
  const folder = lay(temporaryFolder(), { 'pyproject.toml': '', 'sub/setup.py': '' });
  const outside = lay(temporaryFolder(), { 'setup.py': '' });
  symlinkSync(outside, join(folder, 'link'));
  expect(await obtain(`file://${folder}#subdirectory=sub`)).toMatchObject({ subdirectory: 'sub', directUrl: { url: `file://${folder}`, subdirectory: 'sub', dir_info: {} } });
  for (const name of ['missing', '../x', '/x', 'a\\b', 'link']) await expect(obtain(`file://${folder}#subdirectory=${name}`)).rejects.toThrow(UserError);
  await expect(obtain(`file://${folder}#subdirectory=link`, { editable: true })).rejects.toThrow('leads out');
});

test('an editable folder stays where it is', async () => {
  const folder = lay(temporaryFolder(), { ...PROJECT, 'sub/pyproject.toml': '' });
  expect(await obtain('.', { cwd: folder, editable: true })).toMatchObject({ path: folder, editable: true, directUrl: { url: `file://${folder}`, dir_info: { editable: true } } });
  const inner = await obtain(`file://${folder}#subdirectory=sub`, { editable: true });
  expect(inner.directUrl).toEqual({ url: `file://${folder}/sub`, dir_info: { editable: true } });
});

test('a folder without measure is refused by name', () => {
  const budget = createCopyBudget('/home/me/project', 'project');
  expect(() => { for (let count = 0; count < 100_001; count += 1) budget.spend(0, 'data'); }).toThrow(/\/home\/me\/project holds more than 100000 files \(at "data"\)/);
  expect(() => createCopyBudget('/home/me/project', 'project').spend(3 * 1024 ** 3, 'data')).toThrow(/more than 2 GiB/);
});
