import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd, readRun } from '../support/expectations.js';
import { fixture, makeSandbox, openIndex } from '../support/given.js';
import { parseObject } from '../support/json.js';

const FORMATS = ['table', 'json', 'markdown', 'sarif', 'cyclonedx', 'github', 'html'];
const EVERYWHERE = FORMATS.flatMap((format) => ['--format', `${format}=report.${format}`]);

test('every format of one run has the finding, at the line that asks for it, and none changes the exit code', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('requirements.txt', '# a comment\n\ngreenhouse\n');
  const done = await box.depsec(['audit', '-i', index.url, '-r', 'requirements.txt', ...EVERYWHERE]);
  expectEnd(done, 1);
  expect(done.output).toContain('2 packages safe · 0 warnings · 1 blocked');
  const texts = Object.fromEntries(FORMATS.map((format) => [format, readFileSync(join(box.cwd, `report.${format}`), 'utf8')]));
  for (const text of Object.values(texts)) expect(text).toContain('exec runs what base64.b64decode decoded');
  expect(texts['github']).toMatch(/^::error file=requirements\.txt,line=3,title=Blocked%3A thornbush 1\.0\.0::.*Needed by greenhouse$/m);
  expect(texts['markdown']).toContain('Needed by greenhouse, which is asked for in <code>requirements.txt:3</code>');
  expect(texts['html']).toContain('data-from="0"');
  expect(parseObject(texts['sarif'] ?? '')).toMatchObject({ runs: [{ results: expect.arrayContaining([expect.objectContaining({ locations: [{ physicalLocation: { artifactLocation: { uri: 'requirements.txt', uriBaseId: '%SRCROOT%' }, region: { startLine: 3 } } }] })]) }] });
  expect(parseObject(texts['cyclonedx'] ?? '')).toMatchObject({ dependencies: expect.arrayContaining([expect.objectContaining({ ref: expect.stringMatching(/^pkg:pypi\/greenhouse@/), dependsOn: expect.arrayContaining(['pkg:pypi/thornbush@1.0.0']) })]) });
  // Whole files only: nothing of an unfinished write is left beside them.
  expect(readdirSync(box.cwd).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test.each(FORMATS)('report with --format %s documents a block and gates nothing', async (format) => {
  const box = makeSandbox({ venv: false });
  const done = await box.depsec(['report', '--offline', '--format', format, '-o', 'out', fixture('thornbush', '1.0.0').path], { venv: null });
  expectEnd(done, 0);
  expect(readFileSync(join(box.cwd, 'out'), 'utf8')).toContain('exec runs what base64.b64decode decoded');
});

test.each(FORMATS)('a block exits 1 with --format %s too', async (format) => {
  const box = makeSandbox({ venv: false });
  const done = await box.depsec(['scan', '--offline', '--format', format, fixture('thornbush', '1.0.0').path], { venv: null });
  expectEnd(done, 1);
  expect(done.stdout).not.toBe('');
});

test.each([['install', 1], ['audit', 1], ['scan', 1], ['report', 0]] as const)('every format of %s has the same findings', async (command, code) => {
  const box = makeSandbox();
  const done = await box.depsec([command, '--offline', '--format', 'json', ...EVERYWHERE, fixture('thornbush', '1.0.0').path]);
  expectEnd(done, code);
  const findings = readRun(done.stdout).results.flatMap((result) => result.findings);
  expect(findings.map(({ rule, file, line }) => [rule, file, line])).toEqual([['exec-of-decoded-data', 'thornbush/__init__.py', 7]]);
  for (const format of FORMATS) {
    const text = readFileSync(join(box.cwd, `report.${format}`), 'utf8').replace(/\s+/g, ' ');
    for (const { message } of findings) expect(text).toContain(message);
  }
  expect(readRun(readFileSync(join(box.cwd, 'report.json'), 'utf8')).results.flatMap((result) => result.findings)).toEqual(findings);
});

test.each(['doctor', 'log', 'cache stats', 'config show', 'rules list', 'quarantine list', 'shim remove', 'explain typosquat', 'verify'])('%s is told in JSON, on the screen and in a file', async (words) => {
  const box = makeSandbox();
  const done = await box.depsec([...words.split(' '), '--format', 'json', '--format', 'json=answer.json', '--format', 'table=answer.txt']);
  expectEnd(done, 0);
  expect(parseObject(done.stdout)['schema']).toBe(1);
  expect(Object.keys(parseObject(readFileSync(join(box.cwd, 'answer.json'), 'utf8')))).toEqual(Object.keys(parseObject(done.stdout)));
  expect(readFileSync(join(box.cwd, 'answer.txt'), 'utf8').trim()).not.toBe('');
});

test('what is no judgement has no format of reports', async () => {
  const refused = await makeSandbox({ venv: false }).depsec(['log', '--format', 'sarif'], { venv: null });
  expectEnd(refused, 2);
  expect(refused.output).toContain('there are: table, json');
});

test('report on what is no package fails, and says of which input', async () => {
  const box = makeSandbox({ venv: false });
  const done = await box.depsec(['report', '--offline', 'nowhere.whl'], { venv: null });
  expectEnd(done, 2);
  expect(done.output).toContain('nowhere.whl');
});

test('with --format github the page in Markdown is added to the job summary, which keeps what stands there', async () => {
  const box = makeSandbox({ venv: false });
  const summary = join(box.cwd, 'summary.md');
  writeFileSync(summary, 'from another step\n');
  const done = await box.depsec(['scan', '--offline', '--format', 'github', fixture('thornbush', '1.0.0').path], { venv: null, env: { GITHUB_STEP_SUMMARY: summary } });
  expectEnd(done, 1);
  expect(done.stdout).toMatch(/^::error /m);
  expect(readFileSync(summary, 'utf8')).toMatch(/^from another step\n### depsec: 0 packages safe · 0 warnings · 1 blocked$/m);
});

test('a job summary that cannot be written changes nothing but a line', async () => {
  const box = makeSandbox({ venv: false });
  const done = await box.depsec(['scan', '--offline', '--format', 'github', fixture('sunflower', '2.0.0').path], { venv: null, env: { GITHUB_STEP_SUMMARY: join(box.cwd, 'no', 'such', 'folder') } });
  expectEnd(done, 0);
  expect(done.stderr).toContain('the job summary could not be written');
});

test('a format that there is not is refused before anything is judged', async () => {
  const box = makeSandbox({ venv: false });
  const done = await box.depsec(['scan', '--offline', '--format', 'json', '--format', 'pdf=x.pdf', fixture('thornbush', '1.0.0').path], { venv: null });
  expectEnd(done, 2);
  expect(done.output).toContain('no format named "pdf"');
  expect(done.stdout).toBe('');
});
