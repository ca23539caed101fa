import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { makeSandbox, openIndex } from '../support/given.js';

// Read from the fixture, so that the tests cannot drift away from it.
const guilty = (path: string, needle: string): { line: number; text: string } => {
  const lines = readFileSync(`fixtures/index/${path}`, 'utf8').split('\n');
  const at = lines.findIndex((line) => line.includes(needle));
  return { line: at + 1, text: lines[at] ?? '' };
};

test('a name that is two swapped letters away from a popular one is blocked when it is asked for', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '-i', index.url, 'reqeusts']);
  expectEnd(done, 1);
  expect(done.output).toContain("Analyzing reqeusts (1.0.0) ✗ Blocked — Typosquat of 'requests'");
  expect(done.output).toContain('0 packages safe · 0 warnings · 1 blocked');
  expect(box.installed()).toEqual([]);
});

test('the same name in a requirements file is blocked as well', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('requirements.txt', 'petals\nreqeusts\n');
  const done = await box.depsec(['install', '-i', index.url, '-r', 'requirements.txt']);
  expectEnd(done, 1);
  expect(done.output).toContain('1 package safe · 0 warnings · 1 blocked');
  expect(box.installed()).toEqual([]);
});

test('code that runs at import what it has decoded is blocked, with file, line and the line itself', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '-i', index.url, 'thornbush']);
  expectEnd(done, 1);
  const { line, text } = guilty('thornbush/wheel/thornbush/__init__.py', 'exec(');
  expect(done.output).toContain('Analyzing thornbush (1.0.0) ✗ Blocked');
  expect(done.output).toContain(`thornbush/__init__.py:${line}`);
  expect(done.output).toContain(text.slice(0, 40));
  expect(box.installed()).toEqual([]);
});

test('a .pth file that runs code at every start of Python is blocked', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '-i', index.url, 'creeper']);
  expectEnd(done, 1);
  expect(done.output).toContain('creeper.pth:1');
  expect(box.installed()).toEqual([]);
});

test('one blocked dependency keeps the whole set out, and every package is listed', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '-i', index.url, 'greenhouse']);
  expectEnd(done, 1);
  expect(done.output).toContain('Analyzing greenhouse (1.0.0) ✓ Safe');
  expect(done.output).toContain('Analyzing seedling (2.0.0) ✓ Safe');
  expect(done.output).toContain('2 packages safe · 0 warnings · 1 blocked');
  expect(box.installed()).toEqual([]);
});

test('a block ends with what to do next', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '-i', index.url, 'reqeusts']);
  expect(done.output).toMatch(/requests\b[^]*(install requests|did you mean|meant|allow-blocked)/i);
});
