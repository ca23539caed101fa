import { expect, test } from 'vitest';
import { readReply } from '../../../src/analysis/ai/read-reply.js';
import { showFile } from '../../../src/analysis/ai/show-lines.js';
import { findings } from './shown.js';

const file = showFile('garden.py', 'import os\nKEY = "ghp_0123456789abcdefghijABCDEF"\nos.system("thorn")\n', { places: [3], own: [] });
const said = { file: 'garden.py', line: 3, quote: 'os.system("thorn")', severity: 'critical', behaviour: 'starts a program' };
const read = (change: object) => readReply(findings({ ...said, ...change }), [file]);

test('a finding whose quote stands in the file counts, with the line as it stands there', () => {
  expect(read({})).toMatchObject({ dropped: [], findings: [{ rule: 'ai-review', severity: 'critical', file: 'garden.py', line: 3, snippet: 'os.system("thorn")', message: 'AI review: starts a program' }] });
});

test('a wrong line number is put right by the quote', () => {
  expect(read({ line: 99 })).toMatchObject({ findings: [{ line: 3 }] });
});

test('a quote of what was left out is one of what was shown', () => {
  expect(read({ line: 2, quote: 'KEY = "[redacted token]"' })).toMatchObject({ findings: [{ line: 2 }] });
});

const dropped: readonly (readonly [string, object])[] = [
  ['a file that was not shown', { file: 'other.py' }],
  ['a quote that does not stand there', { quote: 'os.system("rose")' }],
  ['a quote of nothing', { quote: ' ( ' }],
  ['no quote', { quote: null }],
  ['an unknown severity', { severity: 'apocalyptic' }],
  ['a severity that is no text', { severity: 3 }],
  ['no words', { behaviour: '' }],
  ['words that clear', { severity: 'info', behaviour: 'This is safe to use.' }],
];
test.each(dropped)('a finding with %s is dropped', (_, change) => {
  expect(read(change)).toMatchObject({ findings: [], dropped: [{ why: expect.any(String) }] });
});

test('a serious finding whose words clear counts, and its words are not shown', () => {
  const [finding] = read({ behaviour: 'This is safe to use.' })?.findings ?? [];
  expect(finding).toMatchObject({ severity: 'critical', line: 3 });
  expect(finding?.message).not.toContain('safe to use');
});

test.each([['prose', 'I see nothing.'], ['half of a document', '{"findings": ['], ['a list', '[]'], ['null', 'null'], ['findings that are no list', '{"findings": {}}'], ['too much', ' '.repeat(300_000) + findings()]])('%s is no answer', (_, text) => {
  expect(readReply(text, [file])).toBeNull();
});

test('beyond forty findings the rest is counted, not read', () => {
  const many = readReply(findings(...Array.from({ length: 50 }, () => said)), [file]);
  expect(many?.findings).toHaveLength(40);
  expect(many?.dropped).toHaveLength(1);
});
