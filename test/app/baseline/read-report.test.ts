import { expect, test } from 'vitest';
import { filesInReport } from '../../../src/app/baseline/read-report.js';
import { knownFile } from '../../../src/app/baseline/known-file.js';
import { decide } from '../../../src/policy/decide.js';
import json from '../../../src/reporters/json.js';
import { untrusted } from '../../../src/core/untrusted.js';
import { advisoryFinding, artifact, finding, gap, policy, report } from '../../policy/reports.js';

const waivers = [{ kind: 'advisory', advisory: 'CVE-2026-1', versions: '<2', package: artifact.name, reason: 'not used', until: '2027-01-01', where: 'waivers.toml' }] as const;
const judged = decide({ ...report([{ ...finding('critical'), file: untrusted('setup.py') }, advisoryFinding()], [gap('runs')]) }, policy({ waivers }));
const run = { command: 'audit', depsecVersion: '0', ruleset: '0', decisions: [judged], satisfied: [], problems: [], notices: [], installed: false, dryRun: false, elapsedMs: 0, finishedAtMs: 0, rules: [] } as const;
const look = { verbosity: 'normal', colour: false, unicode: true, columns: 80 } as const;

test('a report says of a file what a judgement of it says, without what a waiver accepts', () => {
  const [read] = filesInReport(json.render(run, look), 'before.json');
  expect(read).toEqual(knownFile(judged));
  expect(read?.findings.map(({ rule }) => rule)).toEqual(['some-rule']);
});

test.each([
  ['another schema', '{"schema":2,"results":[]}'],
  ['no results', '{"schema":1}'],
  ['a lock file', '{"_meta":{"pipfile-spec":6}}'],
  ['no JSON', 'flask==3.0'],
  ['a list', '[]'],
])('%s is no baseline', (_, text) => {
  expect(() => filesInReport(text, 'before.json')).toThrow('before.json is no report of depsec');
});

test('what cannot be read of a report is unknown, and so new', () => {
  const results = [{ name: 'not a name', version: '1', sha256: 'a' }, { name: 'demo', version: 1 }, 7, { name: 'Demo', version: '1', sha256: 'a', findings: [{ rule: 'r', severity: 'fatal' }, { severity: 'low' }], gaps: [{}] }];
  expect(filesInReport(JSON.stringify({ schema: 1, results }), 'before.json')).toEqual([{ name: 'demo', version: '1', sha256: 'a', risk: null, findings: [], unread: [] }]);
});
