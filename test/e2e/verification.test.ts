import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { assert, expect, test } from 'vitest';
import type { Cleared } from '../../src/core/decision.js';
import { compareInstalled } from '../../src/pip/install/compare.js';
import { wheelContents } from '../../src/pip/install/wheel-contents.js';
import { clearedFile } from '../support/cleared-file.js';
import { expectEnd } from '../support/expectations.js';
import { fixture, ground, makeSandbox, openIndex } from '../support/given.js';
import { sitePackages } from '../support/runs/python.js';
import type { Sandbox } from '../support/runs/sandbox.js';
import { treeOf } from '../support/tree.js';
import { buildWheel, type Release } from '../support/archives/wheel.js';
import { writeZip } from '../support/archives/zip-writer.js';

/** `path what` of each difference between the installed package and its wheel, below the environment. */
async function compared(box: Sandbox, wheel: Cleared): Promise<readonly string[]> {
  const contents = await wheelContents(wheel);
  assert.ok('members' in contents);
  const site = sitePackages(box.venv, ground().python);
  const scheme = { purelib: site, platlib: site, headers: join(box.venv, 'include', 'site', wheel.name), scripts: join(box.venv, 'bin'), data: box.venv };
  const found = await compareInstalled(contents, { scheme, target: null }, () => false);
  return found.map(({ path, what }) => `${relative(box.venv, path)} ${what}`.replace(/lib\/python[\d.]+\/site-packages/, 'site'));
}

async function withSunflower(): Promise<{ readonly box: Sandbox; readonly wheel: Cleared; readonly inSite: (path: string) => string }> {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['install', '--no-deps', '-i', index.url, 'sunflower']), 0);
  const inSite = (path: string): string => join(sitePackages(box.venv, ground().python), path);
  return { box, wheel: clearedFile(fixture('sunflower', '2.0.0').path, 'sunflower', '2.0.0'), inSite };
}

const RECORD = 'sunflower-2.0.0.dist-info/RECORD';

test('what pip has installed, commands and compiled code included, is what the wheel brings', async () => {
  const { box, wheel } = await withSunflower();
  expect(await compared(box, wheel)).toEqual([]);
});

test('one changed byte, one missing file and one removed command are each named', async () => {
  const { box, wheel, inSite } = await withSunflower();
  appendFileSync(inSite('sunflower/__init__.py'), '#');
  rmSync(inSite('sunflower/cli.py'));
  rmSync(join(box.venv, 'bin', 'sunflower'));
  expect((await compared(box, wheel)).toSorted()).toEqual(['bin/sunflower is missing', 'site/sunflower/__init__.py has other bytes', 'site/sunflower/cli.py is missing']);
});

test('a command that is not the one pip wrote is named', async () => {
  const { box, wheel } = await withSunflower();
  appendFileSync(join(box.venv, 'bin', 'sunflower'), 'import os\n');
  expect(await compared(box, wheel)).toEqual(['bin/sunflower has other bytes']);
});

test('a file that RECORD lists and the wheel did not bring is named, and so is one that RECORD does not list', async () => {
  const { box, wheel, inSite } = await withSunflower();
  const lines = readFileSync(inSite(RECORD), 'utf8').split('\n').filter((line) => !line.startsWith('sunflower/cli.py'));
  writeFileSync(inSite(RECORD), ['sunflower/extra.py,,', '../../../bin/other,,', 'sunflower/__pycache__/extra.cpython-311.pyc,,', ...lines].join('\n'));
  expect((await compared(box, wheel)).toSorted()).toEqual([
    'bin/other is not from the wheel',
    'site/sunflower/__pycache__/extra.cpython-311.pyc is not from the wheel',
    'site/sunflower/cli.py is not listed in RECORD',
    'site/sunflower/extra.py is not from the wheel',
  ]);
});

test('metadata that is not there at all is named', async () => {
  const { box, wheel, inSite } = await withSunflower();
  rmSync(inSite('sunflower-2.0.0.dist-info'), { recursive: true });
  expect(await compared(box, wheel)).toEqual(['site/sunflower-2.0.0.dist-info is missing']);
});

const TOOLS: Release = {
  name: 'garden-tools',
  version: '1.0',
  files: {
    'garden_tools/__init__.py': '',
    'garden_tools-1.0.data/purelib/garden_spade.py': 'EDGE = 1\n',
    'garden_tools-1.0.data/scripts/dig': '#!python\nprint("dig")\n',
    'garden_tools-1.0.data/scripts/rake-script.py': '#!python\nprint("old rake")\n',
    'garden_tools-1.0.data/headers/tools.h': '#define TOOLS 1\n',
    'garden_tools-1.0.data/data/share/garden/tools.txt': 'spade\n',
  },
  scripts: { rake: 'garden_tools:main' },
};

