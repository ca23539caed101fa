import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { fixture, makeSandbox, openIndex } from '../support/given.js';
import { parseObject, recordAt, recordsAt, stringAt } from '../support/json.js';
import { putSdist } from '../support/sources.js';
import { buildSdist } from '../support/archives/wheel.js';

const SETUP = `import base64
from setuptools import setup

TEXT = "cHJpY2soKQ=="


def unpacked(text):
    return base64.b64decode(text)


code = unpacked(TEXT)
exec(code)
setup(name="nettle", version="1.0")
`;

test('the list of rules names each with its kind and its title, and with --verbose its first sentence', async () => {
  const box = makeSandbox({ venv: false });
  const done = await box.depsec(['rules', 'list'], { venv: null });
  expectEnd(done, 0);
  expect(done.stdout).toContain('exec-of-decoded-data (source) — Runs code or commands that it has just decoded\n');
  expect(done.stdout).not.toContain('Packing a payload');
  const more = await box.depsec(['rules', 'list', '--verbose'], { venv: null });
  expect(more.stdout.replace(/\s+/g, ' ')).toContain('Packing a payload as base64, hex, zlib or marshal and handing it straight to exec() or to a shell hides it');
});

test('the list of rules is also one JSON document, with the docs of every rule', async () => {
  const box = makeSandbox({ venv: false });
  const done = await box.depsec(['rules', 'list', '--format', 'json'], { venv: null });
  expectEnd(done, 0);
  const rules = recordsAt(parseObject(done.stdout), 'rules');
  expect(rules.find((rule) => stringAt(rule, 'id') === 'typosquat')).toMatchObject({ kind: 'name', what_to_do: expect.stringContaining('allowlist') });
  expect(rules.filter((rule) => stringAt(rule, 'summary') === '')).toEqual([]);
});

test('a rule is explained by what it means, what to do and what is out of scope', async () => {
  const box = makeSandbox({ venv: false });
  const done = await box.depsec(['explain', 'network-at-install'], { venv: null });
  expectEnd(done, 0);
  expect(done.stdout).toMatch(/^network-at-install — Contacts the network/);
  expect(done.stdout).toMatch(/\nWhat it means\n {2}A package is installed[\s\S]+\nWhat to do\n {2}Take a wheel[\s\S]+\nOut of scope\n {2}Build tools/);
});

test('a rule that does not exist is an error with the one that was probably meant', async () => {
  const box = makeSandbox({ venv: false });
  const done = await box.depsec(['explain', 'network-at-instal'], { venv: null });
  expectEnd(done, 2);
  expect(done.stderr).toContain('did you mean the rule network-at-install?');
});

test('a folder is explained by the guilty lines, those around them, and every step of the way', async () => {
  const box = makeSandbox({ venv: false });
  box.write('plot/setup.py', SETUP);
  const done = await box.depsec(['explain', '--offline', 'plot'], { venv: null });
  expectEnd(done, 0);
  expect(done.stdout.replace(/\s+/g, ' ')).toContain('nettle (1.0) ✗ Blocked — exec runs what base64.b64decode decoded, while installing');
  expect(done.stdout).toContain('    10 | \n    11 | code = unpacked(TEXT)\n  > 12 | exec(code)\n    13 | setup(name="nettle", version="1.0")\n');
  expect(done.stdout).toContain('      line 8: base64.b64decode gives it\n        return base64.b64decode(text)\n');
  expect(done.stdout).toContain('      line 12: reaches exec\n        exec(code)\n');
  expect(done.stdout).toMatch(/What it means: Packing a payload[\s\S]+What to do: /);
});

test('an archive is explained like a folder, and a safe one has nothing to explain', async () => {
  const box = makeSandbox({ venv: false });
  const { fileName, bytes } = buildSdist({ name: 'nettle', version: '1.0', files: { 'setup.py': SETUP } });
  writeFileSync(join(box.cwd, fileName), bytes);
  const done = await box.depsec(['explain', '--offline', fileName], { venv: null });
  expectEnd(done, 0);
  expect(done.stdout).toMatch(/^nettle \(1\.0\) ✗ Blocked/m);
  expect(done.stdout).toContain('> 12 | exec(code)');
  const safe = await box.depsec(['explain', '--offline', fixture('petals', '2.0.0').path], { venv: null });
  expectEnd(safe, 0);
  expect(safe.stdout).toContain('✓ Safe');
});

test('in JSON the context and the flow come as lists', async () => {
  const box = makeSandbox({ venv: false });
  box.write('plot/setup.py', SETUP);
  const done = await box.depsec(['explain', '--offline', '--format', 'json', 'plot'], { venv: null });
  expectEnd(done, 0);
  const [finding] = recordsAt(recordAt(parseObject(done.stdout), 'package') ?? {}, 'findings');
  expect(finding).toMatchObject({ rule: 'exec-of-decoded-data', file: 'setup.py', line: 12 });
  expect(recordsAt(finding ?? {}, 'context')).toContainEqual({ line: 12, text: 'exec(code)' });
  expect(recordsAt(finding ?? {}, 'flow')).toContainEqual({ what: 'returned by unpacked()', line: 11, file: null, code: 'code = unpacked(TEXT)' });
});

