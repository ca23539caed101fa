import { expect, test } from 'vitest';
import { toJson } from '../../src/reporters/escape/json.js';
import { json } from '../../src/reporters/registry.js';
import { look } from './build.js';
import { sampleRuns } from './sample-runs.js';

interface Result {
  readonly findings: readonly object[];
  readonly gaps: readonly object[];
}
interface Document {
  readonly results: readonly Result[];
  readonly summary: object;
}

const parsed = (sample: string): Document => JSON.parse(json.render(sampleRuns[sample]!, look()));

test.each(Object.keys(sampleRuns))('the JSON of %s is one document and a newline, the same in every look', (sample) => {
  const text = json.render(sampleRuns[sample]!, look());
  expect(text.endsWith('}\n')).toBe(true);
  expect(JSON.parse(text)).toMatchObject({ schema: 1, depsec: '0.1.0', ruleset: 'r1' });
  expect(json.render(sampleRuns[sample]!, look({ verbosity: 'quiet', colour: true, unicode: false, columns: 20 }))).toBe(text);
});

test('a result holds the keys of schema 1', () => {
  const result = parsed('code-block').results[0]!;
  expect(Object.keys(result)).toEqual(expect.arrayContaining(['name', 'version', 'file', 'sha256', 'verdict', 'action', 'score', 'risk', 'findings', 'gaps', 'timings']));
  expect(Object.keys(result.findings[0]!)).toEqual(['rule', 'severity', 'confidence', 'message', 'file', 'line', 'snippet']);
  expect(result).toMatchObject({ name: 'colourful', file: './dist/colourful-0.4.6.tar.gz', verdict: 'blocked', action: 'block', score: 0.9, risk: null });
});

test('a finding about no file says null, not nothing', () => {
  expect(parsed('typosquat-among-twelve').results[0]!.findings[0]).toMatchObject({ file: null, line: null, snippet: null });
});

test('gaps are told with what and why, and counted in the summary', () => {
  const document = parsed('not-fully-read');
  expect(document.results[1]!.gaps[0]).toEqual({ what: 'partly/big.py', why: 'larger than 10 MB' });
  expect(document.summary).toEqual({ safe: 1, warned: 1, blocked: 1, gaps: 6 });
});

test('hostile text survives a round trip, and no invisible character appears as itself', () => {
  const text = json.render(sampleRuns['hostile-text']!, look());
  expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\ufe0f|\u{e0041}/u);
  const written = sampleRuns['hostile-text']!;
  expect(JSON.parse(text).results[0].version).toBe(written.decisions[0]!.report.artifact.version);
  expect(JSON.parse(text).problems[0].what).toBe(written.problems[0]!.what);
});

test('every character of Unicode comes back from JSON as it went in', () => {
  for (let plane = 0; plane <= 0x10; plane += 1) {
    const characters = Array.from({ length: 0x10000 }, (_, low) => String.fromCodePoint(plane * 0x10000 + low)).join('x');
    expect(JSON.parse(toJson(characters)) === characters).toBe(true);
  }
});
