import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { installationOf } from '../../src/installed/installation.js';
import { readInstallation, type InstalledLibraries } from '../../src/installed/read-installation.js';

const LIBRARY = 'lib/python3.11/site-packages';

interface Conda {
  readonly put: (path: string, text?: string) => void;
  /** A Python package with the direct_url.json of the folder that it was built in, as the packages of conda have it. */
  readonly putPackage: (name: string, directUrl?: object) => void;
  /** A record of conda-meta (conda's documentation, "Package metadata"): what it took from where, and where its files lie. */
  readonly putRecord: (name: string, channel: string) => void;
  readonly read: () => InstalledLibraries;
}

const BUILT = { url: 'file:///home/conda/feedstock_root/build_artifacts/x/work', dir_info: {} };

/** An environment as conda lays it out: no pyvenv.cfg, one prefix, records in conda-meta. */
function condaEnvironment(): Conda & { readonly root: string } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'depsec-conda-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const put = (path: string, text = ''): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  put('conda-meta/history', '==> 2026-06-01 12:00:00 <==\n');
  put('bin/python3.11');
  symlinkSync('python3.11', join(root, 'bin/python'));
  return {
    root, put,
    putPackage(name, directUrl = BUILT) {
      put(`${LIBRARY}/${name}/__init__.py`);
      put(`${LIBRARY}/${name}-1.0.dist-info/METADATA`, `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n\n`);
      put(`${LIBRARY}/${name}-1.0.dist-info/RECORD`, `${name}/__init__.py,,\n`);
      put(`${LIBRARY}/${name}-1.0.dist-info/INSTALLER`, 'conda');
      put(`${LIBRARY}/${name}-1.0.dist-info/direct_url.json`, JSON.stringify(directUrl));
    },
    putRecord(name, channel) {
      const files = [`${LIBRARY}/${name}/__init__.py`, `${LIBRARY}/${name}-1.0.dist-info/METADATA`];
      put(`conda-meta/${name}-1.0-pyhd8ed1ab_0.json`, JSON.stringify({ build: 'pyhd8ed1ab_0', build_number: 0, channel, files, name, version: '1.0', subdir: 'noarch', link: { source: '/pkgs/x', type: 1 }, paths_data: { paths_version: 1, paths: files.map((path) => ({ _path: path, path_type: 'hardlink' })) } }));
    },
    read: () => readInstallation(installationOf(join(root, 'bin/python'), { platform: 'linux', home: null })),
  };
}

const origins = ({ libraries }: InstalledLibraries): Readonly<Record<string, boolean | undefined>> =>
  Object.fromEntries(libraries.flatMap(({ packages }) => packages.map(({ distribution }) => [distribution?.name ?? '', distribution?.isFromIndex])));

test('a conda environment has the library of its prefix, and its version', () => {
  const { root, putPackage } = condaEnvironment();
  putPackage('rose');
  expect(installationOf(join(root, 'bin/python'), { platform: 'linux', home: null })).toEqual({ prefix: root, version: '3.11', libraries: [join(root, LIBRARY)] });
});

test.each([
  ['https://conda.channels.invalid/conda-forge/noarch', true],
  ['https://mirror.invalid/pkgs/main/linux-64', true],
  ['defaults', true],
  ['https://packages.invalid/conda-forge-of-ours/noarch', false],
  ['https://packages.invalid/t/token/private/linux-64', false],
])('what conda took from %s counts as from an index: %s, whatever folder it was built in', (channel, isFromIndex) => {
  const conda = condaEnvironment();
  conda.putPackage('rose');
  conda.putRecord('rose', channel);
  expect(origins(conda.read())).toEqual({ rose: isFromIndex });
});

test('what conda has no record of, or what is worked on here, is as its own files say', () => {
  const conda = condaEnvironment();
  conda.putPackage('local');
  conda.putPackage('mine', { url: 'file:///home/me/mine', dir_info: { editable: true } });
  conda.putRecord('mine', 'conda-forge');
  expect(origins(conda.read())).toEqual({ local: false, mine: false });
});

test('a record that cannot be read is told, and the others count', () => {
  const conda = condaEnvironment();
  conda.putPackage('rose');
  conda.putRecord('rose', 'conda-forge');
  conda.put('conda-meta/broken-1.0-0.json', '{ "name": ');
  const read = conda.read();
  expect(origins(read)).toEqual({ rose: true });
  expect(read.unreadable).toEqual([{ path: join(conda.root, 'conda-meta/broken-1.0-0.json'), why: expect.stringContaining('no record of conda') }]);
});
