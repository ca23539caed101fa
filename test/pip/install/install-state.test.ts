import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { PlannedInstall, PlannedPackage } from '../../../src/core/journal.js';
import { parsePackageName } from '../../../src/core/name.js';
import { cleanUp } from '../../../src/pip/install/clean-up.js';
import { earlierVersions } from '../../../src/pip/install/earlier-versions.js';
import { installState } from '../../../src/pip/install/install-state.js';
import { asSha256 } from '../../../src/platform/files.js';

type Files = Readonly<Record<string, string>>;

function write(site: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(site, name)), { recursive: true });
    writeFileSync(join(site, name), text);
  }
}

/** What pip leaves of a package: files, its own marks, and a list of all of them that comes last. */
function installed(version: string, files: Files): Files {
  const info = `demo-${version}.dist-info`;
  const all: Files = { ...files, [`${info}/METADATA`]: `Name: demo\nVersion: ${version}\n`, [`${info}/INSTALLER`]: 'pip\n' };
  const rows = Object.entries(all).map(([name, text]) => `${name},sha256=${createHash('sha256').update(text).digest('base64url')},${text.length}`);
  return { ...all, [`${info}/RECORD`]: [...rows, `${info}/RECORD,,`, ''].join('\n') };
}

const OLD = installed('1.0', { 'demo/__init__.py': 'old', 'demo/gone.py': 'only in the old one' });
const NEW = installed('2.0', { 'demo/__init__.py': 'new', 'demo/more.py': 'only in the new one' });
// The wheel's own list, which pip unpacks like any other file.
const WHEELS_OWN = NEW['demo-2.0.dist-info/RECORD']?.split('\n').filter((line) => !line.includes('INSTALLER')).join('\n') ?? '';

async function planned(before: Files, more: Partial<PlannedPackage> = {}): Promise<{ readonly site: string; readonly install: PlannedInstall }> {
  const site = mkdtempSync(join(tmpdir(), 'depsec-state-'));
  write(site, before);
  const absent = ['demo', 'demo-2.0.dist-info', 'demo/more.py'].map((name) => join(site, name)).filter((path) => !existsSync(path));
  const demo: PlannedPackage = {
    name: parsePackageName('demo'), version: '2.0', sha256: asSha256('a'.repeat(64)), fileName: 'demo-2.0-py3-none-any.whl', requested: true, direct: null,
    before: await earlierVersions('demo', [site]), absent, ...more,
  };
  return { site, install: { state: 'installing', startedAt: '', runner: { pid: 1, start: null }, executable: '', label: '', prefix: site, options: {}, places: [site], packages: [demo] } };
}

const remove = (site: string, files: Files): void => { for (const name of Object.keys(files)) rmSync(join(site, name), { force: true }); };

test('an environment that pip has not touched is the old one, with and without an earlier version', async () => {
  expect(await installState((await planned(OLD)).install)).toBe('old');
  expect(await installState((await planned({})).install)).toBe('old');
});

test('an environment with every file of the plan is the new one', async () => {
  const { site, install } = await planned(OLD);
  remove(site, OLD);
  rmSync(join(site, 'demo-1.0.dist-info'), { recursive: true });
  write(site, NEW);
  expect(await installState(install)).toBe('new');
});

const broken: readonly (readonly [string, Files, (site: string) => void])[] = [
  ['the first file of a new package is there', {}, (site) => write(site, { 'demo/__init__.py': 'ne' })],
  ['a file of the old version is gone', OLD, (site) => rmSync(join(site, 'demo', 'gone.py'))],
  ['the metadata of the old version is gone', OLD, (site) => rmSync(join(site, 'demo-1.0.dist-info'), { recursive: true })],
  ['the new files are there without a list', {}, (site) => { write(site, NEW); rmSync(join(site, 'demo-2.0.dist-info', 'RECORD')); }],
  ["there is only the wheel's own list", {}, (site) => write(site, { ...NEW, 'demo-2.0.dist-info/RECORD': WHEELS_OWN })],
  ['a file of the new version has other bytes', {}, (site) => write(site, { ...NEW, 'demo/more.py': 'onl' })],
  ['old and new metadata stand side by side', OLD, (site) => write(site, NEW)],
  ['what pip set aside was not removed', OLD, (site) => renameSync(join(site, 'demo'), join(site, '~emo'))],
  ['pip set aside a folder deeper down', OLD, (site) => mkdirSync(join(site, 'demo', '~ub'))],
];

