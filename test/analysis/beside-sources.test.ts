import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { analyseArchive } from '../../src/analysis/analyse-archive.js';
import type { ArchiveAnalysis } from '../../src/core/archive-analysis.js';
import { loadPythonParser } from '../../src/python/parser.js';
import { tarOf } from '../archive/hostile-tar.js';
import { zipOf } from '../archive/hostile-zip.js';
import { inFolder } from '../archive/reading.js';
import { WASM_FILES } from '../python/reading.js';

type Files = Readonly<Record<string, string>>;

const parser = loadPythonParser({ ...WASM_FILES, backend: 'wasm' });
const METADATA = 'Metadata-Version: 2.1\nName: Garden\nVersion: 1.0\n\nGrows.';
const BROKEN = 'import os\nos.system("ls") = = exec(x)\n';
const GARDEN: Files = Object.fromEntries(['__init__', ...Array.from({ length: 9 }, (_, index) => `leaf${index}`)].map((name) => [`garden/${name}.py`, 'x = 1\n']));

async function gapsOf(fileName: string, bytes: Buffer): Promise<readonly string[]> {
  const { gaps }: ArchiveAnalysis = await inFolder(async (folder) => {
    await writeFile(join(folder, fileName), bytes);
    return analyseArchive(join(folder, fileName), { rules: {}, loadParser: () => parser }, { name: null, version: null });
  });
  return gaps.map(({ kind, what }) => `${kind} ${what}`);
}

const inSdist = (files: Files): Promise<readonly string[]> =>
  gapsOf('garden-1.0.tar.gz', gzipSync(tarOf(Object.entries({ 'setup.py': '', 'PKG-INFO': METADATA, ...GARDEN, ...files }).map(([name, data]) => ({ name: `g/${name}`, data })))));
const inWheel = (files: Files): Promise<readonly string[]> =>
  gapsOf('garden-1.0-py3-none-any.whl', zipOf(Object.entries({ 'garden-1.0.dist-info/METADATA': METADATA, ...GARDEN, ...files }).map(([name, data]) => ({ name, data }))));

test('broken code among the tests of a source archive is listed; in a package, and in a wheel wherever it lies, it could run', async () => {
  const tests = { 'tests/__init__.py': '', 'tests/broken.py': BROKEN };
  expect(await inSdist(tests)).toEqual(['data g/tests/broken.py']);
  expect(await inSdist({ 'garden/broken.py': BROKEN })).toEqual(['runs g/garden/broken.py']);
  expect(await inWheel(tests)).toEqual(['runs tests/broken.py']);
});

test('broken code among the tests that setup.py imports could run', async () => {
  expect(await inSdist({ 'setup.py': 'from tests import broken\n', 'tests/__init__.py': '', 'tests/broken.py': BROKEN })).toEqual(['runs g/tests/broken.py']);
});

test('what a Mac packs beside a file is no Python file that could not be read', async () => {
  const note = '\0\u0005\u0016\u0007\0\u0002\0\0Mac OS X        ';
  expect(await inSdist({ '._setup.py': note })).toEqual([]);
  expect(await inSdist({ '._setup.py': `x${note}` })).toContain('data g/._setup.py');
});
