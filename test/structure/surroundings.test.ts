import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { allCommands } from '../../src/cli/complete.js';
import { isRecord, recordAt, recordsAt, stringAt, stringsAt } from '../support/json.js';

type Json = Readonly<Record<string, unknown>>;

/** The documents of a YAML file, which must be sound and without anything that the parser warns of. */
function documents(path: string): readonly unknown[] {
  const parsed = parseAllDocuments(readFileSync(path, 'utf8'));
  const list = Array.isArray(parsed) ? parsed : [];
  expect(list.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
  return list.map((document): unknown => document.toJS());
}

const objects = (path: string): readonly Json[] => documents(path).filter(isRecord);
const named = (text: string, pattern: RegExp): readonly string[] => [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].toSorted();

/** Options of depsec in a text that `command` does not have. */
function strangeOptions(text: string, command: string): readonly string[] {
  const known = new Set(allCommands().find(({ words }) => words === command)?.options.flatMap(({ flags }) => flags));
  return (text.match(/(?<=\s|\()--[a-z-]+/g) ?? []).filter((flag) => !known.has(flag));
}

const steps = recordsAt(recordAt(objects('action.yml')[0] ?? {}, 'runs') ?? {}, 'steps');
const script = (step: Json): string => stringAt(step, 'run') ?? '';

test('the action pins what it uses by its full commit, and names a shell for what it runs', () => {
  const used = steps.flatMap((step) => stringAt(step, 'uses') ?? []);
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter((action) => !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
  expect(steps.filter((step) => script(step) !== '' && stringAt(step, 'shell') !== 'bash')).toEqual([]);
});

test('the action uses every input that it has and no other, and none inside a script, where it could be a command', () => {
  const [action = {}] = objects('action.yml');
  const text = readFileSync('action.yml', 'utf8');
  expect(named(text, /\binputs\.([\w-]+)/g)).toEqual(Object.keys(recordAt(action, 'inputs') ?? {}).toSorted());
  expect(steps.filter((step) => script(step).includes('${{'))).toEqual([]);
});

test.each(['audit', 'scan', 'report'])('the action gives %s no option that it does not have', (command) => {
  const judging = steps.filter((step) => stringAt(step, 'id') === 'judge').map(script).join('\n');
  expect(judging).toContain('--format github');
  expect(strangeOptions(judging, command)).toEqual([]);
});

test('the GitLab component uses every input that it has and no other, and none inside a script', () => {
  const [header = {}, jobs = {}] = objects('templates/depsec.yml');
  const inputs = Object.keys(recordAt(recordAt(header, 'spec') ?? {}, 'inputs') ?? {});
  const job = recordAt(jobs, 'depsec') ?? {};
  expect(named(JSON.stringify(job), /\$\[\[ inputs\.([\w-]+) \]\]/g)).toEqual(inputs.toSorted());
  const lines = stringsAt(job, 'script');
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.filter((line) => line.includes('$[['))).toEqual([]);
  expect(['audit', 'scan', 'report'].flatMap((command) => strangeOptions(lines.at(-1) ?? '', command))).toEqual([]);
});

test('the hook of pre-commit calls depsec, whenever a file has changed that says what to install', () => {
  const [hooks] = documents('.pre-commit-hooks.yaml');
  expect(hooks).toMatchObject([{ id: 'depsec-audit', entry: 'depsec audit', language: 'node', pass_filenames: false }]);
  const [hook = {}] = Array.isArray(hooks) ? hooks.filter(isRecord) : [];
  expect(strangeOptions(` ${stringsAt(hook, 'args').join(' ')}`, 'audit')).toEqual([]);
  const pattern = new RegExp((stringAt(hook, 'files') ?? '').replace('(?x)', '').replaceAll(/\s/g, ''));
  const wanted = ['requirements.txt', 'requirements-dev.txt', 'dev-requirements.in', 'requirements/base.txt', 'app/constraints.txt', 'pyproject.toml', 'setup.cfg', 'pylock.toml', 'pylock.dev.toml', 'uv.lock', 'poetry.lock', 'pdm.lock', 'sub/Pipfile.lock', 'environment.yml', 'environment.yaml'];
  expect(wanted.filter((path) => !pattern.test(path))).toEqual([]);
  expect(['README.md', 'src/app.py', 'package.toml', 'requirements.txt.bak', 'Cargo.lock', 'my-pyproject.toml'].filter((path) => pattern.test(path))).toEqual([]);
});