const WAYS: readonly (readonly [string, readonly string[]])[] = [
  ['into the environment', []],
  ['with --target', ['--target', 'vendor']],
  ['with --prefix', ['--prefix', 'prefix']],
  ['with --root', ['--root', 'root']],
];

test.each(WAYS)('files for all of pip\'s folders are found and compared %s', async (_, options) => {
  const box = makeSandbox();
  const { fileName, bytes } = buildWheel(TOOLS);
  writeFileSync(join(box.cwd, fileName), bytes);
  const before = treeOf(box.folder);
  const done = await box.depsec(['install', '--no-index', '--allow-blocked', ...options, `./${fileName}`]);
  expectEnd(done, 0);
  expect(done.output).not.toContain('compared');
  const paths = Object.keys(treeOf(box.folder, before)).filter((path) => !path.includes('.depsec'));
  for (const end of ['/garden_spade.py', 'bin/dig', 'bin/rake', '/tools.h', 'share/garden/tools.txt']) expect(paths.filter((path) => path.endsWith(end))).toHaveLength(1);
});

test('a second package in the same --target is installed beside the first, and depsec tells what pip left alone', async () => {
  const box = makeSandbox();
  const { fileName, bytes } = buildWheel(TOOLS);
  writeFileSync(join(box.cwd, fileName), bytes);
  const index = await openIndex();
  expectEnd(await box.depsec(['install', '--target', 'vendor', '--no-deps', '-i', index.url, 'sunflower']), 0);
  expectEnd(await box.depsec(['install', '--target', 'vendor', '--no-deps', '-i', index.url, 'petals']), 0);
  const again = await box.depsec(['install', '--target', 'vendor', '--no-deps', '-i', index.url, 'petals==1.2.0']);
  expectEnd(again, 0);
  // Notices are broken to the width of the terminal.
  expect(again.output.replace(/\s+/g, '')).toMatch(/leftalonewhatwastherealready:.*vendor\/petals/);
  expect(existsSync(join(box.cwd, 'vendor', 'sunflower', 'cli.py'))).toBe(true);
});

test('a wheel whose own RECORD is wrong is installed when the user insists, and compared by its bytes', async () => {
  const box = makeSandbox();
  const other = createHash('sha256').update('PETALS = 7\n').digest('base64url');
  const info = 'tulip-1.0.dist-info';
  const wheel = writeZip([
    { name: 'tulip.py', data: Buffer.from('PETALS = 6\n') },
    { name: `${info}/METADATA`, data: Buffer.from('Metadata-Version: 2.1\nName: tulip\nVersion: 1.0\n') },
    { name: `${info}/WHEEL`, data: Buffer.from('Wheel-Version: 1.0\nGenerator: garden\nRoot-Is-Purelib: true\nTag: py3-none-any\n') },
    { name: `${info}/RECORD`, data: Buffer.from(`tulip.py,sha256=${other},11\n${info}/METADATA,,\n${info}/WHEEL,,\n${info}/RECORD,,\ngone.py,sha256=${other},1\n`) },
  ]);
  writeFileSync(join(box.cwd, 'tulip-1.0-py3-none-any.whl'), wheel);
  expectEnd(await box.depsec(['install', '--no-index', '--allow-blocked', './tulip-1.0-py3-none-any.whl']), 0);
  expect(box.installed()).toEqual(['tulip==1.0']);
});

test('a pip without the function that depsec guards installs all the same, and what could not be compared is said', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const internals = join(sitePackages(box.venv, ground().python), 'pip', '_internal');
  for (const file of ['operations/install/wheel.py', 'req/req_install.py']) {
    const path = join(internals, file);
    const renamed = readFileSync(path, 'utf8').replaceAll(/(?<!_)install_wheel\b/g, 'put_wheel');
    // The environments share pip's own files, so the file is made anew.
    rmSync(path);
    writeFileSync(path, renamed);
  }
  const done = await box.depsec(['install', '--no-deps', '-i', index.url, 'sunflower']);
  expectEnd(done, 0);
  expect(done.output.replace(/\s+/g, ' ')).toContain('of sunflower-2.0.0-py3-none-any.whl only the library was compared');
  expect(box.installed()).toEqual(['sunflower==2.0.0']);
});
