import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { holdsProject } from '../../src/archive/project/holds-project.js';
import { tarOf } from './hostile-tar.js';
import { zipOf } from './hostile-zip.js';
import { inFolder } from './reading.js';

const file = (name: string, data = ''): { readonly name: string; readonly data: string } => ({ name, data });

const holds = (bytes: Buffer): Promise<boolean> => inFolder(async (folder) => {
  await writeFile(join(folder, 'x.bin'), bytes);
  return await holdsProject(join(folder, 'x.bin'));
});

test.each([
  ['a wheel', zipOf([file('plot.py'), file('plot-1.dist-info/METADATA')])],
  ['an egg', zipOf([file('plot.py'), file('EGG-INFO/PKG-INFO')])],
  ['a source package', gzipSync(tarOf([file('plot-1/plot.py'), file('plot-1/setup.py')]))],
  ['a source package without a folder', zipOf([file('pyproject.toml')])],
  ['a long archive, which is judged rather than read twice', gzipSync(tarOf([file('data/long.bin', '\0'.repeat(65 * 1024 * 1024))]))],
])('%s holds a project', async (_, bytes) => {
  expect(await holds(bytes)).toBe(true);
});

test.each([
  ['pictures', zipOf([file('pictures/rose.png'), file('pictures/more/setup.py.txt')])],
  ['a project deep inside', zipOf([file('a/b/setup.py')])],
  ['half an archive', zipOf([file('setup.py', 'x'.repeat(400))]).subarray(0, 60)],
  ['a text', Buffer.from('rose\n')],
])('%s: no project', async (_, bytes) => {
  expect(await holds(bytes)).toBe(false);
});
