import { mkdtempSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/platform/clock.js';
import { appendLine } from '../../src/store/append-line.js';

const newFile = (): string => join(mkdtempSync(join(tmpdir(), 'depsec-lines-')), 'out.jsonl');
const line = (id: string): { readonly id: string; readonly json: string } => ({ id, json: JSON.stringify({ schema: 1, id, text: 'ä' }) });
const idsIn = (path: string): readonly unknown[] => readFileSync(path, 'utf8').trimEnd().split('\n').map((each) => (JSON.parse(each) as { readonly id: unknown }).id);

test('lines come one after the other, each once, and no lock stays behind', async () => {
  const path = newFile();
  for (const id of ['a', 'b', 'a', 'c']) await appendLine(path, line(id), systemClock);
  expect([idsIn(path), existsSync(`${path}.lock`)]).toEqual([['a', 'b', 'c'], false]);
});

test('half a line that a killed run left is replaced', async () => {
  const path = newFile();
  await appendLine(path, line('a'), systemClock);
  writeFileSync(path, line('b').json.slice(0, 20), { flag: 'a' });
  await appendLine(path, line('c'), systemClock);
  expect(idsIn(path)).toEqual(['a', 'c']);
});

test('what somebody else has left without an end of line is kept', async () => {
  const path = newFile();
  writeFileSync(path, '{"id":"theirs"}');
  await appendLine(path, line('a'), systemClock);
  expect(idsIn(path)).toEqual(['theirs', 'a']);
});

test('twelve that add at the same time lose and mix nothing', async () => {
  const path = newFile();
  const ids = Array.from({ length: 12 }, (_, index) => `id-${index}`);
  await Promise.all(ids.map((id) => appendLine(path, line(id), systemClock)));
  expect(idsIn(path).toSorted()).toEqual(ids.toSorted());
});

test('a folder that is not there is told with its path', async () => {
  const path = join(newFile(), 'no', 'file');
  await expect(appendLine(path, line('a'), systemClock)).rejects.toMatchObject({ code: 'disk', message: expect.stringContaining(path) as string });
});
