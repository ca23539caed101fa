import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd, readRun } from '../support/expectations.js';
import { ground, makeSandbox } from '../support/given.js';
import { parseObject, recordsAt } from '../support/json.js';
import type { Sandbox } from '../support/runs/sandbox.js';

const SPACES = /\s+/g;

function settings(box: Sandbox, text: string): void {
  mkdirSync(join(box.home, '.depsec'), { mode: 0o700 });
  writeFileSync(join(box.home, '.depsec', 'config.toml'), text, { mode: 0o600 });
}

test('doctor names everything that depsec works with, in lines and as JSON', async () => {
  const box = makeSandbox();
  const shown = await box.depsec(['doctor']);
  expectEnd(shown, 0);
  expect(shown.output).toMatch(/^Python [^(]+\(Python\s+3\.\d+\.\d+\S*\)$/m);
  expect(shown.output).toMatch(/^Everything /m);
  const json = await box.depsec(['doctor', '--format', 'json', '--format', 'table=doctor.txt']);
  expectEnd(json, 0);
  const found = recordsAt(parseObject(json.stdout), 'found');
  expect(found.map(({ what }) => what)).toEqual(['depsec', 'Node', 'Python', 'pip', 'home', 'store', 'parser', 'sandbox', 'git', 'advisories', 'names', 'review']);
  for (const { what, found: text } of found) expect(`${String(what)} ${String(text)}`.replace(SPACES, '')).toSatisfy((line: string) => shown.output.replace(SPACES, '').includes(line));
});

test('a Python that is not there is named with its remedy, beside all that is there', async () => {
  const box = makeSandbox({ venv: false });
  const shown = await box.depsec(['doctor'], { venv: null, env: { VIRTUAL_ENV: join(box.folder, 'nowhere') } });
  expectEnd(shown, 2);
  expect(shown.output.replace(SPACES, ' ')).toContain('fix: unset VIRTUAL_ENV, or make the environment again');
  expect(shown.output).toMatch(/^store +\S/m);
  expect(shown.output).toContain('depsec cannot install packages yet: Python.');
});

test('a Python without pip is named with the way to add it', async () => {
  const box = makeSandbox({ venv: false });
  const shown = await box.depsec(['doctor'], { venv: box.addVenv('bare', ground().bareVenv) });
  expectEnd(shown, 2);
  expect(shown.output.replace(SPACES, ' ')).toMatch(/fix: add it with: .+ -m ensurepip --upgrade/);
});

test('--try-block shows a block that pip never gets near, needs no index, and ends well', async () => {
  const box = makeSandbox();
  const shown = await box.depsec(['doctor', '--try-block', '--format', 'json=block.json'], { env: { PIP_INDEX_URL: 'http://127.0.0.1:9/simple/' } });
  expectEnd(shown, 0);
  expect(shown.output).toMatch(/^Analyzing depsec-sample .+ Blocked — exec runs what base64\.b64decode\s+decoded/m);
  expect(shown.output).toContain('The block works');
  expect(box.installed()).toEqual([]);
  const json = await box.depsec(['doctor', '--try-block', '--format', 'json']);
  expect(readRun(json.stdout).verdicts).toEqual({ 'depsec-sample': 'blocked' });
});

test.each([
  { what: 'a mode that stops nothing', text: '[general]\nmode = "warn"\n', code: 2, said: 'the mode is warn' },
  { what: 'settings that trust the sample', text: '[allowlist]\npackages = ["depsec-sample"]\n', code: 3, said: 'the sample was not stopped' },
])('--try-block under $what says that nothing was stopped', async ({ text, code, said }) => {
  const box = makeSandbox();
  settings(box, text);
  const shown = await box.depsec(['doctor', '--try-block']);
  expectEnd(shown, code);
  expect(shown.output).toContain(said);
  expect(box.installed()).toEqual([]);
});
