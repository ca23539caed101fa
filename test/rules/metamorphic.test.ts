import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NO_BUILD } from '../../src/analysis/build-plan/plan-build.js';
import { whenItRuns } from '../../src/analysis/when-it-runs.js';
import { severities } from '../../src/core/finding.js';
import type { Rule } from '../../src/core/rule.js';
import type { When } from '../../src/core/facts/source-facts.js';
import { loadPythonParser } from '../../src/python/parser.js';
import { readSource } from '../../src/python/read-source.js';
import * as rules from '../../src/rules/registry.js';
import { sourceTransformations, textTransformations } from './transformations.js';

/** Changes that make a rule see less today, as `change, fixture`, each with the reason. Nothing is added here without one. */
const KNOWN: Readonly<Record<string, string>> = {
  'renamed variables, obfuscated-code/bad/__init__.py': 'the names are what is found: soup of two to four symbols that renaming clears away',
  'moved into tests/, embedded-drop-token/bad/__init__.py': 'in a folder that is no package nothing imports the file before the wheel is built',
};

const FIXTURES = 'fixtures/rules';
const parser = loadPythonParser({ wasmRuntime: 'node_modules/web-tree-sitter/web-tree-sitter.wasm', wasmGrammar: 'data/grammar/tree-sitter-python.wasm' });

interface File {
  readonly path: string;
  readonly text: string;
  readonly runs: When;
}

interface Case {
  readonly fixture: string;
  readonly rule: Rule;
  readonly file: File;
}

/** A file as it lies in a wheel; setup.py, which no wheel has, runs while installing. */
const placed = (path: string, text: string): File => ({ path, text, runs: path === 'setup.py' ? 'install' : whenItRuns(path, { isWheel: true, plan: NO_BUILD }) });

function casesOf(id: string, rule: Rule): readonly Case[] {
  const folder = join(FIXTURES, id, 'bad');
  if (!existsSync(folder) || (rule.kind !== 'source' && rule.kind !== 'text')) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.split(sep).join('/'));
  return names
    .filter((name) => /\.(?:py|pth)$/.test(name))
    .toSorted()
    .map((name) => ({ fixture: `${id}/bad/${name}`, rule, file: placed(name, readFileSync(join(folder, name), 'utf8')) }));
}

/** How grave each finding is, the gravest first. */
async function gravity(rule: Rule, { path, text, runs }: File): Promise<readonly number[]> {
  const found = rule.kind === 'text' ? rule.check({ path, lines: text.split(/\r\n?|\n/) }) : rule.kind === 'source' ? await sourceFindings(rule, { path, text, runs }) : [];
  return found.map(({ severity }) => severities.indexOf(severity)).toSorted((a, b) => b - a);
}

async function sourceFindings(rule: Extract<Rule, { kind: 'source' }>, { path, text, runs }: File): Promise<ReturnType<typeof rule.check>> {
  const { facts, gaps } = await readSource({ path, bytes: Buffer.from(text), runs }, () => parser);
  expect(gaps, `${path} as changed could not be read`).toEqual([]);
  return facts === null ? [] : rule.check(facts);
}

/** True when for every finding there is one at least as grave after the change. */
async function isAsGrave({ rule, file }: Case, changed: File): Promise<boolean> {
  const [before, after] = [await gravity(rule, file), await gravity(rule, changed)];
  return before.every((grave, index) => (after[index] ?? -1) >= grave);
}

const cases = Object.entries<Rule>(rules).flatMap(([id, rule]) => casesOf(id, rule));

type Change = (file: File) => File | null;

const rewritten = (kind: 'py' | 'pth', change: (text: string) => string): Change => (file) => (file.path.endsWith(`.${kind}`) ? { ...file, text: change(file.text) } : null);

// setup.py below another folder is no longer the one that runs.
const intoTests: Change = (file) => (file.path === 'setup.py' || file.path.endsWith('.pth') ? null : placed(`tests/${file.path}`, file.text));

const changes: readonly (readonly [string, Change])[] = [
  ...Object.entries(sourceTransformations).map(([name, change]) => [name, rewritten('py', change)] as const),
  ...Object.entries(textTransformations).map(([name, change]) => [`${name} (.pth)`, rewritten('pth', change)] as const),
  ['moved into tests/', intoTests],
];

describe.each(changes)('%s', (name, change) => {
  test('lowers no finding of a bad fixture but the known ones', async () => {
    const lowered: string[] = [];
    let tried = 0;
    for (const each of cases) {
      const changed = change(each.file);
      if (changed === null) continue;
      tried += 1;
      if (!(await isAsGrave(each, changed))) lowered.push(`${name}, ${each.fixture}`);
    }
    expect(tried).toBeGreaterThan(0);
    expect(lowered.filter((key) => !(key in KNOWN))).toEqual([]);
  });
});

test('renaming finds something to rename in most fixtures, and comments and blocks change every one', () => {
  const python = cases.filter(({ file }) => file.path.endsWith('.py'));
  const unchanged = (name: string): number => python.filter(({ file }) => sourceTransformations[name]?.(file.text) === file.text).length;
  expect(unchanged('renamed variables')).toBeLessThan(python.length);
  for (const name of ['added comments', 'wrapped in if True', 'CRLF line ends']) expect(unchanged(name)).toBe(0);
});

test('what is known to be lowered names a fixture that is there', () => {
  const there = new Set(cases.flatMap(({ fixture }) => changes.map(([name]) => `${name}, ${fixture}`)));
  expect(Object.keys(KNOWN).filter((key) => !there.has(key))).toEqual([]);
});
