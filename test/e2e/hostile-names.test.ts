import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectReadable } from '../support/expectations.js';
import { venvPython } from '../support/runs/python.js';
import { makeSandbox, openIndex } from '../support/given.js';
import type { Sandbox } from '../support/runs/sandbox.js';

const HOSTILE = [
  '-rfoo', '-r', '--index-url=http://evil.invalid/', '--extra-index-url=http://evil.invalid/', '-e.', '--config-settings=x=y', '-', '--',
  '\u2010rfoo', '\u2014pre', 'foo bar', 'foo\nbar', 'foo\n--index-url http://evil.invalid/', 'foo\r--pre', 'foo\tbar', 'foo ; rm -rf /',
  '$(id)', '`id`', 'foo|bar', 'foo&&bar', 'foo>bar', '<script>', '../etc/passwd', '..\\windows', 'foo/../bar', '', ' ', 'f\u00f6\u00f6',
  'foo\u202ebar', 'foo\u200bbar', '\u0441lick', '\x1b[31mfoo', 'foo\x07', 'foo[', 'foo[bar', 'foo[-x]', 'foo==', 'foo=1', 'foo==1 --hash=sha256:00',
  'foo --install-option=x', '_foo', 'foo-', '.foo', 'foo @ file:///etc/passwd', 'foo @ ', 'foo @ -e .', 'a'.repeat(300), 'foo,bar', '%s%n', 'foo#egg=bar',
  '\uff0drfoo', '\u2212e.', 'foo\u2028--pre', 'foo\u0085bar', 'foo\\', 'foo"bar', "foo'bar", 'foo~bar', 'foo>=1 --pre', '\ufefffoo',
];

/** Puts a note-taker before the interpreter of the sandbox: each start of it leaves its arguments in a file. */
function watchPython(box: Sandbox): () => string {
  const python = venvPython(box.venv);
  const log = join(box.folder, 'python-calls');
  renameSync(python, `${python}-itself`);
  writeFileSync(python, `#!/bin/sh\nprintf '%s ' "$@" | tr '\\n' ' ' >> '${log}'\necho >> '${log}'\nexec '${python}-itself' "$@"\n`);
  chmodSync(python, 0o755);
  return () => (existsSync(log) ? readFileSync(log, 'utf8') : '');
}

test('hostile package names end with code 2, are shown harmlessly, and never reach pip', { timeout: 180_000 }, async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const calls = watchPython(box);
  const wrong: string[] = [];
  const attempt = async (text: string): Promise<void> => {
    const done = await box.depsec(['install', '-i', index.url, '--', text]);
    expectReadable(done);
    if (done.code !== 2) wrong.push(`${JSON.stringify(text)} ended with ${done.code}: ${done.output.slice(0, 200)}`);
  };
  for (let at = 0; at < HOSTILE.length; at += 2) await Promise.all(HOSTILE.slice(at, at + 2).map(attempt));
  expect(wrong).toEqual([]);
  expect(calls()).not.toMatch(/-m pip|\bpip install\b/);
  expect(index.requests).toEqual([]);
});

test('the same strings in a requirements file are refused as well', async () => {
  const box = makeSandbox();
  const calls = watchPython(box);
  const wrong: string[] = [];
  const lines = ['foo bar', '$(id)', 'foo|bar', 'f\u00f6\u00f6', 'foo[', 'foo==1 --install-option=x', '\u2010rfoo', '_foo', 'foo\u202ebar', '-x'];
  for (const line of lines) {
    box.write('requirements.txt', `petals\n${line}\n`);
    const done = await box.depsec(['install', '--no-index', '-r', 'requirements.txt']);
    expectReadable(done);
    if (done.code !== 2 || !done.output.includes('requirements.txt:2')) wrong.push(`${JSON.stringify(line)} ended with ${done.code}: ${done.output.slice(0, 200)}`);
  }
  expect(wrong).toEqual([]);
  expect(calls()).not.toMatch(/-m pip/);
});
