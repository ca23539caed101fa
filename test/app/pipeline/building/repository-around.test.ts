import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { repositoryAround } from '../../../../src/app/pipeline/building/repository-around.js';

const fresh = (): string => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'depsec-around-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
const git = (cwd: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.invalid', ...args], { cwd, encoding: 'utf8', env: { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_CEILING_DIRECTORIES: tmpdir() } });

test('the checkout that a project lies in is found from a folder deep in it', () => {
  const top = fresh();
  git(top, 'init', '-q');
  mkdirSync(join(top, 'packages', 'one'), { recursive: true });
  expect(repositoryAround(join(top, 'packages', 'one'))).toEqual([top, join(top, '.git')]);
});

test('a second checkout of one repository brings the repository along, so that git can tell the version', () => {
  const folder = fresh();
  const [main, second] = [join(folder, 'main'), join(folder, 'second')];
  mkdirSync(main);
  git(main, 'init', '-q');
  git(main, 'commit', '-q', '--allow-empty', '-m', 'one');
  git(main, 'worktree', 'add', '-q', second);
  expect(repositoryAround(second)).toEqual([second, join(second, '.git'), join(main, '.git', 'worktrees', 'second'), join(main, '.git')]);
});

test('outside of any checkout there is nothing', () => {
  expect(repositoryAround(fresh())).toEqual([]);
});
