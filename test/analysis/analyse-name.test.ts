import { expect, test } from 'vitest';
import { analyseName } from '../../src/analysis/analyse-name.js';
import { parsePackageName } from '../../src/core/name.js';
import { defineRule } from '../../src/core/rule.js';
import { tellWhen } from './fake-reader.js';

test('name rules alone are asked, and their advice is kept', () => {
  const rule = defineRule({
    kind: 'name',
    title: 'Name',
    docs: 'Looks like another. More.',
    check: ({ name }) => [{ severity: 'medium', message: `${name} looks like requests`, advice: 'requests' }],
  });
  const facts = { name: parsePackageName('reqeusts'), rank: null, similar: null, requested: true };
  expect(analyseName(facts, { rule, tellWhen })).toEqual([
    { rule: 'rule', severity: 'medium', confidence: 'high', message: 'reqeusts looks like requests', why: 'Looks like another.', advice: 'requests' },
  ]);
});
