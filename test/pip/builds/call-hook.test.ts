import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { callHook, type HookPlace } from '../../../src/pip/builds/call-hook.js';
import { ownFile } from '../../../src/pip/builds/own-file.js';

const fresh = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-hook-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** A place whose build does this instead of what it was asked for. */
const placeIn = (folder: string, build: (answer: string) => void): HookPlace => ({
  title: 'acorn 1.0', name: 'acorn', walls: 'no-network', backend: 'b', backendPath: [], executable: 'python', script: 'backend.py', makes: 'wheel', folder,
  start: () => {
    build(join(folder, 'build_wheel.answer.json'));
    return Promise.resolve({ code: 0, stdout: '', stderr: '' });
  },
});
const call = { hook: 'build', arguments: [] } as const;

test('a link that an earlier build has put where the next request goes is not written through', async () => {
  const [folder, precious] = [fresh(), join(fresh(), 'precious')];
  writeFileSync(precious, 'mine');
  symlinkSync(precious, join(folder, 'build_wheel.request.json'));
  expect(await callHook(call, placeIn(folder, (answer) => writeFileSync(answer, '{"value": "a.whl"}')))).toBe('a.whl');
  expect(readFileSync(precious, 'utf8')).toBe('mine');
  expect(lstatSync(join(folder, 'build_wheel.request.json')).isFile()).toBe(true);
});

test('an answer that is a link to something outside is no answer', async () => {
  const [folder, secret] = [fresh(), join(fresh(), 'secret')];
  writeFileSync(secret, '{"value": "secret"}');
  await expect(callHook(call, placeIn(folder, (answer) => symlinkSync(secret, answer)))).rejects.toMatchObject({ code: 'build-failed', message: 'the build of acorn 1.0 left no answer' });
  await expect(callHook(call, placeIn(fresh(), () => undefined))).rejects.toThrow('left no answer');
});

test('of what a build leaves only files are taken that lie where they seem to', async () => {
  const [folder, outside] = [fresh(), fresh()];
  mkdirSync(join(folder, 'wheel'));
  writeFileSync(join(folder, 'wheel', 'a.whl'), '');
  writeFileSync(join(outside, 'b.whl'), '');
  symlinkSync(outside, join(folder, 'elsewhere'));
  symlinkSync('nowhere', join(folder, 'broken'));
  expect(existsSync(join(folder, 'elsewhere', 'b.whl'))).toBe(true);
  const asked = [['wheel', 'a.whl'], ['wheel'], ['elsewhere', 'b.whl'], ['broken'], ['none', 'x'], ['wheel', 'a.whl', 'x']];
  const found = await Promise.all(asked.map(async (parts) => (await ownFile(folder, ...parts)) !== null));
  expect(found).toEqual([true, false, false, false, false, false]);
});
