import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { fixture, makeSandbox, openIndex } from '../support/given.js';
import { writeTree } from '../support/repository.js';
import { putSdist, putWheel } from '../support/sources.js';
import type { Finished } from '../support/runs/run-process.js';
import type { Sandbox } from '../support/runs/sandbox.js';

// What must be seen depends on what this machine has; both ways are asserted, each where it holds.
const TRIAL = ['--unshare-net', '--unshare-pid', '--ro-bind', '/', '/', '--proc', '/proc', '--dev', '/dev', 'true'];
const hasBubblewrap = spawnSync('bwrap', TRIAL, { env: { PATH: '/usr/bin:/bin' } }).status === 0;
const WALLED = 'builds run in a sandbox (bubblewrap): no network';
const OPEN = /builds run without a sandbox: (?:bubblewrap is not installed|bubblewrap does not work here \(.*\)|there is none for this system)/;

/** As a user has it who says nothing about sandboxes. */
const usual = { DEPSEC_SANDBOX: undefined };
const files = (box: Sandbox): string => join(box.folder, 'files');
const callsOut = (url: string): string => `import urllib.request; urllib.request.urlopen(${JSON.stringify(`${url}/simple/petals/`)}).read()`;
/** What it said, without the breaks of lines. */
const said = (done: Finished): string => done.output.replace(/\s+/g, ' ');
const writes = (path: string): string => `open(${JSON.stringify(path)}, "w").write("x")`;

test('a build that asks for the network gets none in a sandbox, and is told how to get it', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const caller = await openIndex({ files: [putSdist(files(box), 'caller', { hookCode: callsOut(index.url) })] });
  const done = await box.depsec(['install', '-i', caller.url, 'caller'], { env: usual });
  const seen = { code: done.code, installed: box.installed(), reached: index.requests.length > 0, isSaid: hasBubblewrap ? said(done).includes('it asked for the network') && said(done).includes('--build-network caller') : OPEN.test(said(done)) };
  expect(seen).toEqual({ code: hasBubblewrap ? 3 : 0, installed: hasBubblewrap ? [] : ['caller==1.0.0'], reached: !hasBubblewrap, isSaid: true });
});

test('a build that is let out by name has the network, and it is said', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const caller = await openIndex({ files: [putSdist(files(box), 'caller', { hookCode: callsOut(index.url) })] });
  const done = await box.depsec(['install', '--build-network', 'Caller', '-i', caller.url, 'caller'], { env: usual });
  expectEnd(done, 0);
  expect(index.requests.length).toBeGreaterThan(0);
  expect(said(done)).toMatch(hasBubblewrap ? `${WALLED}, save for caller` : OPEN);
  expect(box.installed()).toEqual(['caller==1.0.0']);
});

test('a build in a sandbox cannot write into the home, and leaves nothing there', async () => {
  const box = makeSandbox();
  const marker = join(box.home, 'MARKER');
  const index = await openIndex({ files: [putSdist(files(box), 'writer', { hookCode: writes(marker) })] });
  const done = await box.depsec(['install', '-i', index.url, 'writer'], { env: usual });
  const isSaid = hasBubblewrap ? said(done).includes('it tried to write outside its own folder') : OPEN.test(said(done));
  expect({ code: done.code, isLeft: existsSync(marker), installed: box.installed(), isSaid }).toEqual({ code: hasBubblewrap ? 3 : 0, isLeft: !hasBubblewrap, installed: hasBubblewrap ? [] : ['writer==1.0.0'], isSaid: true });
});

test('whatever a build in a sandbox does to files outside its tree, or leaves running, nothing of it is left', async () => {
  const box = makeSandbox();
  const secret = box.write('secret.txt', 'hidden');
  const outside = [join(box.cwd, 'MARKER'), join(box.folder, 'MARKER'), join(box.home, '.depsec', 'MARKER'), join(box.venv, 'MARKER')];
  const code = [
    'import subprocess, sys',
    ...outside.map((path) => `    try: ${writes(path)}\n    except OSError: pass`),
    `    readable = os.path.exists(${JSON.stringify(secret)})`,
    '    open("seen.txt", "w").write(str(readable))',
    `    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(0.5); ${writes(outside[0] ?? '').replaceAll('"', '\\"')}"], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)`,
    '    assert not readable or os.environ.get("SEES")',
  ].join('\n');
  const index = await openIndex({ files: [putSdist(files(box), 'spreader', { hookCode: code })] });
  const done = await box.depsec(['install', '-i', index.url, 'spreader'], { env: usual });
  await new Promise((resolve) => { setTimeout(resolve, 1_000); });
  expect({ code: done.code, left: outside.some((path) => existsSync(path)) }).toEqual(hasBubblewrap ? { code: 0, left: false } : { code: 3, left: true });
});

