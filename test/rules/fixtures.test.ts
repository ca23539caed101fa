import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Rule } from '../../src/core/rule.js';
import * as rules from '../../src/rules/registry.js';

const FIXTURES = 'fixtures/rules';
const ids = Object.keys(rules);

const filesIn = (...folders: readonly string[]): readonly string[] =>
  readdirSync(join(FIXTURES, ...folders), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));

/** Whether somebody has marked in this file that the rule fires. That it fires there, and only there, is what rules.test.ts holds. */
function isMarked(path: string, { kind }: Rule): boolean {
  const text = readFileSync(path, 'utf8');
  return kind === 'source' || kind === 'text' ? /# expect\s*$/m.test(text) : /"expect": *[1-9]/.test(text);
}

test('fixture folders and rules are the same list', () => {
  expect(readdirSync(FIXTURES).toSorted()).toEqual(ids.toSorted());
});

describe.each(Object.entries<Rule>(rules))('%s', (id, rule) => {
  test('has a folder of bad and one of good fixtures, and nothing beside them', () => {
    expect(readdirSync(join(FIXTURES, id)).toSorted()).toEqual(['bad', 'good']);
  });

  test('fires in every bad fixture and in no good one', () => {
    expect(filesIn(id, 'bad').filter((path) => !isMarked(path, rule))).toEqual([]);
    expect(filesIn(id, 'good').filter((path) => isMarked(path, rule))).toEqual([]);
    expect(filesIn(id, 'bad').length).toBeGreaterThan(0);
    expect(filesIn(id, 'good').length).toBeGreaterThan(0);
  });

  test('has a title of one line, and docs that are more than the title', () => {
    expect(rule.title).toMatch(/^[A-Z][^\n]{10,90}$/);
    expect(rule.title).not.toMatch(/\.$/);
    expect(rule.docs.length).toBeGreaterThan(rule.title.length);
  });
});
