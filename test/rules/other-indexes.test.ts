import { expect, test } from 'vitest';
import installsPackages from '../../src/rules/installs-packages.js';
import { read } from '../python/reading.js';

async function strong(options: string): Promise<readonly (boolean | undefined)[]> {
  const { facts } = await read(`import os\nos.system("pip install ${options}")\n`);
  return facts === null ? [] : installsPackages.check(facts).map(({ isStrong }) => isStrong);
}

test.each(['--index-url https://index.example.invalid/simple garden', 'https://example.invalid/garden.tar.gz', 'git+https://example.invalid/garden', '-f https://example.invalid garden'])('a package that installs another one from a place of its own says more than that: pip install %s', async (options) => {
  expect(await strong(options)).toEqual([true]);
});

test.each(['garden', '-r requirements.txt', '--index-url https://download.pytorch.org/whl/cpu torch', '--index-url https://mirrors.aliyun.com/pypi/simple garden'])('a package that installs another one from where everybody does only warns: pip install %s', async (options) => {
  expect(await strong(options)).toEqual([false]);
});