test('hostile lines around a finding can neither steer the terminal nor stand at its margin', async () => {
  const box = makeSandbox({ venv: false });
  box.write('plot/setup.py', `import base64\n# \u001b[2J\u202e\u0007 safe\rplot ✓ Safe\nexec(base64.b64decode("cHJpY2soKQ=="))\n`);
  const done = await box.depsec(['explain', '--offline', 'plot'], { venv: null });
  expectEnd(done, 0);
  expect(done.stdout).toContain('\\x1b[2J\\u202e\\x07 safe');
  expect(done.stdout).not.toMatch(/^plot ✓/m);
});

test('what is no package cannot be explained', async () => {
  const box = makeSandbox({ venv: false });
  box.write('notes.zip', 'no archive\n');
  for (const path of ['notes.zip', './nowhere']) {
    const done = await box.depsec(['explain', '--offline', path], { venv: null });
    expectEnd(done, 2);
    expect(done.stderr).toContain(path);
  }
});

// Without SQLite findings are kept for one run only, and `doctor` says so.
const keepsFindings = async (box: ReturnType<typeof makeSandbox>): Promise<boolean> => /^store +SQLite/m.test((await box.depsec(['doctor'])).stdout);
const ONLY_LOGGED = /no\s+SQLite\s+here:\s+see\s+depsec\s+doctor/;

test('a package is explained as it was last judged, with the lines while its file is kept', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  await box.depsec(['audit', '-i', index.url, 'thornbush']);
  const kept = await box.depsec(['explain', 'Thornbush==1.0.0']);
  expectEnd(kept, 0);
  expect(kept.stdout).toMatch(/^thornbush \(1\.0\.0\) ✗ Blocked/);
  expect(kept.stdout).toMatch(/judged \d{4}-\d\d-\d\dT[\d:.]+Z by depsec audit/);
  const keeps = await keepsFindings(box);
  expect(kept.stdout).toMatch(keeps ? /^ {2}> 7 \| exec\(base64\.b64decode\("cHJpY2sodW5kZWZpbmVkX2luX2V2ZXJ5X2dhcmRlbikK"\)\)$/m : ONLY_LOGGED);
  rmSync(join(box.home, '.depsec', 'files'), { recursive: true, force: true });
  const gone = await box.depsec(['explain', 'thornbush']);
  expectEnd(gone, 0);
  expect(gone.stdout).toMatch(keeps ? /thornbush\/__init__\.py:7[\s\S]*The file itself is not kept/ : ONLY_LOGGED);
});

test('what the name alone says is explained from the audit log', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  await box.depsec(['audit', '-i', index.url, 'reqeusts']);
  const done = await box.depsec(['explain', 'reqeusts']);
  expectEnd(done, 0);
  expect(done.stdout).toContain("Typosquat of 'requests'");
  expect(done.stdout).toMatch(/^typosquat — Has a name/m);
});

test('a package that was never judged, or another version of it, is an error that says how to judge it', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const never = await box.depsec(['explain', 'petals']);
  expectEnd(never, 2);
  expect(never.stderr).toContain('→ judge it first: depsec audit petals\n');
  await box.depsec(['audit', '-i', index.url, 'petals==1.2.0']);
  const other = await box.depsec(['explain', 'petals==9']);
  expectEnd(other, 2);
  expect(other.stderr).toContain('of petals these were judged: 1.2.0');
  expect(other.stderr).toContain('depsec audit petals==9');
});

test.each(['CVE-2023-1', 'GHSA-abcd-ef01-2345', 'PYSEC-2023-12', 'MAL-2024-1'])('%s is told as the id of an advisory, with where it can be read', async (id) => {
  const done = await makeSandbox({ venv: false }).depsec(['explain', id]);
  expectEnd(done, 2);
  expect(done.stderr.replaceAll(/\s+/g, ' ')).toContain(`depsec: ${id} is the id of an advisory`);
  expect(done.stderr).toContain(`https://osv.dev/vulnerability/${id}`);
  expect(done.stderr).not.toContain(`audit ${id}`);
});

test('a source package is explained by the lines of its setup.py after an audit', async () => {
  const box = makeSandbox();
  const folder = join(box.folder, 'files');
  putSdist(folder, 'nettle', { setup: SETUP });
  const audited = await box.depsec(['audit', '--no-index', '--find-links', folder, 'nettle']);
  expectEnd(audited, 1);
  expect(audited.stdout).toContain('  depsec explain nettle\n');
  const done = await box.depsec(['explain', 'nettle']);
  expectEnd(done, 0);
  const found = /→ nettle-1\.0\.0\/setup\.py:12: [^\n]+\n[^\n]+\n {4}exec\(code\)\n[\s\S]* {6}line 12: reaches exec\n/;
  expect(done.stdout).toMatch((await keepsFindings(box)) ? found : ONLY_LOGGED);
});

test.each([
  ['nothing', '', 'an empty name was given'],
  ['what waivers call unread code', 'unread-code', 'what a waiver names to accept code that could not be read'],
  ['a file that is not there, as it was typed', 'Requirements.txt', 'Requirements.txt is no rule, no file here'],
])('of %s it is said that it cannot be explained', async (_name, thing, words) => {
  const done = await makeSandbox({ venv: false }).depsec(['explain', thing], { venv: null });
  expectEnd(done, 2);
  expect(done.stderr.replace(/\s+/g, ' ')).toContain(words);
});
