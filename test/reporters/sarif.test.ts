import { readFileSync } from 'node:fs';
import AjvDraft04 from 'ajv-draft-04';
import ajvFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import type { Run } from '../../src/core/run.js';
import { sarif } from '../../src/reporters/registry.js';
import { decision, finding, look, run } from './build.js';
import { sampleRuns } from './sample-runs.js';

interface Location {
  readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region?: { readonly startLine: number } };
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly Location[];
  readonly relatedLocations?: readonly Location[];
  readonly baselineState?: string;
  readonly partialFingerprints: Readonly<Record<string, string>>;
}
interface Log {
  readonly runs: readonly [{ readonly results: readonly Result[]; readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly help: { readonly text: string }; readonly properties: Readonly<Record<string, unknown>> }[] } } }];
}

const schema = JSON.parse(readFileSync('fixtures/schemas/sarif-2.1.0.json', 'utf8'));
const ajv = new AjvDraft04.default({ strict: false, allErrors: true });
ajvFormats.default(ajv);
const validate = ajv.compile(schema);

const logOf = (finished: Run): Log => JSON.parse(sarif.render(finished, look()));
const resultsOf = (finished: Run): readonly Result[] => logOf(finished).runs[0].results;
const fingerprintsOf = (finished: Run): readonly string[] => resultsOf(finished).map(({ partialFingerprints }) => partialFingerprints['depsecFinding/v1'] ?? '');

test.each(Object.keys(sampleRuns))('the SARIF of %s is valid by the schema of OASIS', (sample) => {
  validate(JSON.parse(sarif.render(sampleRuns[sample]!, look())));
  expect(validate.errors ?? []).toEqual([]);
});

test('the schema is the one of SARIF 2.1.0 and refuses what is none', () => {
  expect(validate({ version: '2.1.0', runs: [{ tool: {} }] })).toBe(false);
});

test.each(Object.keys(sampleRuns))('every result of %s belongs to a rule that is described, and has a fingerprint of its own', (sample) => {
  const [{ results, tool }] = logOf(sampleRuns[sample]!).runs;
  expect(results.map(({ ruleIndex }) => tool.driver.rules[ruleIndex]?.id)).toEqual(results.map(({ ruleId }) => ruleId));
  const fingerprints = results.map(({ partialFingerprints }) => partialFingerprints['depsecFinding/v1']);
  expect(new Set(fingerprints).size).toBe(results.length);
});

const ofRules = (log: Log): readonly Result[] => log.runs[0].results.filter(({ ruleId }) => ruleId !== 'could-not-check' && ruleId !== 'own-decision');

test.each(Object.keys(sampleRuns))('the SARIF of %s has every finding of the run that speaks against a package, and with -vv the capabilities too', (sample) => {
  const finished = sampleRuns[sample]!;
  const found = finished.decisions.flatMap(({ report }) => report.findings);
  expect(ofRules(logOf(finished))).toHaveLength(found.filter(({ severity }) => severity !== 'info').length);
  expect(ofRules(JSON.parse(sarif.render(finished, look({ verbosity: 'very-verbose' }))))).toHaveLength(found.length);
});

const statesOf = (sample: string): readonly (string | undefined)[] => resultsOf(sampleRuns[sample]!).map(({ baselineState }) => baselineState);

test('where a run was compared with a baseline every result says whether it is new, and elsewhere none does', () => {
  expect(statesOf('compared')).toEqual(['unchanged', 'new', 'new', 'new', 'unchanged', 'new']);
  expect(Object.keys(sampleRuns).filter((sample) => sample !== 'compared').flatMap(statesOf).filter((state) => state !== undefined)).toEqual([]);
});

test('a result stands at the line that asks for the package, or for what needs it', () => {
  const places = resultsOf(sampleRuns['pipeline']!).map(({ message, locations }) => [message.text.split(' ')[0], locations[0]?.physicalLocation.artifactLocation.uri, locations[0]?.physicalLocation.region?.startLine]);
  expect(places).toContainEqual(['beehive', 'requirements/base.txt', 3]);
  expect(places).toContainEqual(['colourful', 'requirements/base.txt', 3]);
  expect(places).toContainEqual(['nectarine', 'requirements/base.txt', 7]);
});

