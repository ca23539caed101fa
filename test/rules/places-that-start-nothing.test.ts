import { expect, test } from 'vitest';
import writesSystemPaths from '../../src/rules/writes-system-paths.js';
import { read } from '../python/reading.js';

async function severitiesOf(path: string): Promise<readonly string[]> {
  const { facts } = await read(`open(${JSON.stringify(path)}, "w").write("garden")\n`, 'install');
  return facts === null ? [] : writesSystemPaths.check(facts).map(({ severity }) => severity);
}

test.each(['/usr/share/man/man1/garden.1', '/usr/local/share/icons/garden.svg', '/usr/share/metainfo/garden.xml', '/usr/local/garden/plugin/leaf.so'])('a setup.py that writes to %s warns: nothing starts from there', async (path) => {
  expect(await severitiesOf(path)).toEqual(['medium']);
});

test.each(['/usr/local/bin/garden', '/usr/local/lib/garden.so', '/usr/local/etc/garden', '/usr/local/share/applications/garden.desktop', '/usr/share/dbus-1/services/garden.service', '/usr/share/man/../../bin/garden', '/etc/garden.conf'])('one that writes to %s is blocked', async (path) => {
  expect(await severitiesOf(path)).toEqual(['critical']);
});