test.each(broken)('it is neither when %s', async (_, before, change) => {
  const { site, install } = await planned(before);
  change(site);
  expect(await installState(install)).toBe('half');
});

test('a dependency that still carries the mark of what was asked for by name is not finished', async () => {
  const { site, install } = await planned({}, { requested: false });
  write(site, { ...NEW, 'demo-2.0.dist-info/REQUESTED': '' });
  expect(await installState(install)).toBe('half');
});

test('one package new and the other old is neither', async () => {
  const { site, install } = await planned({});
  write(site, NEW);
  const other: PlannedPackage = { ...install.packages[0]!, name: parsePackageName('other'), before: [], absent: [join(site, 'other')] };
  expect(await installState({ ...install, packages: [...install.packages, other] })).toBe('half');
});

test('with --ignore-installed, which writes over files in their place, the bytes of the old version count', async () => {
  const { site, install } = await planned(OLD);
  const over: PlannedInstall = { ...install, options: { 'ignore-installed': [''] } };
  expect(await installState(over)).toBe('old');
  write(site, { 'demo/__init__.py': 'new' });
  expect(await installState(over)).toBe('half');
});

test('the clean-up takes what was set aside, orphans of the old version and metadata without a list, and nothing else', async () => {
  const { site, install } = await planned(OLD);
  renameSync(join(site, 'demo-1.0.dist-info'), join(site, '~emo-1.0.dist-info'));
  write(site, { 'demo-2.0.dist-info/METADATA': 'half', 'demo/more.py': 'half', 'neighbour/__init__.py': 'kept', '~eighbour/__init__.py': 'kept' });
  await cleanUp(install);
  const left = ['demo/gone.py', 'demo-2.0.dist-info', '~emo-1.0.dist-info', 'neighbour/__init__.py', '~eighbour/__init__.py'].filter((name) => existsSync(join(site, name)));
  expect(left).toEqual(['neighbour/__init__.py', '~eighbour/__init__.py']);
});

test('the clean-up leaves a complete package and an old one that pip can uninstall itself', async () => {
  const complete = await planned({});
  write(complete.site, NEW);
  await cleanUp(complete.install);
  expect(await installState(complete.install)).toBe('new');
  const old = await planned(OLD);
  await cleanUp(old.install);
  expect(await installState(old.install)).toBe('old');
});

test('a list of files that leads out of the environment removes nothing there', async () => {
  const { site, install } = await planned(OLD);
  const outside = join(mkdtempSync(join(tmpdir(), 'depsec-outside-')), 'precious');
  writeFileSync(outside, 'kept');
  rmSync(join(site, 'demo-1.0.dist-info'), { recursive: true });
  const before = [{ folder: join(site, 'demo-1.0.dist-info'), record: `${outside},,\n../../../../../../${outside},,\n` }];
  await cleanUp({ ...install, packages: install.packages.map((each) => ({ ...each, before })) });
  expect(existsSync(outside)).toBe(true);
});

test('byte code that was not written to its end asks for no repair, and goes with one', async () => {
  const { site, install } = await planned(OLD);
  const half = 'demo/__pycache__/__init__.cpython-311.pyc.140477413791280';
  write(site, { [half]: 'half', 'demo/__pycache__/__init__.cpython-311.pyc': 'whole' });
  expect(await installState(install)).toBe('old');
  await cleanUp(install);
  expect(existsSync(join(site, half))).toBe(false);
  expect(existsSync(join(site, 'demo/__pycache__/__init__.cpython-311.pyc'))).toBe(true);
});

test('so does that of a module which is a single file; what belongs to its neighbours stays', async () => {
  const { site, install } = await planned({}, { absent: [] });
  const [half, neighbours] = ['demo.cpython-311.pyc.139740954372464', 'demolition.cpython-311.pyc.139740954372464'].map((name) => `__pycache__/${name}`) as [string, string];
  write(site, { [half]: 'half', [neighbours]: 'half' });
  await cleanUp({ ...install, packages: install.packages.map((each) => ({ ...each, absent: [join(site, 'demo.py')] })) });
  expect([existsSync(join(site, half)), existsSync(join(site, neighbours))]).toEqual([false, true]);
});