test('without such a line a result stands at the file that was judged, and the guilty line beside it', () => {
  const [result] = resultsOf(sampleRuns['code-block']!);
  expect(result?.locations[0]?.physicalLocation.artifactLocation).toEqual({ uri: 'dist/colourful-0.4.6.tar.gz', uriBaseId: '%SRCROOT%' });
  expect(result?.relatedLocations?.[0]?.physicalLocation).toMatchObject({ artifactLocation: { uri: 'dist/colourful-0.4.6.tar.gz/setup.py' }, region: { startLine: 14 } });
});

test('a finding in a folder that lies open stands at its own line', () => {
  const folder = run({ command: 'scan', decisions: [decision('plot', { verdict: 'blocked', reasons: ['x'], shownAs: './plot', fileName: 'plot', findings: [finding({ file: 'setup.py', line: 4, snippet: 'exec(x)', message: 'x' })] })] });
  const [result] = resultsOf(folder);
  expect(result?.locations[0]?.physicalLocation).toMatchObject({ artifactLocation: { uri: 'plot/setup.py' }, region: { startLine: 4 } });
  expect(result?.relatedLocations).toEqual([]);
});

const oneFinding = (line: number, version: string): Run => run({ decisions: [decision('acorn', { version, verdict: 'blocked', reasons: ['x'], findings: [finding({ file: 'a.py', line, snippet: 'exec(x)', message: 'x' })] })] });

test('a fingerprint stays when the line moves or the version changes, and changes with the line itself', () => {
  const [before] = fingerprintsOf(oneFinding(3, '1.0'));
  expect(fingerprintsOf(oneFinding(90, '1.1'))).toEqual([before]);
  const other = run({ decisions: [decision('acorn', { verdict: 'blocked', reasons: ['x'], findings: [finding({ file: 'a.py', line: 3, snippet: 'exec(y)', message: 'x' })] })] });
  expect(fingerprintsOf(other)).not.toEqual([before]);
});

test('severity is told in the numbers of CVSS, and an advisory brings its own', () => {
  const { rules } = logOf(sampleRuns['pipeline']!).runs[0].tool.driver;
  const severities = Object.fromEntries(rules.map(({ id, properties }) => [id, properties['security-severity']]));
  expect(severities).toMatchObject({ 'CVE-2025-10001': '9.8', 'CVE-2025-10002': '5.5', 'exec-of-decoded-data': '9.5', 'environment-to-network': '8.0' });
});

test('help texts are those of the rules, and of an advisory what it affects and what fixes it', () => {
  const { rules } = logOf(sampleRuns['pipeline']!).runs[0].tool.driver;
  expect(rules.find(({ id }) => id === 'exec-of-decoded-data')?.help.text).toContain('What to do: Do not install it.');
  expect(rules.find(({ id }) => id === 'CVE-2025-10001')?.help.text).toContain('Fixed in: 2.4.1');
});

test('no message of a package holds a placeholder or a link', () => {
  const texts = resultsOf(sampleRuns['hostile-markup']!).map(({ message }) => message.text);
  expect(texts.filter((text) => /\]\(|(?<!\{)\{(?:\{\{)*\d+\}/.test(text))).toEqual([]);
});

test('a package that configuration alone stops has a result', () => {
  expect(resultsOf(sampleRuns['own-lists']!)).toMatchObject([{ ruleId: 'own-decision', level: 'error' }]);
});

test('what is waived is suppressed, with the reason', () => {
  const suppressed: readonly unknown[] = JSON.parse(sarif.render(sampleRuns['waived']!, look())).runs[0].results.map(({ suppressions }: { readonly suppressions?: unknown }) => suppressions ?? null);
  expect(suppressed).toEqual([
    [{ kind: 'external', status: 'accepted', justification: 'the flawed part is not used here (until 2027-02-24, waivers.toml: waiver 1)' }],
    [{ kind: 'external', status: 'accepted', justification: 'a table of colours, looked at (until 2027-02-24, waivers.toml: waiver 2)' }],
    null,
  ]);
});
