import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPipConfig } from '../../../src/config/pip-config/read.js';
import { environmentOf, put, temporaryFolder } from '../temporary-home.js';

// Made-up options, since the /etc/pip.conf of the machine that runs the tests is read too.
const readIn = (home: string, variables: Readonly<Record<string, string>> = {}, sitePrefix: string | null = null) =>
  readPipConfig({ environment: environmentOf({ HOME: home, XDG_CONFIG_DIRS: join(home, 'xdg'), ...variables }), sitePrefix });

test('files of all kinds are read, the environment of the target last', async () => {
  const home = await temporaryFolder();
  await put(join(home, 'xdg/pip/pip.conf'), '[global]\ntest-a = 1\ntest-b = 1\ntest-c = c\n');
  await put(join(home, '.config/pip/pip.conf'), '[global]\ntest-a = 2\ntest-b = 2\n');
  await put(join(home, 'venv/pip.conf'), '[global]\ntest-a = 3\n');
  const config = await readIn(home, {}, join(home, 'venv'));
  expect(['test-a', 'test-b', 'test-c'].map((option) => config.get(option)?.value)).toEqual(['3', '2', 'c']);
});

test('a malformed file is an error that names file and line', async () => {
  const home = await temporaryFolder();
  const file = await put(join(home, '.pip/pip.conf'), '[global]\nnonsense\n');
  await expect(readIn(home)).rejects.toMatchObject({ code: 'bad-config', message: expect.stringContaining(`${file}:2: `) });
});

test('a file that is not UTF-8 is an error that names it', async () => {
  const home = await temporaryFolder();
  const file = join(home, '.pip/pip.conf');
  await mkdir(join(home, '.pip'));
  await writeFile(file, Buffer.from([0x5b, 0xff, 0x5d]));
  await expect(readIn(home)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining(file) });
});

test('folders, devices and missing files in its places are passed over, as pip does', async () => {
  const home = await temporaryFolder();
  await mkdir(join(home, '.pip/pip.conf'), { recursive: true });
  await mkdir(join(home, '.config/pip'), { recursive: true });
  await symlink('/dev/null', join(home, '.config/pip/pip.conf'));
  await put(join(home, 'own.conf'), '[global]\ntest-flag = true\n');
  expect((await readIn(home)).get('test-flag')).toBeNull();
  expect((await readIn(home, { PIP_CONFIG_FILE: join(home, 'own.conf') })).flag('test-flag')).toBe(true);
});
