import { expect, test } from 'vitest';
import runsCodeFromArchive from '../../src/rules/runs-code-from-archive.js';
import { read } from '../python/reading.js';

async function severities(text: string): Promise<readonly string[]> {
  const { facts } = await read(`import zipimport\n${text}`);
  return facts === null ? [] : runsCodeFromArchive.check(facts).map(({ severity }) => severity);
}

test.each([
  ['a module is loaded', 'zipimport.zipimporter(p).load_module("leaf")\n', 'medium'],
  ['a module is loaded later', 'z = zipimport.zipimporter(p)\nz.exec_module(m)\n', 'medium'],
  ['it is only asked what is in it', 'class Egg:\n    def __init__(self, importer):\n        self.names = importer.archive\nEgg(zipimport.zipimporter(p))\n', 'low'],
])('an importer for a zip file counts on import where %s', async (_, text, severity) => {
  expect(await severities(text)).toEqual([severity]);
});
