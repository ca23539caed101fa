import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requirementReader } from '../../src/app/pipeline/requirements/requirement-reader.js';
import { formatArguments } from '../../src/core/facts/binary-formats.js';
import { UserError } from '../../src/core/errors.js';
import { requirementLine } from '../../src/core/requirements/requirement.js';
import type { RequirementSet } from '../../src/core/requirements/requirement-set.js';
import requirements from '../../src/inputs/requirements.js';
import { readTextCapped } from '../../src/platform/files.js';
import { findPython, plainEnvironment } from '../support/runs/python.js';
import { cases, type Case } from './pip-cases.js';

type Answer = Readonly<Record<string, unknown>>;

const root = mkdtempSync(join(tmpdir(), 'depsec-agreement-'));
const oracle = join(process.cwd(), 'test', 'inputs', 'pip_oracle.py');
const written = new Map<string, Answer>();
const regenerated = new Map<string, Answer>();
const refusals = new Map<string, string>();

afterAll(() => rmSync(root, { recursive: true, force: true }));

const folderOf = (index: number): string => join(root, String(index), 'work');
const variablesIn = (work: string): Record<string, string> => ({ PROJECT: 'flask', EMPTY: '', TWO_LINES: 'flask\n--index-url https://evil.invalid', WORK: work });

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function lay(work: string, { text, files = {} }: Case): void {
  for (const project of ['.', 'project', 'project/inner', 'odd [name]', 'at@sign']) put(join(work, project, 'pyproject.toml'), '');
  for (const file of ['demo-1.0.tar.gz', 'demo-1.0-py3-none-any.whl', 'links/x', 'empty/x']) put(join(work, file), '');
  for (const [name, content] of Object.entries(files)) put(join(work, name), content);
  put(join(work, 'r.txt'), text);
}

const given = (option: string, values: readonly string[]): string[] => values.map((value) => `${option} ${JSON.stringify(value)}`);
const flag = (option: string, isSet: boolean): string[] => (isSet ? [option] : []);

/** Both files as text for pip, rebuilt from nothing but what depsec understood. */
function rebuilt({ requirements: wanted, constraints, options }: RequirementSet): { readonly wanted: string; readonly constraints: string } {
  const words = [
    ...given('--index-url', options.indexUrl === null ? [] : [options.indexUrl]), ...given('--extra-index-url', options.extraIndexUrls), ...given('--find-links', options.findLinks),
    ...given('--trusted-host', options.trustedHosts), ...given('--use-feature', options.useFeatures), ...formatArguments(options), ...flag('--no-index', options.noIndex),
    ...flag('--pre', options.pre), ...flag('--prefer-binary', options.preferBinary), ...flag('--require-hashes', options.requireHashes),
  ];
  return { wanted: [...words, ...wanted.map(requirementLine), '-c rebuilt-constraints.txt'].join('\n'), constraints: constraints.map(requirementLine).join('\n') };
}

async function readByDepsec(work: string): Promise<RequirementSet | string> {
  const variables = variablesIn(work);
  const reader = requirementReader({ cwd: work, readFile: readTextCapped, readPage: () => Promise.reject(new UserError('bad-input', 'no network')), variable: (name) => variables[name], everyPart: false });
  return await requirements.read('r.txt', reader).catch((error: unknown) => {
    if (error instanceof UserError) return error.message;
    throw error;
  });
}

/** pip's answers, from one process for all: a start of pip takes longer than reading a hundred files. */
function askPip(python: string, jobs: readonly { readonly work: string; readonly file: string }[]): Answer[] {
  const list = jobs.map(({ work, file }) => `${work}\t${file}`).join('\n');
  const env = { ...plainEnvironment(), ...variablesIn('unused'), PIP_CONFIG_FILE: '/dev/null' };
  const { stdout, stderr, status } = spawnSync(python, [oracle], { input: list, env, cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`pip cannot be asked:\n${stderr}`);
  return stdout.trimEnd().split('\n').map((line): Answer => JSON.parse(line));
}

beforeAll(async () => {
  const { executable } = await findPython();
  const again: { readonly title: string; readonly work: string; readonly file: string }[] = [];
  for (const [index, each] of cases.entries()) {
    const work = folderOf(index);
    lay(work, each);
    const set = await readByDepsec(work);
    if (typeof set === 'string') refusals.set(each.title, set);
    else {
      const files = rebuilt(set);
      put(join(work, 'rebuilt.txt'), files.wanted);
      put(join(work, 'rebuilt-constraints.txt'), files.constraints);
      again.push({ title: each.title, work, file: 'rebuilt.txt' });
    }
  }
  const first = askPip(executable, cases.map((_, index) => ({ work: folderOf(index), file: 'r.txt' })));
  for (const [index, answer] of first.entries()) written.set(cases[index]!.title, answer);
  for (const [index, answer] of askPip(executable, again).entries()) regenerated.set(again[index]!.title, answer);
});

const isRefusedByPip = (title: string): boolean => 'error' in (written.get(title) ?? {});

test.each(cases.filter(({ expected }) => expected === 'same'))('$title is refused by both, or read alike', ({ title }) => {
  const isRefusedByBoth = isRefusedByPip(title) && refusals.has(title);
  expect(regenerated.get(title) ?? refusals.get(title)).toEqual(isRefusedByBoth ? refusals.get(title) : written.get(title));
});

test.each(cases.filter(({ expected }) => expected === 'strict'))('$title is refused', ({ title }) => {
  expect(refusals.get(title)).toMatch(/./);
});

test.each(cases.filter(({ expected }) => expected === 'varies'))('$title is refused, or read as this pip reads it', ({ title }) => {
  const depsec = refusals.has(title) || isRefusedByPip(title) ? written.get(title) : regenerated.get(title);
  expect(depsec).toEqual(written.get(title));
});
