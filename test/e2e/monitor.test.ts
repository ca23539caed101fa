import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { ground, makeSandbox, openIndex } from '../support/given.js';
import { parseObject, recordsAt, stringAt } from '../support/json.js';
import { sitePackages } from '../support/runs/python.js';
import type { Sandbox } from '../support/runs/sandbox.js';
import { withoutPip } from '../support/runs/without-pip.js';

/** An environment with nothing in it, whose runs are quick. */
function emptySandbox(): Sandbox {
  const box = makeSandbox();
  withoutPip(sitePackages(box.venv, ground().python));
  return box;
}

type Json = Readonly<Record<string, unknown>>;

const linesOf = (path: string): readonly Json[] => readFileSync(path, 'utf8').trimEnd().split('\n').map(parseObject);

function start(box: Sandbox, args: readonly string[]): { readonly child: ChildProcess; readonly text: () => string } {
  const { args: words, cwd, env } = box.depsecCommand(['monitor', '--offline', ...args]);
  const child = spawn(process.execPath, [...words], { cwd, env });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { text += String(chunk); });
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, text: () => text };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => { setTimeout(resolve, 20); });
}

test('the first run is the baseline, and a file that was tampered with afterwards is told as new, once', async () => {
  const box = makeSandbox();
  const library = sitePackages(box.venv, ground().python);
  expectEnd(await box.pip(['install', '-q', '-i', (await openIndex()).url, 'petals']), 0);
  withoutPip(library);
  const out = join(box.folder, 'out.jsonl');
  const look = ['monitor', '--once', '--offline', '--json-output', out];
  const first = await box.depsec(look);
  expectEnd(first, 0);
  expect(first.stdout).toContain('First look at');
  appendFileSync(join(library, 'petals', '__init__.py'), '# changed\n');
  const second = await box.depsec(look);
  expectEnd(second, 0);
  expect(second.stdout).toMatch(/high +petals 2\.0\.0 +petals\/__init__\.py is not the file/);
  expectEnd(await box.depsec(look), 0);
  const told = linesOf(out).map((line) => recordsAt(line, 'new').map((each) => [stringAt(each, 'package'), stringAt(each, 'rule'), stringAt(each, 'cause')]));
  expect([told.length, told[0], told[2]]).toEqual([3, [], []]);
  expect(told[1]).toContainEqual(['petals', 'archive-record-mismatch', 'files-changed']);
});

test('a full disk is told, and the report is delivered by the next run', async () => {
  const box = emptySandbox();
  const out = join(box.folder, 'out.jsonl');
  const full = await box.depsec(['monitor', '--once', '--offline', '--json-output', '/dev/full']);
  expectEnd(full, 3);
  expect(full.output.replaceAll(/\s+/g, ' ')).toContain('1 report has yet to reach /dev/full: cannot write "/dev/full": no space is left. Nothing is lost');
  expectEnd(await box.depsec(['monitor', '--once', '--offline', '--json-output', out]), 0);
  expect(linesOf(out)).toHaveLength(2);
});

test('a place for reports that cannot be one is told before anything is judged', async () => {
  const box = emptySandbox();
  const lost = await box.depsec(['monitor', '--once', '--offline', '--json-output', join(box.folder, 'nowhere', 'out.jsonl')]);
  expectEnd(lost, 2);
  expect(lost.output).toContain('its folder does not exist');
  expect(lost.output).not.toContain('Analyzing');
});

test('a report that did not arrive is told by the exit code, whatever was found', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['install', '--allow-blocked', '-i', index.url, 'thornbush']), 0);
  expectEnd(await box.depsec(['monitor', '--once', '--offline']), 1);
  const lost = await box.depsec(['monitor', '--once', '--offline', '--json-output', '/dev/full']);
  expectEnd(lost, 3);
  expect(lost.output).toContain('has yet to reach /dev/full');
});

test('a monitor holds its environment against a second one, and SIGTERM ends it cleanly', async () => {
  const box = emptySandbox();
  const { child, text } = start(box, ['--interval', '3600']);
  await until(() => text().includes('First look at'));
  const second = await box.depsec(['monitor', '--once', '--offline']);
  expectEnd(second, 3);
  expect(second.stderr).toContain('another depsec monitors this environment');
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([0, null]);
  expectEnd(await box.depsec(['monitor', '--once', '--offline']), 0);
});

test('a monitor that is killed while it delivers delivers the same report again, and takes its environment back', async () => {
  const box = emptySandbox();
  const ids: (string | undefined)[] = [];
  let victim: ChildProcess | null = null;
  const server = createServer((request: IncomingMessage, response) => {
    ids.push(request.headers['x-depsec-request-id']?.toString());
    if (ids.length === 1) victim?.kill('SIGKILL');
    else response.writeHead(204).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const args = ['--webhook-url', `http://127.0.0.1:${port}/t0ken`, '--allow-private-webhook'];
  const { args: words, cwd, env } = box.depsecCommand(['monitor', '--once', ...args]);
  victim = spawn(process.execPath, [...words], { cwd, env });
  expect(await once(victim, 'close')).toEqual([null, 'SIGKILL']);
  expectEnd(await box.depsec(['monitor', '--once', ...args]), 0);
  expect([ids.length, ids[0] === ids[1]]).toEqual([2, true]);
});

test('what cannot be is refused before anything is looked at', async () => {
  const box = emptySandbox();
  for (const args of [['--interval', '0'], ['--interval', '1.5'], ['--webhook-url', 'http://127.0.0.1/'], ['--webhook-url', 'https://169.254.169.254/', '--allow-private-webhook'], ['-o', 'report.txt']]) expectEnd(await box.depsec(['monitor', '--once', ...args]), 2);
  expect(existsSync(join(box.home, '.depsec'))).toBe(false);
});
