import { expect, test } from 'vitest';
import writesSystemPaths from '../../src/rules/writes-system-paths.js';
import { loadPythonParser } from '../../src/python/parser.js';
import { readSource } from '../../src/python/read-source.js';
import type { When } from '../../src/core/facts/source-facts.js';
import { WASM_FILES } from '../python/reading.js';

const loaded = loadPythonParser({ ...WASM_FILES, backend: 'wasm' });
const parser = (): typeof loaded => loaded;

async function severitiesOf(path: string, runs: When = 'install'): Promise<readonly string[]> {
  const { facts } = await readSource({ path: 'garden/keys.py', bytes: Buffer.from(`open(${JSON.stringify(path)}, "w").write("garden")\n`), runs }, parser);
  return facts === null ? [] : writesSystemPaths.check(facts).map(({ severity }) => severity);
}

test.each(['/usr/share/man/man1/garden.1', '/usr/local/share/icons/garden.svg', '/usr/share/metainfo/garden.xml', '/usr/local/garden/plugin/leaf.so'])('a setup.py that writes to %s warns: nothing starts from there', async (path) => {
  expect(await severitiesOf(path)).toEqual(['medium']);
});

test.each(['/usr/local/bin/garden', '/usr/local/lib/garden.so', '/usr/local/etc/garden', '/usr/local/share/applications/garden.desktop', '/usr/share/dbus-1/services/garden.service', '/usr/share/man/../../bin/garden', '/etc/garden.conf'])('one that writes to %s is blocked', async (path) => {
  expect(await severitiesOf(path)).toEqual(['critical']);
});

test('a module that keeps its settings in /etc under its own name is no finding, while installing and under another name it is', async () => {
  expect(await severitiesOf('/etc/garden/key', 'import')).toEqual([]);
  expect(await severitiesOf('/etc/garden/key')).toEqual(['critical']);
  expect(await severitiesOf('/etc/meadow/key', 'import')).toEqual(['medium']);
  expect(await severitiesOf('/etc/garden/../cron.d/garden', 'import')).not.toEqual([]);
});
