import { mkdtempSync, readFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, type RunOptions } from '../../src/platform/spawn.js';

const folder = mkdtempSync(join(tmpdir(), 'depsec-spawn-'));
const node = (script: string, options: Partial<RunOptions> = {}) => run(process.execPath, ['-e', script], { cwd: folder, env: {}, ...options });

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A killed process whose parent has not collected it yet still has a number.
    return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};
const eventually = async (holds: () => boolean): Promise<void> => {
  const until = Date.now() + 10_000;
  while (!holds() && Date.now() < until) await new Promise((resolve) => { setTimeout(resolve, 20); });
  expect(holds()).toBe(true);
};
/** A child that starts a grandchild which ignores SIGTERM, and writes its number to `file`. */
const withGrandchild = (file: string) => `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)"], { stdio: ['ignore', 'pipe', 'ignore'] });
  child.stdout.once('data', () => require('node:fs').writeFileSync(${JSON.stringify(file)}, String(child.pid)));
  setInterval(() => {}, 1000);`;

test('exit code, both outputs and standard input pass through', async () => {
  const result = await node("process.stdin.on('data', (d) => process.stdout.write(d)); process.stdin.on('end', () => { console.error('bad'); process.exitCode = 3; })", { input: 'a|b\n' });
  expect(result).toEqual({ code: 3, signal: null, stdout: 'a|b\n', stderr: 'bad\n', isCut: false });
});

test('arguments reach the program as they are, without a shell', async () => {
  const hostile = '$(touch pwned); `id` && "\' *';
  const result = await run(process.execPath, ['-p', 'process.argv[1]', hostile], { cwd: folder, env: {} });
  expect(result.stdout.trimEnd()).toBe(hostile);
  expect(existsSync(join(folder, 'pwned'))).toBe(false);
});

test('the program sees exactly the environment it is given', async () => {
  const result = await node('console.log(JSON.stringify(process.env))', { env: { ONLY: 'this' } });
  expect(JSON.parse(result.stdout)).toEqual({ ONLY: 'this' });
});

test('a missing program is named', async () => {
  await expect(run('no-such-program-depsec', [], { cwd: folder, env: {} })).rejects.toMatchObject({ code: 'spawn-failed', message: 'cannot start "no-such-program-depsec": no such program' });
});

test('a missing working directory is not mistaken for a missing program', async () => {
  await expect(run(process.execPath, [], { cwd: join(folder, 'gone'), env: {} })).rejects.toThrow(/the folder ".*gone" does not exist/);
});

test('a NUL in an argument is a clear error', async () => {
  await expect(run(process.execPath, ['a\0b'], { cwd: folder, env: {} })).rejects.toMatchObject({ code: 'spawn-failed' });
});

test('lines arrive whole, also when they end in a carriage return or not at all', async () => {
  const lines: string[] = [];
  await node("process.stdout.write('é1\\r\\ntwo\\rthree\\n\\nlast')", { onStdoutLine: (line) => lines.push(line) });
  expect(lines).toEqual(['é1', 'two', 'three', '', 'last']);
});

test('of a flood only the beginning and the end are kept', async () => {
  const result = await node("console.log('first'); for (let i = 0; i < 20000; i++) console.log('x'.repeat(50)); console.log('last')", { maxOutputBytes: 1_000 });
  expect(result.isCut).toBe(true);
  expect(result.stdout.length).toBeLessThan(1_100);
  expect(result.stdout).toMatch(/^first\n[^]*\n\[\d+ bytes left out\]\n[^]*last\n$/);
});

test('a program that does not read its input is no error', async () => {
  const result = await node('process.exit(0)', { input: 'x'.repeat(5_000_000) });
  expect(result.code).toBe(0);
});

test('a time limit stops the program and says so', async () => {
  await expect(node('setInterval(() => {}, 1000)', { timeoutMs: 300 })).rejects.toMatchObject({ code: 'spawn-failed', message: expect.stringContaining('did not finish within 300 ms') });
});

test('an abort ends the whole tree, also what ignores SIGTERM, and rejects with its reason', async () => {
  const file = join(folder, 'aborted');
  const abort = new AbortController();
  const running = node(withGrandchild(file), { signal: abort.signal });
  await eventually(() => existsSync(file) && readFileSync(file, 'utf8') !== '');
  const grandchild = Number(readFileSync(file, 'utf8'));
  expect(isAlive(grandchild)).toBe(true);
  abort.abort(new Error('stop it'));
  await expect(running).rejects.toThrow('stop it');
  await eventually(() => !isAlive(grandchild));
});

test('nothing left in the background outlives the call or holds it up', async () => {
  const result = await node(`
    const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    console.log(child.pid); child.unref();`);
  expect(result.code).toBe(0);
  await eventually(() => !isAlive(Number(result.stdout)));
});

test('when depsec itself exits, what it started goes too', async () => {
  const file = join(folder, 'exited');
  const { buildSync } = await import('esbuild');
  const bundle = join(folder, 'spawn.mjs');
  buildSync({ entryPoints: ['src/platform/spawn.ts'], bundle: true, platform: 'node', format: 'esm', outfile: bundle });
  const script = `import(${JSON.stringify(bundle)}).then(({ run }) => { run(process.execPath, ['-e', ${JSON.stringify(withGrandchild(file))}], { cwd: '.', env: {} }); const t = setInterval(() => require('node:fs').existsSync(${JSON.stringify(file)}) && process.exit(0), 20); })`;
  expect((await node(script)).code).toBe(0);
  await eventually(() => !isAlive(Number(readFileSync(file, 'utf8'))));
});
