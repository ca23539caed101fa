import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderIdentity } from '../../../src/app/scan/folder-identity.js';

function folderWith(title: string, files: Readonly<Record<string, string>>): string {
  const path = join(mkdtempSync(join(tmpdir(), 'depsec-identity-')), title);
  mkdirSync(path);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

const SETUP = 'from setuptools import setup, Extension\nsetup(\n    ext_modules=[Extension(name="petals._fast", sources=[])],\n    name="Sun_Flower",\n    version="2.1",\n)\n';

describe('a folder without PKG-INFO is called', () => {
  const rows: readonly (readonly [string, readonly [string, Readonly<Record<string, string>>], string])[] = [
    ['as its pyproject.toml says', ['checkout', { 'pyproject.toml': '[project]\nname = "Sun.Flower"\nversion = "1.2"\n' }], 'sun-flower 1.2'],
    ['as its setup.cfg says', ['checkout', { 'setup.cfg': '[options]\nname = no\n[metadata]\nname = sunflower\nversion = 1.2\n' }], 'sunflower 1.2'],
    ['as its setup.py says in so many words', ['checkout', { 'setup.py': SETUP }], 'sun-flower 2.1'],
    ['like an unpacked source package, where no file says more', ['sun_flower-1.2.post1', { 'sunflower.py': '' }], 'sun-flower 1.2.post1'],
    ['with the version of its own title, where only a build tells it', ['sunflower-1.2', { 'pyproject.toml': '[project]\nname = "sunflower"\ndynamic = ["version"]\n' }], 'sunflower 1.2'],
    ['without the version of a title that is of something else', ['garden-7', { 'setup.cfg': '[metadata]\nname = sunflower\nversion = attr: sunflower.__version__\n' }], 'sunflower '],
    ['like itself, where nothing is known', ['my garden!', { 'setup.py': 'setup(name=NAME, version=read())\n' }], 'my-garden '],
    ['like itself, where what is said is no name', ['garden', { 'pyproject.toml': '[project]\nname = "../etc"\nversion = "\\u001b[31m"\n' }], 'garden '],
  ];
  test.each(rows)('%s', async (_name, [title, files], identity) => {
    const { name, version } = await folderIdentity(folderWith(title, files));
    expect(`${name} ${version}`).toBe(identity);
  });
});
