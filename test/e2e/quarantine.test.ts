import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { putFile, type IndexFile } from '../support/garden.js';
import { fixture, makeSandbox, openIndex } from '../support/given.js';
import { parseObject } from '../support/json.js';
import { runProcess, type Finished } from '../support/runs/run-process.js';
import type { Sandbox } from '../support/runs/sandbox.js';
import { putSdist } from '../support/sources.js';
import { buildWheel } from '../support/archives/wheel.js';
import { writeZip } from '../support/archives/zip-writer.js';

const HIGH = [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N' }];

const advisory = (id: string, name: string): object => ({
  id, modified: new Date().toISOString(), ...(id.startsWith('MAL') ? {} : { severity: HIGH }),
  affected: [{ package: { ecosystem: 'PyPI', name }, versions: ['1.0.0'] }],
});

interface Garden {
  readonly box: Sandbox;
  readonly learn: (id: string, name: string) => Promise<void>;
  readonly install: (...names: readonly string[]) => Promise<Finished>;
  readonly quarantine: (...words: readonly string[]) => Promise<Finished>;
  /** The single entry, on disk. */
  readonly entry: () => string;
}

/** A user whose policy sets aside what a severe advisory names, an index, and an advisory for `thistle`. */
async function garden(files: (folder: string) => readonly IndexFile[]): Promise<Garden> {
  const box = makeSandbox();
  const index = await openIndex({ files: [...files(join(box.folder, 'files')), fixture('petals', '2.0.0')] });
  mkdirSync(join(box.home, '.depsec'), { mode: 0o700 });
  writeFileSync(join(box.home, '.depsec', 'config.toml'), '[severity_actions]\nhigh = "quarantine"\n', { mode: 0o600 });
  const env = { DEPSEC_PUBLIC_INDEXES: index.url, PIP_INDEX_URL: index.url };
  const known: object[] = [];
  const learn = async (id: string, name: string): Promise<void> => {
    known.push(advisory(id, name));
    writeFileSync(join(box.cwd, 'all.zip'), writeZip(known.map((record, at) => ({ name: `${at}.json`, data: Buffer.from(JSON.stringify(record)) }))));
    expectEnd(await box.depsec(['update-db', '--offline', '--from', 'all.zip'], { env }), 0);
  };
  await learn('PYSEC-2026-1', 'thistle');
  const folder = join(box.home, '.depsec', 'quarantine');
  return {
    box, learn,
    install: (...names) => box.depsec(['install', ...names], { env }),
    quarantine: (...words) => box.depsec(['quarantine', ...words], { env }),
    entry: () => join(folder, readdirSync(folder)[0] ?? 'none'),
  };
}

const wheel = (folder: string, name: string, requires: readonly string[] = []): IndexFile => {
  const release = { name, version: '1.0.0', requires, files: { [`${name}/__init__.py`]: `"""${name}."""\nNAME = "${name}"\n` } };
  return putFile(folder, buildWheel(release), release);
};

const flat = ({ output }: Finished): string => output.replace(/\s+/g, ' ');

const acts = ({ home }: Sandbox): readonly unknown[] =>
  readFileSync(join(home, '.depsec', 'depsec.log'), 'utf8').trimEnd().split('\n').map(parseObject).filter(({ event }) => event === 'quarantine').map(({ act, reasons }) => [act, reasons]);

test('what policy sets aside is kept and left out; it comes out by force and with a reason, and the log tells every act', async () => {
  const { box, install, quarantine } = await garden((folder) => [wheel(folder, 'thistle')]);
  const done = await install('thistle', 'petals');
  expectEnd(done, 1);
  expect(flat(done)).toContain('thistle 1.0.0 was set aside: depsec quarantine inspect thistle');
  expect(flat(done)).toContain('Installed 1 package; 1 left out.');
  expect(box.installed()).toEqual(['petals==2.0.0']);

  const shown = await quarantine('inspect', 'thistle', '--venv', 'glass-house');
  expectEnd(shown, 0);
  for (const text of ['PYSEC-2026-1: high vulnerability', 'to be set aside (quarantine)', 'thistle/__init__.py', 'depsec quarantine release thistle 1.0.0', 'Nothing of it has run']) expect(flat(shown)).toContain(text);
  const used = await runProcess(join(box.cwd, 'glass-house', 'bin', 'python'), ['-c', 'import thistle, sys; print(thistle.NAME, len(sys.path) > 1)'], { cwd: box.cwd, env: {} });
  expect(used).toMatchObject({ code: 0, stdout: 'thistle True\n' });

  // Refused, so that the log knows of one unpacking.
  expectEnd(await quarantine('inspect', 'thistle', '--venv', 'glass-house'), 2);
  expect(acts(box).filter((act) => JSON.stringify(act).includes('unpacked'))).toHaveLength(1);

  const again = await quarantine('release', 'thistle');
  expectEnd(again, 1);
  expect(flat(again)).toContain('thistle 1.0.0 stays in quarantine.');
  expectEnd(await quarantine('release', 'thistle', '--force'), 2);
  expect(box.installed()).toEqual(['petals==2.0.0']);
  const forced = await quarantine('release', 'thistle', '--force', '--reason', 'the flawed part is not used');
  expectEnd(forced, 0);
  expect(flat(forced)).toContain('was installed anyway (quarantine release --force: the flawed part is not used)');
  expect(box.installed()).toEqual(['petals==2.0.0', 'thistle==1.0.0']);
  // As if the index had served it.
  expect((await box.pip(['freeze'])).stdout).toContain('thistle==1.0.0');
  expect((await quarantine('list')).output).toContain('Nothing is in quarantine.');
  expect(acts(box).map((act) => JSON.stringify(act)).join('\n')).toMatch(/set aside.*\n.*unpacked.*glass-house.*\n.*release asked for.*\n.*release asked for.*the flawed part is not used.*\n.*"released"/);
});

test('nothing is installed when something else needs what was set aside', async () => {
  const { box, install, quarantine } = await garden((folder) => [wheel(folder, 'thistle'), wheel(folder, 'bouquet', ['thistle'])]);
  const done = await install('bouquet', 'petals');
  expectEnd(done, 1);
  expect(flat(done)).toContain('nothing is installed, since what was set aside is needed: bouquet needs thistle');
  expect(box.installed()).toEqual([]);
  const listed = await quarantine('list', '--format', 'json');
  expect(parseObject(listed.stdout)).toMatchObject({ entries: [{ name: 'thistle', version: '1.0.0', state: 'intact', verdict: 'blocked' }], unreadable: [] });
});

test('no command runs a line of a source package in quarantine, and a changed one is told and never installed', async () => {
  const { box, install, quarantine, entry } = await garden((folder) => [putSdist(folder, 'thistle', { backendCode: `open(${JSON.stringify(join(folder, 'MARKER'))}, "a").write("ran")` })]);
  const marker = join(box.folder, 'files', 'MARKER');
  expectEnd(await install('thistle'), 1);
  expectEnd(await quarantine('list'), 0);
  expectEnd(await quarantine('inspect', 'thistle'), 0);
  expectEnd(await quarantine('inspect', 'thistle', '1.0.0', '--venv', 'glass-house'), 0);
  expect(existsSync(join(box.cwd, 'glass-house', 'not-in-effect', 'source'))).toBe(true);
  expectEnd(await quarantine('release', 'thistle'), 1);

  appendFileSync(join(entry(), 'file'), 'more');
  expect((await quarantine('list')).output).toContain('CHANGED');
  for (const words of [['inspect', 'thistle'], ['release', 'thistle', '--force', '--reason', 'looked at']]) {
    const done = await quarantine(...words);
    expectEnd(done, 3);
    expect(flat(done)).toContain('is not the file that was judged');
  }
  expectEnd(await quarantine('remove', 'thistle'), 0);
  expect((await quarantine('list')).output).toContain('Nothing is in quarantine.');
  expect([existsSync(marker), box.installed()]).toEqual([false, []]);
  // The same file, built: it would have left the marker.
  expectEnd(await install('--allow-blocked', 'thistle'), 0);
  expect(existsSync(marker)).toBe(true);
});

test('what a new advisory calls malware is never released', async () => {
  const { box, learn, install, quarantine } = await garden((folder) => [wheel(folder, 'thistle')]);
  expectEnd(await install('thistle'), 1);
  await learn('MAL-2026-1', 'thistle');
  for (const words of [[], ['--force', '--reason', 'I study it']]) {
    const done = await quarantine('release', 'thistle', ...words);
    expectEnd(done, 1);
    expect(flat(done)).toContain('MAL-2026-1');
    expect(flat(done)).toContain('stays in quarantine');
  }
  expect(box.installed()).toEqual([]);
});

test('force lets in that one file and nothing that comes along; what passes by a new policy needs no force', async () => {
  const { box, learn, install, quarantine } = await garden((folder) => [wheel(folder, 'thistle', ['thornbush']), wheel(folder, 'nettle'), fixture('thornbush', '1.0.0')]);
  await learn('PYSEC-2026-2', 'nettle');
  expectEnd(await install('--one-pass', 'thistle', 'nettle'), 1);
  const forced = await quarantine('release', 'thistle', '--force', '--reason', 'looked at');
  expectEnd(forced, 1);
  expect(flat(forced)).toContain('thistle 1.0.0 stays in quarantine.');
  expect(box.installed()).toEqual([]);
  writeFileSync(join(box.home, '.depsec', 'config.toml'), '[severity_actions]\nhigh = "alert"\n', { mode: 0o600 });
  expectEnd(await quarantine('release', 'nettle'), 0);
  expect(box.installed()).toEqual(['nettle==1.0.0']);
});
