import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { prepareBuilds, type BuildSettings, type Builds } from '../../../src/app/programs/builds.js';
import { readEnvironment } from '../../../src/config/environment.js';

interface Stage {
  readonly folder: string;
  readonly calls: () => readonly string[];
  readonly builds: (more?: Partial<BuildSettings>) => Builds;
  readonly open: (builds: Builds, name?: string) => ReturnType<Builds['open']>;
}

// Notes how it was called, and starts what stands behind `--` as bubblewrap would.
const works = (log: string): string => `#!/bin/sh\n[ "$1" = --version ] && exit 0\necho "$*" >> '${log}'\nwhile [ "$1" != "--" ]; do shift; done\nshift\nexec "$@"\n`;
const REFUSES = '#!/bin/sh\necho "bwrap: no namespaces" >&2\nexit 1\n';

/** A machine whose bubblewrap is this script; null for none. */
function machine(script: ((log: string) => string) | string | null): Stage {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-builds-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [bin, log] = [join(folder, 'bin'), join(folder, 'calls.txt')];
  mkdirSync(bin);
  mkdirSync(join(folder, 'tmp'));
  writeFileSync(log, '');
  if (script !== null) {
    writeFileSync(join(bin, 'bwrap'), typeof script === 'string' ? script : script(log));
    chmodSync(join(bin, 'bwrap'), 0o755);
  }
  const environment = readEnvironment({ PATH: bin, HOME: '/home/me', GITHUB_TOKEN: 'secret', HTTPS_PROXY: 'http://proxy.invalid', CFLAGS: '-O1' }, { platform: 'linux', accountHome: null });
  const site = { name: 'acorn', project: folder, tree: folder, folder, temporary: join(folder, 'tmp'), readable: [], prefixes: [] };
  return {
    folder,
    calls: () => readFileSync(log, 'utf8').split('\n').filter((line) => line !== ''),
    builds: (more = {}) => prepareBuilds({ environment, mode: 'auto', withNetwork: [], cwd: folder, signal: new AbortController().signal, ...more }),
    open: (builds, name = 'acorn') => builds.open({ ...site, name }, () => undefined),
  };
}

const said = (builds: Builds): readonly string[] => builds.notices().map(({ text }) => text);
const printEnvironment = '/usr/bin/env';

test('bubblewrap is tried once for all builds of a run, and named once', async () => {
  const { builds, open, calls } = machine(works);
  const ours = builds();
  const [one, two] = [await open(ours), await open(ours, 'beech')];
  expect(calls()).toHaveLength(1);
  expect([one.walls, two.walls]).toEqual(['no-network', 'no-network']);
  expect(said(ours)).toEqual(['builds run in a sandbox (bubblewrap): no network']);
});

test('each program of a build starts inside', async () => {
  const { builds, open, calls, folder } = machine(works);
  const { start } = await open(builds());
  expect((await start('/bin/sh', ['-c', 'echo inside'], {})).stdout).toBe('inside\n');
  expect(calls()).toMatchObject({ length: 2, 1: expect.stringMatching(new RegExp(`--unshare-net .*--chdir ${folder} -- /bin/sh -c echo inside$`)) });
});

test('in a sandbox caches have a place of their own, and secrets stay outside with or without one', async () => {
  for (const script of [works, null]) {
    const { builds, open, folder } = machine(script);
    const { start } = await open(builds());
    const { stdout } = await start(printEnvironment, [], { MORE: 'yes' });
    expect(stdout).toMatch(/^CFLAGS=-O1$/m);
    expect(stdout).toMatch(/^MORE=yes$/m);
    expect(stdout).not.toMatch(/TOKEN|PROXY/);
    expect(stdout.includes(`CARGO_HOME=${folder}/tmp/cargo`)).toBe(script !== null);
  }
});

test('a build that is let out has the network and its proxies, the others have not, and it is named', async () => {
  const { builds, open, calls } = machine(works);
  const ours = builds({ withNetwork: ['Acorn', 'never-built'] });
  const [allowed, other] = [await open(ours), await open(ours, 'beech')];
  expect((await allowed.start(printEnvironment, [], {})).stdout).toContain('HTTPS_PROXY=http://proxy.invalid');
  expect((await other.start(printEnvironment, [], {})).stdout).not.toContain('PROXY');
  expect(calls().map((call) => call.includes('--unshare-net'))).toEqual([true, false, true]);
  expect([allowed.walls, other.walls]).toEqual(['network', 'no-network']);
  expect(said(ours)).toEqual(['builds run in a sandbox (bubblewrap): no network, save for acorn']);
});

test.each([
  [null, 'bubblewrap is not installed'],
  [REFUSES, 'bubblewrap does not work here (bwrap: no namespaces)'],
])('without a bubblewrap that works, builds run and it is said why (%#)', async (script, why) => {
  const { builds, open } = machine(script);
  const ours = builds();
  const { start, walls } = await open(ours);
  expect((await start('/bin/sh', ['-c', 'echo built'], {})).stdout).toBe('built\n');
  expect(walls).toBe('none');
  expect(said(ours)).toEqual([`builds run without a sandbox: ${why}`]);
});

test.each([
  [null, /^acorn has to be built, and the sandbox that builds require is missing: bubblewrap is not installed$/],
  [REFUSES, /missing: bubblewrap does not work here \(bwrap: no namespaces\)$/],
])('where one is required nothing is built without (%#)', async (script, message) => {
  const { builds, open } = machine(script);
  await expect(open(builds({ mode: 'require' }))).rejects.toMatchObject({ code: 'no-sandbox', message: expect.stringMatching(message), hint: expect.stringContaining('--sandbox off') });
});

test('a sandbox that is switched off is not even tried', async () => {
  const { builds, open, calls } = machine(works);
  const ours = builds({ mode: 'off' });
  expect((await open(ours)).walls).toBe('none');
  expect(calls()).toEqual([]);
  expect(said(ours)).toEqual(['builds run without a sandbox: it is switched off']);
});

test('as long as nothing is built nothing is tried or said', () => {
  const { builds, calls } = machine(works);
  expect(said(builds())).toEqual([]);
  expect(calls()).toEqual([]);
});

test('--build-network takes names of packages only', () => {
  const { builds } = machine(null);
  expect(() => builds({ withNetwork: ['../x'] })).toThrow('not a package name');
});
