import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { expectEnd } from '../support/expectations.js';
import { ground, makeSandbox, openIndex } from '../support/given.js';
import { isRecord, parseObject, recordAt, recordsAt, stringAt, stringsAt } from '../support/json.js';
import { runProcess, type Finished } from '../support/runs/run-process.js';
import type { Sandbox } from '../support/runs/sandbox.js';

/** The script of a step of action.yml, by its name. */
function scriptOf(name: string): string {
  const action: unknown = parse(readFileSync('action.yml', 'utf8'));
  const steps = recordsAt(recordAt(isRecord(action) ? action : {}, 'runs') ?? {}, 'steps');
  return stringAt(steps.find((step) => stringAt(step, 'name') === name) ?? {}, 'run') ?? '';
}

/** Runs a step as a runner does: its script as it is, what it may read in variables. */
function runStep(box: Sandbox, name: string, variables: Readonly<Record<string, string>>): Promise<Finished> {
  const { env, cwd } = box.depsecCommand([]);
  const files = { GITHUB_OUTPUT: join(box.folder, 'output'), GITHUB_STEP_SUMMARY: join(box.folder, 'summary.md') };
  return runProcess('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', scriptOf(name)], { cwd, env: { ...env, ...files, RUNNER_TEMP: box.folder, GITHUB_ACTION_PATH: ground().project, ...variables } });
}

test('the action judges what files ask for, with annotations, summary and results for code scanning, and its last step is the verdict', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('requirements.txt', 'petals\n');
  box.write('more words.txt', '\ngreenhouse\n');
  const judged = await runStep(box, 'Judge', { DEPSEC_COMMAND: 'audit', DEPSEC_REQUIREMENTS: 'requirements.txt\nmore words.txt\n', DEPSEC_ARGUMENTS: `-i\n${index.url}` });
  expect(judged.code).toBe(0);
  expect(judged.stdout).toMatch(/^::error file=more words\.txt,line=2,title=Blocked%3A thornbush/m);
  const outputs = readFileSync(join(box.folder, 'output'), 'utf8');
  expect(outputs).toContain('exit-code=1\n');
  const sarif = /^sarif=(.+)$/m.exec(outputs)?.[1] ?? '';
  expect(recordsAt(parseObject(readFileSync(sarif, 'utf8')), 'runs')[0]).toMatchObject({ results: expect.arrayContaining([expect.objectContaining({ ruleId: 'exec-of-decoded-data' })]) });
  expect(readFileSync(join(box.folder, 'summary.md'), 'utf8')).toContain('1 blocked');
});

test.each([
  { code: '0', gate: 'true', end: 0 },
  { code: '1', gate: 'true', end: 1 },
  { code: '1', gate: 'false', end: 0 },
  { code: '3', gate: 'false', end: 3 },
])('exit code $code ends the action with $end where fail-on-block is $gate', async ({ code, gate, end }) => {
  expect((await runStep(makeSandbox({ venv: false }), 'Verdict', { DEPSEC_EXIT_CODE: code, DEPSEC_FAIL_ON_BLOCK: gate })).code).toBe(end);
});

test('a command that is no judgement is refused before anything runs', async () => {
  const box = makeSandbox({ venv: false });
  const refused = await runStep(box, 'Judge', { DEPSEC_COMMAND: 'install', DEPSEC_REQUIREMENTS: '', DEPSEC_ARGUMENTS: '' });
  expect(refused.code).toBe(2);
  expect(existsSync(join(box.folder, 'output'))).toBe(false);
});

/** What the job of the GitLab component runs when depsec is built. */
function judgingLine(): string {
  const documents = parseAllDocuments(readFileSync('templates/depsec.yml', 'utf8'));
  const jobs: unknown = Array.isArray(documents) ? documents.at(-1)?.toJS() : null;
  return stringsAt(recordAt(isRecord(jobs) ? jobs : {}, 'depsec') ?? {}, 'script').at(-1) ?? '';
}

test('the GitLab job judges what files ask for, ends with the verdict, and leaves its reports where GitLab looks for them', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('requirements.txt', 'petals\n');
  box.write('dev.txt', 'greenhouse\n');
  const { env, cwd } = box.depsecCommand([]);
  const variables = { DEPSEC_FOLDER: ground().project, DEPSEC_COMMAND: 'audit', DEPSEC_REQUIREMENTS: 'requirements.txt dev.txt', PIP_INDEX_URL: index.url };
  const judged = await runProcess('sh', ['-e', '-c', judgingLine()], { cwd, env: { ...env, ...variables } });
  expectEnd(judged, 1);
  expect(judged.output).toContain('3 packages safe · 0 warnings · 1 blocked');
  expect(parseObject(readFileSync(join(cwd, 'gl-sbom-depsec.cdx.json'), 'utf8'))['bomFormat']).toBe('CycloneDX');
  expect(readFileSync(join(cwd, 'depsec.html'), 'utf8')).toContain('thornbush');
});
