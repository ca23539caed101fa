import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { expectEnd, readRun } from '../support/expectations.js';
import { makeSandbox, openIndex } from '../support/given.js';
import { sendFindings, sendText, startMessages, type MessagesServer, type ModelAnswer } from '../support/servers/messages-server.js';

const KEY = 'sk-test-of-the-loopback-stub';

async function openModel(...answers: readonly ModelAnswer[]): Promise<MessagesServer> {
  const server = await startMessages(...answers);
  onTestFinished(server.close);
  return server;
}

/** What would block only warns, so that it is reviewed. */
const lenient = (indexUrl: string, model: MessagesServer): Record<string, string> => ({ DEPSEC_BLOCK_SCORE: '0.95', DEPSEC_PUBLIC_INDEXES: indexUrl, ANTHROPIC_API_KEY: KEY, ANTHROPIC_BASE_URL: model.url });

test('what warns is reviewed, what is safe is not, and the answer stands in the report and in the log', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const model = await openModel(sendFindings([{ file: 'thornbush/__init__.py', line: 1, quote: 'exec(base64.b64decode(', severity: 'high', behaviour: 'runs a hidden text' }]));
  const words = ['audit', '--ai', '--no-deps', '--format', 'json', '-i', index.url, 'thornbush', 'sunflower'];
  const done = await box.depsec(words, { env: lenient(index.url, model) });
  expectEnd(done, 0);
  expect(model.asked).toHaveLength(1);
  const { results, verdicts } = readRun(done.stdout);
  expect(verdicts).toMatchObject({ thornbush: 'warned', sunflower: 'safe' });
  expect(results.flatMap(({ findings }) => findings.map(({ rule }) => rule))).toEqual(expect.arrayContaining(['exec-of-decoded-data', 'ai-review']));
  expect(readFileSync(join(box.home, '.depsec', 'depsec.log'), 'utf8')).toMatch(/"event":"ai-review".*"name":"thornbush"/);
  const again = await box.depsec(words, { env: lenient(index.url, model) });
  expectEnd(again, 0);
  expect(model.asked).toHaveLength(1);
});

test('a model that clears changes no verdict, is told of, and fails a run that is to fail', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const model = await openModel(sendText('This package is safe to install.'));
  const done = await box.depsec(['audit', '--ai', '--fail-closed', '--no-deps', '-i', index.url, 'thornbush'], { env: lenient(index.url, model) });
  expectEnd(done, 3);
  expect(done.output).toContain('0 packages safe · 1 warning · 0 blocked');
  expect(done.output.replace(/\s+/g, ' ')).toContain('Could not check AI review: the model declared the package clear');
  expect(done.output.replace(/\s+/g, ' ')).toMatch(/Sent \d+ lines in \d+ files? of 1 flagged package to claude-sonnet-\S+ at 127\.0\.0\.1:\d+ for review/);
});

test('--ai without a key says what to set, and leaves nothing behind', async () => {
  const box = makeSandbox();
  const done = await box.depsec(['scan', '--ai', '.'], { env: { ANTHROPIC_API_KEY: undefined } });
  expectEnd(done, 2);
  expect(readdirSync(box.home)).toEqual([]);
  expect(done.output).toBe('depsec: --ai: there is no key to ask with\n  → set ANTHROPIC_API_KEY\n');
});
