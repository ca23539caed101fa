import { existsSync, lstatSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { ground, makeSandbox, openIndex } from '../support/given.js';
import { putFile } from '../support/garden.js';
import { runProcess, type Finished } from '../support/runs/run-process.js';
import type { Sandbox } from '../support/runs/sandbox.js';
import { treeOf } from '../support/tree.js';
import { buildWheel, type Release } from '../support/archives/wheel.js';

const commands = (box: Sandbox): string => join(box.venv, 'bin');

function stats(path: string): { readonly mode: number; readonly mtimeMs: number; readonly size: number } {
  const { mode, mtimeMs, size } = lstatSync(path);
  return { mode, mtimeMs: Math.floor(mtimeMs), size };
}

/** Everything of an environment that could tell that somebody was there. */
function traces(box: Sandbox): object {
  const folder = commands(box);
  return { files: treeOf(box.venv), top: readdirSync(box.venv).toSorted(), folder: stats(folder).mtimeMs, commands: readdirSync(folder).toSorted().map((name) => [name, stats(join(folder, name))]) };
}

/** Runs pip by the name of its command, with nothing in PATH by which it could find depsec or Node. */
function byName(box: Sandbox, name: string, args: readonly string[]): Promise<Finished> {
  const { env } = box.depsecCommand([]);
  return runProcess(join(commands(box), name), args, { cwd: box.cwd, env: { ...env, PATH: '/usr/bin:/bin', VIRTUAL_ENV: '' } });
}

test('a shim gates the pip of an environment by all its names, leaves python -m pip alone, and goes without a trace', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const before = traces(box);
  const put = await box.depsec(['shim', 'install']);
  expectEnd(put, 0);
  expect(put.stdout).toContain('"python -m pip" goes to pip as before');
  const again = await box.depsec(['shim', 'install']);
  expectEnd(again, 0);
  expect(again.stdout).toContain('calls depsec already');
  const minor = ground().python.version.split('.').slice(0, 2).join('.');
  for (const name of ['pip', 'pip3', `pip${minor}`]) {
    const blocked = await byName(box, name, ['install', '-i', index.url, 'thornbush']);
    expect(blocked.code).toBe(1);
    expect(blocked.output).toContain('thornbush (1.0.0) ✗ Blocked');
  }
  expect(box.installed()).toEqual([]);
  expectEnd(await box.depsec(['shim', 'remove']), 0);
  expect(traces(box)).toEqual(before);
  const none = await box.depsec(['shim', 'remove']);
  expectEnd(none, 0);
  expect(none.stdout).toContain('there is no shim');
});

test('a pip that was upgraded meanwhile stays when the shim is removed', async () => {
  const box = makeSandbox();
  expectEnd(await box.depsec(['shim', 'install', '--python', box.venv], { venv: null }), 0);
  const newer = '#!/bin/sh\necho a newer pip\n';
  for (const name of readdirSync(commands(box)).filter((each) => each.startsWith('pip'))) writeFileSync(join(commands(box), name), newer);
  const removed = await box.depsec(['shim', 'remove']);
  expectEnd(removed, 0);
  expect(removed.stdout.replaceAll(/\s+/g, ' ')).toContain('replaced by a newer pip, which stays');
  expect(readFileSync(join(commands(box), 'pip'), 'utf8')).toBe(newer);
  expect(existsSync(join(box.venv, '.depsec-shim'))).toBe(false);
});

test('an upgrade of pip through the shim leaves the shim in place, and the new pip is there without it', async () => {
  const box = makeSandbox();
  const newer = putFile(join(box.folder, 'files'), buildWheel(PIP), PIP);
  const index = await openIndex({ files: [newer] });
  expectEnd(await box.depsec(['shim', 'install']), 0);
  expect((await byName(box, 'pip', ['install', '-qU', '-i', index.url, 'pip'])).code).toBe(0);
  expect(readFileSync(join(commands(box), 'pip'), 'utf8')).toContain('pip by way of depsec');
  expectEnd(await box.depsec(['shim', 'remove']), 0);
  expect(readFileSync(join(commands(box), 'pip'), 'utf8')).toContain('garden_pip');
});

const PIP: Release = { name: 'pip', version: '99.0', files: { 'garden_pip.py': 'def main():\n    return 0\n' }, scripts: { pip: 'garden_pip:main', pip3: 'garden_pip:main' } };

test('a Python of the system gets no shim, and one that is deleted with its environment is told of plainly', async () => {
  const box = makeSandbox();
  const refused = await box.depsec(['shim', 'install', '--python', ground().python.executable], { venv: null });
  expectEnd(refused, 2);
  expect(refused.output).toContain('is no virtual environment');
  expectEnd(await box.depsec(['shim', 'install']), 0);
  rmSync(box.venv, { recursive: true });
  const gone = await box.depsec(['shim', 'remove']);
  expectEnd(gone, 2);
  expect(gone.output).toContain('VIRTUAL_ENV names');
});
