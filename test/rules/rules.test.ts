import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ContentFacts } from '../../src/core/facts/content-facts.js';
import type { Metadata, PackageFacts } from '../../src/core/facts/package-facts.js';
import type { NameFacts } from '../../src/core/names/name-facts.js';
import type { ProjectFacts } from '../../src/core/facts/project-facts.js';
import type { Rule, RuleFinding } from '../../src/core/rule.js';
import type { When } from '../../src/core/facts/source-facts.js';
import { loadPythonParser } from '../../src/python/parser.js';
import { readSource } from '../../src/python/read-source.js';
import * as rules from '../../src/rules/registry.js';

/** Facts of a `content` rule as JSON, without the lists that are empty. */
interface ContentFixture {
  readonly facts: Partial<ContentFacts>;
}

/** Facts of a `package`, `name` or `project` rule as JSON: metadata fields are an object of arrays. `expect` is the number of findings. */
interface FactsFixture {
  readonly facts: NameFacts & ProjectFacts & Omit<PackageFacts, 'metadata'> & { readonly metadata: { readonly fields: Readonly<Record<string, readonly string[]>>; readonly description: string } | null };
  readonly expect: number;
}

const FIXTURES = 'fixtures/rules';
const WASM = { wasmRuntime: 'node_modules/web-tree-sitter/web-tree-sitter.wasm', wasmGrammar: 'data/grammar/tree-sitter-python.wasm' };
const wasm = loadPythonParser({ ...WASM, backend: 'wasm' });
const best = loadPythonParser(WASM);

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).split(sep).join('/'))
    .toSorted();
}

const NO_CONTENT: ContentFacts = { path: 'pkg/file', kind: 'data', runs: 'latent', hidden: [], loads: [], commands: [], addresses: [], texts: [], appeals: [] };

const marked = (text: string): number[] => text.split('\n').flatMap((line, index) => (/# expect\s*$/.test(line) ? [index + 1] : []));

const runsOf = (path: string): When => (path.endsWith('/setup.py') ? 'install' : 'import');

function metadataOf(fixture: FactsFixture): Metadata | null {
  const { metadata } = fixture.facts;
  return metadata && { ...metadata, fields: new Map(Object.entries(metadata.fields)) };
}

async function findingsIn(rule: Rule, path: string, parser = best): Promise<readonly RuleFinding[]> {
  const bytes = readFileSync(path);
  const inside = path.split('/').slice(4).join('/');
  if (rule.kind === 'text') return rule.check({ path: inside, lines: bytes.toString('utf8').split('\n') });
  if (rule.kind === 'source') {
    const { facts, gaps } = await readSource({ path: inside, bytes, runs: runsOf(path) }, () => parser);
    if (gaps.length > 0) throw new Error(`${path} could not be read: ${gaps[0]?.why}`);
    return facts ? rule.check(facts) : [];
  }
  if (rule.kind === 'content') {
    const { facts }: ContentFixture = JSON.parse(bytes.toString('utf8'));
    return rule.check({ ...NO_CONTENT, ...facts });
  }
  const fixture: FactsFixture = JSON.parse(bytes.toString('utf8'));
  if (rule.kind === 'project') return rule.check(fixture.facts);
  return rule.kind === 'name' ? rule.check(fixture.facts) : rule.check({ ...fixture.facts, metadata: metadataOf(fixture) });
}

const hasLines = (rule: Rule): boolean => rule.kind === 'source' || rule.kind === 'text';

/** The marked lines of a file; for facts, which have no lines, as many zeros as findings are expected. */
function expectedIn(rule: Rule, path: string): readonly number[] {
  const text = readFileSync(path, 'utf8');
  if (hasLines(rule)) return marked(text);
  const { expect: count }: FactsFixture = JSON.parse(text);
  return Array.from({ length: count }, () => 0);
}

/** Lines with findings, each once. */
function reported(rule: Rule, findings: readonly RuleFinding[]): readonly number[] {
  if (!hasLines(rule)) return findings.map(() => 0);
  return [...new Set(findings.map((finding) => finding.at?.line ?? 0))].toSorted((left, right) => left - right);
}

describe.each(Object.entries<Rule>(rules))('%s', (id, rule) => {
  const bad = filesIn(`${FIXTURES}/${id}/bad`);
  const good = filesIn(`${FIXTURES}/${id}/good`);

  test('has a title, docs, bad fixtures and good fixtures', () => {
    expect(rule.title.length).toBeGreaterThan(10);
    expect(rule.docs.length).toBeGreaterThan(40);
    expect(bad.length).toBeGreaterThan(0);
    expect(good.length).toBeGreaterThan(0);
  });

  test.each([...bad, ...good])('reports exactly what is marked in %s', async (path) => {
    const expected = expectedIn(rule, path);
    expect(reported(rule, await findingsIn(rule, path))).toEqual(expected);
    expect(expected.length > 0, `${path} is in the wrong folder`).toBe(bad.includes(path));
  });
});

const sources = Object.entries<Rule>(rules).flatMap(([id, rule]) => (rule.kind === 'source' ? filesIn(`${FIXTURES}/${id}`).map((path) => ({ id, path })) : []));

test.each(sources)('both parsers lead to the same findings: $path', async ({ path }) => {
  const judged = Object.values<Rule>(rules).filter((rule) => rule.kind === 'source');
  for (const rule of judged) expect(await findingsIn(rule, path, wasm)).toEqual(await findingsIn(rule, path, best));
});

test('every fixture folder belongs to a rule', () => {
  expect(readdirSync(FIXTURES).filter((id) => !(id in rules))).toEqual([]);
});
