import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd, readRun } from '../support/expectations.js';
import { makeSandbox, openIndex } from '../support/given.js';
import { buildWheel } from '../support/archives/wheel.js';

/** Names, versions and verdicts, without what a line says about where they came from. */
const verdictLines = (text: string): string[] =>
  (text.match(/^Analyzing \S+ \(\S+\) [✓!✗] \w+/gm) ?? []).toSorted();

test('a second run reads no archive again, says so under --verbose, and judges the same', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const args = ['install', '--dry-run', '--verbose', '-i', index.url, 'greenhouse', 'sunflower'];
  const cold = await box.depsec(args);
  const warm = await box.depsec(args);
  expectEnd(cold, 1);
  expectEnd(warm, 1);
  // Without SQLite findings are kept for one run only, and `doctor` says so.
  const keeps = /^store +SQLite/m.test((await box.depsec(['doctor'])).stdout);
  expect(cold.output).not.toMatch(/from\s+cache/);
  expect(warm.output.match(/from\s+cache/g) ?? []).toHaveLength(keeps ? 5 : 0);
  expect(verdictLines(warm.output)).toEqual(verdictLines(cold.output));
  expect(warm.output).toContain('4 packages safe · 0 warnings · 1 blocked');
});

test('a policy that changed between two runs acts at once, since only findings are kept', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['audit', '-i', index.url, 'thornbush']), 1);
  const config = box.write('strict.toml', '[allowlist]\npackages = ["thornbush"]\n');
  const allowed = await box.depsec(['audit', '--config', config, '--format', 'json', '-i', index.url, 'thornbush']);
  expectEnd(allowed, 0);
  expect(readRun(allowed.stdout).results[0]?.findings.length).toBeGreaterThan(0);
});

// pip reads the fields of a wheel that depsec knows already from what depsec has kept of them.
test('a second run resolves what the first did, where a licence with empty lines stands above the requirements', async () => {
  const box = makeSandbox();
  const files = join(box.folder, 'files');
  mkdirSync(files);
  const licence = ['Three clauses', '        ', '        Copyright (c) the gardeners'].join('\n');
  const wheels = [buildWheel({ name: 'clover', version: '1.0', files: { 'clover.py': '' }, requires: ['moss'], metadata: { License: licence } }), buildWheel({ name: 'moss', version: '1.0', files: { 'moss.py': '' } })];
  for (const { fileName, bytes } of wheels) writeFileSync(join(files, fileName), bytes);
  const resolved = async (): Promise<readonly string[]> => readRun((await box.depsec(['audit', '--format', 'json', '--no-index', '-f', files, 'clover'])).stdout).results.map(({ name }) => name);
  expect(await resolved()).toEqual(['clover', 'moss']);
  expect(await resolved()).toEqual(['clover', 'moss']);
});
