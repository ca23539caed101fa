import { expect, test } from 'vitest';
import { read } from './reading.js';

const START = 'import os, sys, site\nfrom os.path import dirname, join, realpath\nfrom urllib.request import urlretrieve\n';

async function flowsIn(text: string): Promise<number> {
  return (await read(START + text, 'install')).facts?.flows({ from: 'network', to: 'exec' }).length ?? 0;
}

test.each([
  ['a document', 'here = dirname(realpath(__file__))\nurlretrieve(u, join(here, "doc/manual.pdf"))\nsys.path.insert(0, join(here, "package"))\n'],
  ['a document in the folder itself', 'base = folder()\nurlretrieve(u, join(base, "manual.pdf"))\nsys.path.append(base)\n'],
  ['a module in another folder', 'base = folder()\nurlretrieve(u, join(base, "fetched/part.py"))\nsys.path.append(join(base, "package"))\n'],
])('nothing is imported from %s', async (_, text) => {
  expect(await flowsIn(text)).toBe(0);
});

test.each([
  ['an egg', 'egg = join(folder(), "setuptools.egg")\nurlretrieve(u, egg)\nsys.path.insert(0, egg)\n'],
  ['an archive by another name', 'place = join(folder(), "manual.pdf")\nurlretrieve(u, place)\nsys.path.insert(0, place)\n'],
  ['a folder that is called like a file', 'import zipfile\nurlretrieve(u, "part.zip")\nzipfile.ZipFile("part.zip").extractall("/tmp/.part.d")\nsys.path.insert(0, "/tmp/.part.d")\n'],
  ['a file of which no ending is known', 'base = folder()\nurlretrieve(u, join(base, name))\nsys.path.insert(0, base)\n'],
  ['a module in the folder', 'base = folder()\nurlretrieve(u, join(base, "part.py"))\nsys.path.append(base)\n'],
  ['a module in a folder by its name', 'base = folder()\nurlretrieve(u, join(base, "package/part.py"))\nsite.addsitedir(join(base, "package"))\n'],
  ['a package in a folder by its name', 'base = folder()\nurlretrieve(u, join(base, "package/part/__init__.py"))\nsys.path.append(join(base, "package"))\n'],
])('what was fetched is imported from %s', async (_, text) => {
  expect(await flowsIn(text)).toBe(1);
});

test('a file that is loaded by its own path is code whatever it is called', async () => {
  expect(await flowsIn('import imp\nurlretrieve(u, "manual.pdf")\nimp.load_source("part", "manual.pdf")\n')).toBe(1);
});
