import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectEnd, readRun } from '../support/expectations.js';
import { fixture, makeSandbox, openIndex } from '../support/given.js';
import { parseObject } from '../support/json.js';
import type { Sandbox } from '../support/runs/sandbox.js';

const waiversOf = ({ home }: Sandbox): string => join(home, '.depsec', 'waivers.toml');

/** The words of the command that a block prints to be pasted. */
function pasted(output: string): readonly string[] {
  const [, words = ''] = /^ {2}depsec (waive [^\n]+)/m.exec(output.replaceAll(/ \\\n +/g, ' ')) ?? [];
  return words.replace('"..."', 'looked-at').split(' ');
}

test('the waiver that a block prints lets just these files in, until it ends', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const blocked = await box.depsec(['audit', '-i', index.url, 'thornbush']);
  expectEnd(blocked, 1);
  const waived = await box.depsec(pasted(blocked.output));
  expectEnd(waived, 0);
  expect(waived.output).toMatch(/^Waived until \d{4}-\d{2}-\d{2}: [a-z-]+(, [a-z-]+)* of thornbush==1\.0\.0\.\nWritten to\s/);

  const installed = await box.depsec(['install', '--format', 'json', '-i', index.url, 'thornbush']);
  expectEnd(installed, 0);
  expect(box.installed()).toEqual(['thornbush==1.0.0']);
  const [result] = readRun(installed.stdout).results;
  expect(result?.verdict).not.toBe('blocked');
  expect(result?.findings).toContainEqual(expect.objectContaining({ severity: 'critical', waived: expect.objectContaining({ reason: 'looked-at' }) }));
  const lines = readFileSync(join(box.home, '.depsec', 'depsec.log'), 'utf8').trimEnd().split('\n').map(parseObject);
  expect(lines).toContainEqual(expect.objectContaining({ event: 'waiver', name: 'thornbush', reasons: ['looked-at'] }));
  expect(lines.at(-1)).toMatchObject({ command: 'install', waived: [{ reason: 'looked-at' }] });

  writeFileSync(waiversOf(box), readFileSync(waiversOf(box), 'utf8').replaceAll(/^until = .*$/gm, 'until = 2020-01-01'));
  const ended = await box.depsec(['audit', '-I', '-i', index.url, 'thornbush']);
  expectEnd(ended, 1);
  expect(ended.output.replaceAll(/\s+/g, ' ')).toContain('ended on 2020-01-01');
});

test("a project's own waiver is ignored, and that is said", async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const blocked = await box.depsec(['audit', '-i', index.url, 'thornbush']);
  const waived = await box.depsec([...pasted(blocked.output), '-o', 'depsec-waivers.toml']);
  expectEnd(waived, 0);
  expect(waived.output).toContain('trust_project = true');
  const still = await box.depsec(['audit', '-i', index.url, 'thornbush']);
  expectEnd(still, 1);
  expect(still.output.replaceAll(/\s+/g, ' ')).toContain('a project may only tighten');
});

describe('what cannot be waived is refused by name, and nothing is written', () => {
  const rows: readonly (readonly [string, readonly string[], string])[] = [
    ['known malware by its id', ['waive', 'thornbush==1.0.0', 'MAL-2026-1', '--reason', 'x'], 'MAL-2026-1: known malware cannot be waived'],
    ['what nobody has judged', ['waive', 'thornbush==1.0.0', 'typosquat', '--reason', 'x'], 'thornbush==1.0.0 has not been judged yet'],
    ['without a reason', ['waive', 'thornbush==1.0.0', 'typosquat'], 'a waiver needs a reason'],
    ['for versions that are none', ['waive', 'thornbush==1.0.0', 'CVE-2026-1', '--reason', 'x', '--versions', 'all of them'], 'is no range of versions'],
  ];
  test.each(rows)('%s', async (_name, args, words) => {
    const box = makeSandbox({ venv: false });
    const done = await box.depsec(args);
    expectEnd(done, 2);
    expect(done.output).toContain(words);
    expect(() => readFileSync(waiversOf(box))).toThrow('ENOENT');
  });
});

test('a waiver for known malware that somebody wrote by hand ends the run with what to do', async () => {
  const box = makeSandbox({ venv: false });
  mkdirSync(join(box.home, '.depsec'), { mode: 0o700 });
  writeFileSync(waiversOf(box), '[[waiver]]\nadvisory = "MAL-2026-1"\npackage = "thornbush"\nversions = ">=0"\nreason = "x"\nuntil = 2099-01-01\n', { mode: 0o600 });
  const done = await box.depsec(['audit', 'thornbush']);
  expectEnd(done, 2);
  expect(done.output).toContain('waivers.toml: waiver 1: MAL-2026-1: known malware cannot be waived');
  expect(done.output).toContain('take the waiver out');
});

test('the same waiver is written once, and none for a file of another package', async () => {
  const box = makeSandbox({ venv: false });
  const [own, other] = [fixture('thornbush', '1.0.0').path, fixture('petals', '2.0.0').path];
  const words = ['waive', 'thornbush==1.0.0', 'exec-of-decoded-data', '--reason', 'x', '--file'];
  const refused = await box.depsec([...words, other]);
  expectEnd(refused, 2);
  expect(refused.output.replaceAll(/\s+/g, ' ')).toContain('is no file of thornbush==1.0.0');
  expectEnd(await box.depsec([...words, own]), 0);
  expectEnd(await box.depsec([...words, own]), 0);
  expect(readFileSync(waiversOf(box), 'utf8').match(/\[\[waiver\]\]/g)).toHaveLength(1);
});

test('an advisory that nobody knows is waived with a warning, which stays out of what a program reads', async () => {
  const box = makeSandbox({ venv: false });
  const done = await box.depsec(['waive', 'thornbush==1.0.0', 'CVE-2099-1', '--reason', 'x', '--format', 'json']);
  expectEnd(done, 0);
  expect(done.stderr).toContain('Warning: no advisory CVE-2099-1 about thornbush is known here');
  expect(JSON.parse(done.stdout)).toMatchObject({ waived: ['CVE-2099-1'] });
});
