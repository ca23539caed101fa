import { expect, test } from 'vitest';
import { shownError } from '../../../src/cli/show/show-error.js';

const fault = (code: string, more: object = {}): Error => Object.assign(new Error(`${code}: as the system says it`), { code, ...more });

test.each([
  [fault('EIO', { syscall: 'mkdtemp', path: '/home/ada/.depsec/runs/1-x' }), 'depsec: cannot mkdtemp "/home/ada/.depsec/runs/1-x": the disk reported an error\n  → check the disk\n'],
  [fault('EMFILE', { syscall: 'open', path: '/a\u001b[2J' }), 'depsec: cannot open "/a\\u001b[2J": too many files are open\n  → raise the limit (ulimit -n)\n'],
  [fault('ENOSPC'), 'depsec: cannot use "a file of this run": no space is left\n  → free some space, or move depsec elsewhere with DEPSEC_HOME and TMPDIR\n'],
])('what the system refuses at a place without a word for it is no bug of depsec (%s)', (error, text) => {
  expect(shownError(error, false)).toEqual({ exitCode: 3, text });
});

test('a working directory that is gone is for the user to leave', () => {
  expect(shownError(fault('ENOENT', { syscall: 'uv_cwd' }), false)).toEqual({ exitCode: 2, text: 'depsec: the working directory is there no longer\n  → change to another folder (cd) and try again\n' });
});

test('a file that is missing where depsec counts on it is one', () => {
  expect(shownError(fault('ENOENT', { syscall: 'open', path: '/a' }), false)).toMatchObject({ exitCode: 70 });
});

test('what the system refused behind an error of ours is a tool that failed, and no bug', () => {
  const cause = Object.assign(new Error('EACCES: permission denied, read'), { code: 'EACCES', syscall: 'read' });
  const shown = shownError(new Error('cannot be read', { cause }), false);
  expect(shown.exitCode).toBe(3);
  expect(shown.text).toContain('a file of this run');
  expect(shownError(new Error('cannot be read', { cause: new Error('no code') }), false).exitCode).toBe(70);
});

test.each(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'])('a file of depsec that is gone (%s) is an installation to put right, and no bug', (code) => {
  const shown = shownError(Object.assign(new Error("Cannot find module '/opt/depsec/dist/chunk.js'\nRequire stack"), { code }), false);
  expect(shown).toEqual({ exitCode: 3, text: 'depsec: a part of depsec is missing: Cannot find module \'/opt/depsec/dist/chunk.js\'\n  → "depsec verify" tells what else; install it again\n' });
});
