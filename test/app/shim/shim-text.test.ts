import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { shimText, type ShimTarget } from '../../../src/app/shim/shim-text.js';

function run(target: Partial<ShimTarget>, args: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "it's a shim $HOME "));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const entry = join(folder, "depsec's.js");
  writeFileSync(entry, 'process.stdout.write(JSON.stringify(process.argv.slice(2))); process.exitCode = 7;');
  writeFileSync(join(folder, 'pip'), shimText({ node: process.execPath, entry, python: "/v v/o'python", kept: '/v/.depsec-shim', ...target }, 'linux'), { mode: 0o755 });
  return spawnSync(join(folder, 'pip'), args, { encoding: 'utf8', env: { PATH: '/nowhere' } });
}

test('a shim hands every word on as it is, whatever signs its own paths hold, and returns the exit code', () => {
  const words = ['install', 'a b', '$(touch x)', "it's", '', '*'];
  const done = run({}, words);
  expect(done.stderr).toBe('');
  expect(JSON.parse(done.stdout)).toEqual(['--as-pip-of', "/v v/o'python", ...words]);
  expect(done.status).toBe(7);
});

test.each([{ entry: '/gone/depsec.js' }, { node: '/gone/node' }])('a shim whose depsec is gone says so and how to go on: %j', (target) => {
  const done = run(target, ['list']);
  expect(done.status).toBe(3);
  expect(done.stdout).toBe('');
  expect(done.stderr).toContain('is gone from');
  expect(done.stderr).toContain('-m pip');
  expect(done.stderr).toContain('/v/.depsec-shim');
});

test('on Windows a shim is a batch file in which no percent sign is taken for a variable', () => {
  const text = shimText({ node: String.raw`C:\node 100%\node.exe`, entry: String.raw`C:\d\depsec.js`, python: String.raw`C:\v\Scripts\python.exe`, kept: String.raw`C:\v\.depsec-shim` }, 'win32');
  expect(text).toContain(String.raw`"C:\node 100%%\node.exe" "C:\d\depsec.js" --as-pip-of "C:\v\Scripts\python.exe" %*`);
  expect(text.split('\r\n').filter((line) => line.includes('\n'))).toEqual([]);
});
