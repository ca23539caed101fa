import { expect, test } from 'vitest';
import archiveInstallsElsewhere from '../../../src/rules/archive-installs-elsewhere.js';
import writesSystemPaths from '../../../src/rules/writes-system-paths.js';
import { analysedSdist, pyproject, type Files } from './trees.js';

const told = async (files: Files): Promise<readonly string[]> => (await analysedSdist(files, { archiveInstallsElsewhere, writesSystemPaths })).findings.map(({ severity }) => severity);
// Enough modules for a package that is not tiny.
const MODULES = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`garden/part${index}.py`, `VALUE = ${index}\n`]));
const setup = (folder: string): Files => ({ ...MODULES, 'setup.py': `from setuptools import setup\nsetup(data_files=[("${folder}", ["garden"])])\n` });

test.each<[string, Files]>([
  ['setup()', setup('/etc/cron.d')],
  ['setup(), below the environment', setup('etc/cron.d')],
  ['a list that setup() is given', { 'setup.py': 'from setuptools import setup\nfiles = []\nfiles.append(("/etc/profile.d", ["garden.sh"]))\nsetup(data_files=files)\n', ...MODULES }],
  ['setup.cfg', { 'setup.cfg': '[options.data_files]\netc/cron.d =\n  cron/garden\n' }],
  ['setup.cfg for pbr', { 'setup.cfg': '[files]\ndata_files =\n  etc/cron.d = cron/*\n' }],
  ['pyproject.toml for setuptools', { 'pyproject.toml': pyproject('setuptools.build_meta', '[tool.setuptools.data-files]\n"etc/cron.d" = ["cron/garden"]\n') }],
  ['pyproject.toml for hatch', { 'pyproject.toml': pyproject('hatchling.build', '[tool.hatch.build.targets.wheel.shared-data]\n"cron/garden" = "etc/cron.d/garden"\n') }],
  ['hatch.toml', { 'hatch.toml': '[build.targets.wheel.shared-data]\n"cron/garden" = "etc/cron.d/garden"\n' }],
])('a file warns that is put where something runs it by %s', async (_, files) => {
  expect(await told(files)).toEqual(['medium']);
});

test.each<[string, Files]>([
  ['a menu', setup('share/applications')],
  ['units of systemd that nobody has switched on', setup('share/systemd/user')],
  ['settings of its own', setup('/etc/garden')],
  ['a menu, by setup.cfg', { 'setup.cfg': '[options.data_files]\nshare/applications = garden.desktop\n' }],
])('a file for %s is no finding', async (_, files) => {
  expect(await told(files)).toEqual([]);
});

test('in the folder that the home of whoever installs starts programs from it is blocked where it is most of the package', async () => {
  const text = 'import os\nfrom setuptools import setup\nsetup(data_files=[(os.path.expanduser("~/.config/autostart"), ["garden.desktop"])])\n';
  expect(await told({ 'setup.py': text })).toEqual(['critical']);
  expect(await told({ 'setup.py': text, ...MODULES })).toEqual(['medium']);
});
