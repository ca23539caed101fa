import { expect, test } from 'vitest';
import { expectEnd, expectReadable, readRun } from '../support/expectations.js';
import { parseObject } from '../support/json.js';
import { makeSandbox, openIndex } from '../support/given.js';
import { runProcess } from '../support/runs/run-process.js';

test('with --format json standard output is one JSON document, and the exit code stays', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '--format', 'json', '-i', index.url, 'greenhouse']);
  expectEnd(done, 1);
  const { verdicts, summary } = readRun(done.stdout);
  expect(verdicts).toEqual({ greenhouse: 'safe', seedling: 'safe', thornbush: 'blocked' });
  expect(summary).toMatchObject({ safe: 2, warned: 0, blocked: 1 });
  expect(done.stderr).toMatch(/^thornbush \(1\.\d+\.\d+\) ✗ Blocked — .+\n(?: {4}.+\n)*2 packages safe · 0 warnings · 1 blocked\n$/m);
});

test('a run that installs writes nothing but JSON to standard output either', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '--format', 'json', '--verbose', '-i', index.url, 'petals']);
  expectEnd(done, 0);
  expect(readRun(done.stdout).verdicts).toEqual({ petals: 'safe' });
});

test('an error under --format json leaves standard output empty or one JSON document', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '--format', 'json', '-i', index.url, 'petals==99']);
  expectEnd(done, 2);
  expect(parseObject(done.stdout || '{}')).toBeTypeOf('object');
});

test('without a terminal there is no escape code, with FORCE_COLOR there is, with --no-color or NO_COLOR not', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const args = ['audit', '-i', index.url, 'reqeusts'];
  expectReadable(await box.depsec(args));
  expect((await box.depsec(args, { env: { FORCE_COLOR: '1' } })).output).toContain('\x1b[');
  expectReadable(await box.depsec([...args, '--no-color'], { env: { FORCE_COLOR: '1' } }));
  expectReadable(await box.depsec(args, { env: { NO_COLOR: '1' } }));
});

test('metadata that carries terminal codes speaks through no output of depsec', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  for (const extra of [[], ['--verbose'], ['-vv'], ['--format', 'json']]) {
    const done = await box.depsec(['audit', ...extra, '-i', index.url, 'gargoyle']);
    expect([0, 1]).toContain(done.code);
    expectReadable(done);
  }
});

test('--quiet shows blocks and the summary only', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['audit', '--quiet', '-i', index.url, 'greenhouse']);
  expectEnd(done, 1);
  expect(done.output).toContain('thornbush');
  expect(done.output).toContain('2 packages safe · 0 warnings · 1 blocked');
  expect(done.output).not.toContain('seedling');
});

test('a console that shows no UTF-8 gets plain words', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['audit', '-i', index.url, 'reqeusts'], { env: { LANG: 'C', LC_ALL: 'C' } });
  expect(done.code).toBe(1);
  expect(done.output).toContain('BLOCKED');
  expect(done.output).not.toMatch(/[✓✗→]/);
});

test('--help and --version answer at once', async () => {
  const box = makeSandbox({ venv: false });
  const help = await box.depsec(['--help'], { venv: null });
  expectEnd(help, 0);
  for (const command of ['install', 'audit', 'scan']) expect(help.stdout).toContain(command);
  const version = await box.depsec(['--version'], { venv: null });
  expectEnd(version, 0);
  expect(version.stdout).toMatch(/^(depsec )?\d+\.\d+\.\d+/);
});

test('what --help prints is what the program says when it is asked another way', async () => {
  const box = makeSandbox({ venv: false });
  const fixed = await box.depsec(['--help'], { venv: null });
  expect(fixed.stdout).toContain('Usage: depsec');
  for (const words of [[], ['-h'], ['help'], ['--help', 'no-such-command']]) {
    expect({ words, ...(await box.depsec(words, { venv: null })) }).toMatchObject({ words, code: 0, stdout: fixed.stdout, stderr: '' });
  }
  expect((await box.depsec(['help', 'scan'], { venv: null })).stdout).toBe((await box.depsec(['scan', '--help'], { venv: null })).stdout);
});

test('a report that cannot be written is an error before anything is resolved or installed', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const nowhere = box.write('file', '') + '/report.json';
  for (const words of [['-o', nowhere], ['--format', `json=${nowhere}`], ['--report', nowhere], ['--log', nowhere], ['-o', box.cwd]]) {
    const done = await box.depsec(['install', '-i', index.url, 'petals', ...words]);
    expectEnd(done, 2);
    expect(done.output).toContain('cannot write');
  }
  expect(index.requests).toEqual([]);
  expect(box.installed()).toEqual([]);
});

test('what is replaced by another version is not told as installed already', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['install', '-i', index.url, 'petals==1.2.0', 'beehive==1.0.0']), 0);
  const done = await box.depsec(['install', '-U', '-i', index.url, 'petals', 'beehive==1.0.0']);
  expectEnd(done, 0);
  expect(done.output).toMatch(/Already installed, and not judged: beehive \(1\.0\.0\) \(depsec scan/);
  expect(done.output).toContain('1 already installed');
});

test('options of every command may stand before the command, and help of an unknown command is an error', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['--python', box.venv, '--format=json', 'audit', '-i', index.url, 'petals'], { venv: null });
  expectEnd(done, 0);
  expect(readRun(done.stdout).verdicts).toEqual({ petals: 'safe' });
  const help = await box.depsec(['help', 'instal']);
  expectEnd(help, 2);
  expect(help.output).toContain('did you mean install?');
  expect((await box.depsec(['help', 'quarantine', 'list'])).stdout).toContain('Usage: depsec quarantine list');
});

test('a report that standard output does not take is an error that says so, and where to look', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const { args, cwd, env } = box.depsecCommand(['audit', '--format', 'json', '-i', index.url, 'petals']);
  const done = await runProcess('sh', ['-c', '"$0" "$@" > /dev/full', process.execPath, ...args], { cwd, env });
  expect(done.code).toBe(3);
  expect(done.stderr).toContain('depsec: cannot write to standard output: ENOSPC');
  expect(done.stderr).toContain('"depsec log" shows what was judged until then');
});
