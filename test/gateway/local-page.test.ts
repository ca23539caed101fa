import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { readIndexFolder, readLinksPlace } from '../../src/gateway/local-page.js';
import { makeFolder } from './proxied.js';

test('a page in a folder that is a link to nowhere, or to itself, is none: the files beside it are offered', async () => {
  const folder = await makeFolder({ 'petals-2.0.0-py3-none-any.whl': '' });
  symlinkSync('gone.html', join(folder, 'away.html'));
  symlinkSync('round.html', join(folder, 'round.html'));
  expect((await readLinksPlace(pathToFileURL(folder).href))?.links).toMatchObject([{ url: expect.stringMatching(/petals-2\.0\.0-py3-none-any\.whl$/) }]);
});

test.each([['an index', readIndexFolder], ['a folder of files', readLinksPlace]])('%s whose path the system cannot read is told with the reason', async (_, read) => {
  const folder = pathToFileURL(await makeFolder({})).href;
  await expect(read(`${folder}/${'x'.repeat(300)}`)).rejects.toMatchObject({ code: 'disk', message: expect.stringContaining('the name is too long') });
});

test('an index page that is a folder is none', async () => {
  const folder = await makeFolder({});
  mkdirSync(join(folder, 'index.html'));
  writeFileSync(join(folder, 'index.html', 'index.html'), '<a href="petals-2.0.0-py3-none-any.whl">');
  expect(await readIndexFolder(pathToFileURL(folder).href)).toBeNull();
});
