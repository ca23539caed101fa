import { expect, test } from 'vitest';
import { analyseProject } from '../../src/analysis/analyse-project.js';
import { parsePackageName } from '../../src/core/name.js';
import { defineRule } from '../../src/core/rule.js';
import { untrusted } from '../../src/core/untrusted.js';
import { tellWhen } from './fake-reader.js';

const name = parsePackageName('reqeusts');
const facts = {
  name: { name, rank: null, similar: null, requested: true },
  project: { name, version: untrusted('1.0'), requested: true, pinned: false, rank: null, similar: null, lacks: [], now: 0, advisories: [], project: null },
};

const looks = defineRule({
  kind: 'name',
  title: 'Name',
  docs: 'Looks like another. More.',
  check: ({ name }) => [{ severity: 'medium', message: `${name} looks like requests`, advice: 'requests' }],
});
const young = defineRule({
  kind: 'project',
  title: 'Young',
  docs: 'Is young.',
  check: ({ version }) => [{ severity: 'low', message: `${version} is young` }],
});

test('rules about names and projects alone are asked, worst first, and their advice is kept', () => {
  expect(analyseProject(facts, { young, looks, tellWhen })).toEqual({
    findings: [
      { rule: 'looks', severity: 'medium', confidence: 'high', message: 'reqeusts looks like requests', why: 'Looks like another.', advice: 'requests' },
      { rule: 'young', severity: 'low', confidence: 'high', message: '1.0 is young', why: 'Is young.' },
    ],
    gaps: [],
  });
});

test('a rule about a project that throws is a gap that warns, and the others are asked all the same', () => {
  const broken = defineRule({ kind: 'project', title: 'Broken', docs: 'Breaks.', check: () => { throw new Error('no such field'); } });
  const { findings, gaps } = analyseProject(facts, { broken, young });
  expect(findings.map(({ rule }) => rule)).toEqual(['young']);
  expect(gaps).toEqual([{ kind: 'latent', what: 'the package', why: 'rule broken failed: no such field' }]);
});
