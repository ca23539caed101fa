import { expect, test } from 'vitest';
import networkAtInstall from '../../src/rules/network-at-install.js';
import { read } from '../python/reading.js';

async function told(text: string): Promise<readonly (readonly string[])[]> {
  const { facts } = await read(`import urllib.request\n${text}\n`, 'install');
  return facts === null ? [] : networkAtInstall.check(facts).map(({ severity, message }) => [severity, message]);
}

test('of an address that is known to begin like all others, nothing is told but that', async () => {
  expect(await told('urllib.request.urlopen("https:")')).toEqual([['critical', 'urllib.request.urlopen contacts an address that is put together at run time while installing']]);
});

test('of an address whose host is not known, what stands behind it is told', async () => {
  expect(await told('urllib.request.urlopen("https://" + HOST + "/leaf.zip")')).toEqual([['critical', 'urllib.request.urlopen contacts "https://{}/leaf.zip" while installing']]);
});