test('a chain of sources builds in a sandbox, and it is named once', async () => {
  const box = makeSandbox();
  const index = await openIndex({ files: [putSdist(files(box), 'outer', { requires: ['inner'], hookCode: 'import inner' }), putSdist(files(box), 'inner')] });
  const done = await box.depsec(['install', '-i', index.url, 'outer'], { env: usual });
  expectEnd(done, 0);
  expect(said(done).match(/builds run/g)).toHaveLength(1);
  expect(said(done)).toMatch(hasBubblewrap ? WALLED : OPEN);
});

// pip fills environments outside of the sandbox. One that is filled a second time would run there what the first filling has laid into it.
test('code that a build requirement runs whenever an interpreter starts (.pth) runs in the build alone, also where the backend asks for more', async () => {
  const box = makeSandbox();
  const seen = join(box.folder, 'seen.txt');
  const hook = `import os; open(${JSON.stringify(seen)}, "a").write("build\\n" if "PYTHONPYCACHEPREFIX" in os.environ else "outside\\n")\n`;
  const starter = putWheel(files(box), 'starter', { 'starter.pth': hook, 'starter.py': '' });
  const backendCode = 'def get_requires_for_build_wheel(config_settings=None):\n    return ["petals"]\n';
  const asking = putSdist(files(box), 'asking', { requires: ['starter'], backendCode, hookCode: 'import starter, petals' });
  const index = await openIndex({ files: [starter, asking, fixture('petals', '2.0.0')] });
  expectEnd(await box.depsec(['install', '--allow-blocked', '-i', index.url, 'asking']), 0);
  expect(box.installed()).toEqual(['asking==1.0.0']);
  expect(new Set(readFileSync(seen, 'utf8').trimEnd().split('\n'))).toEqual(new Set(['build']));
});

test('the build of -e writes into its folder, but neither into the repository nor into an environment there', async () => {
  const box = makeSandbox();
  const venv = box.addVenv('work/rooted/.venv');
  const rooted = join(box.cwd, 'rooted');
  const inside = [join(rooted, '.git', 'hooks', 'pre-commit'), join(venv, 'MARKER')];
  mkdirSync(join(rooted, '.git', 'hooks'), { recursive: true });
  const backendCode = ['open("made-here.txt", "w").close()', ...inside.map((path) => `try: ${writes(path)}\nexcept OSError: pass`)].join('\n');
  writeTree(rooted, 'rooted', { backendCode });
  // Code that writes hooks is blocked by itself; what keeps it out when somebody insists is the sandbox.
  expectEnd(await box.depsec(['install', '--allow-blocked', '--no-build-isolation', '--no-index', '-e', rooted], { env: usual, venv }), 0);
  expect(existsSync(join(rooted, 'made-here.txt'))).toBe(true);
  expect(inside.map((path) => existsSync(path))).toEqual(hasBubblewrap ? [false, false] : [true, true]);
});

test('a bubblewrap that does not work is told of and done without, unless a sandbox is required', async () => {
  const box = makeSandbox();
  const fake = join(box.folder, 'fake');
  mkdirSync(fake);
  writeFileSync(join(fake, 'bwrap'), '#!/bin/sh\necho "bwrap: No permissions to create a new namespace" >&2\nexit 1\n');
  chmodSync(join(fake, 'bwrap'), 0o755);
  const index = await openIndex();
  const env = { ...usual, PATH: [fake, '/usr/bin', '/bin'].join(':') };
  const required = await box.depsec(['install', '--sandbox', 'require', '-i', index.url, 'acorn-source'], { env });
  expectEnd(required, 3);
  expect(said(required)).toContain('the sandbox that builds require is missing');
  expect(said(required)).toContain('--sandbox off');
  expect(box.installed()).toEqual([]);
  const automatic = await box.depsec(['install', '-i', index.url, 'acorn-source'], { env });
  expectEnd(automatic, 0);
  expect(said(automatic)).toMatch(OPEN);
  expect(box.installed()).toEqual(['acorn-source==1.0.0']);
});

test.each([
  [['--sandbox', 'perhaps'], '--sandbox: expected one of auto, require, off'],
  [['--build-network', '../x'], 'not a package name'],
])('%j is refused', async (args, message) => {
  const done = await makeSandbox({ venv: false }).depsec(['install', ...args, 'acorn']);
  expectEnd(done, 2);
  expect(said(done)).toContain(message);
});
