import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'depsec-rebuild-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function rebuild(text: string, limit: number): string {
  writeFileSync(join(folder, 'source'), text);
  const out = join(folder, 'list.tsv');
  execFileSync(process.execPath, ['data/rebuild-names.mjs', join(folder, 'source'), '--limit', String(limit), '--out', out], { stdio: 'pipe' });
  return readFileSync(out, 'utf8');
}

test('statistics in JSON become ranks by downloads, names normalised and listed once', () => {
  const rows = [{ project: 'Flask', download_count: 5 }, { project: 'Typing_Extensions', download_count: 9 }, { project: 'flask', download_count: 1 }];
  expect(rebuild(JSON.stringify({ rows }), 2)).toBe('1\ttyping-extensions\n2\tflask\n');
});

test('a table is put in order of rank and cut at the limit', () => {
  expect(rebuild('2\tb\n1\ta\n3\tc\n', 2)).toBe('1\ta\n2\tb\n');
});

test.each([
  ['a hostile name', '1\ta\n2\t../../etc\n'],
  ['a line without a rank', '1\ta\nx\tb\n'],
  ['fewer names than a whole list has', '1\ta\n'],
  ['JSON of another shape', '{"rows": 3}'],
])('%s leaves the old list as it was and nothing beside it', (_what, text) => {
  writeFileSync(join(folder, 'list.tsv'), 'old');
  expect(() => rebuild(text, 2)).toThrow(/error: /);
  expect(readFileSync(join(folder, 'list.tsv'), 'utf8')).toBe('old');
  expect(readdirSync(folder).toSorted()).toEqual(['list.tsv', 'source']);
});
