import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { writeFolderIndex, writeLinksFolder } from '../support/servers/folder-index.js';
import { ground, makeSandbox, openIndex } from '../support/given.js';

const FAMILY = ['petals==2.0.0', 'seedling==2.0.0', 'sunflower==2.0.0'];

test('an index of plain files serves like one over HTTP', async () => {
  const box = makeSandbox();
  const pages = writeFolderIndex(join(box.folder, 'pages'), ground().files);
  expectEnd(await box.depsec(['install', '-i', pages, 'sunflower']), 0);
  expect(box.installed()).toEqual(FAMILY);
});

test('a folder of archives serves without any index, also by a relative path', async () => {
  const box = makeSandbox();
  writeLinksFolder(join(box.cwd, 'links'), ground().files);
  expectEnd(await box.depsec(['install', '--no-index', '-f', 'links', 'sunflower']), 0);
  expect(box.installed()).toEqual(FAMILY);
});

test('an index that speaks only HTML serves', async () => {
  const box = makeSandbox();
  const index = await openIndex({ pages: 'html', metadata: false });
  expectEnd(await box.depsec(['install', '-i', index.url, 'sunflower']), 0);
  expect(box.installed()).toEqual(FAMILY);
});

test('credentials in an index URL are used and never shown', async () => {
  const box = makeSandbox();
  const index = await openIndex({ credentials: 'ada:gr33nhouse' });
  const done = await box.depsec(['install', '--verbose', '-i', index.urlWithCredentials, 'petals']);
  expectEnd(done, 0);
  expect(done.output).not.toContain('gr33nhouse');
  const refused = await box.depsec(['install', '-i', index.urlWithCredentials.replace('gr33nhouse', 'weeds4all'), 'seedling']);
  expectEnd(refused, 3);
  expect(refused.output).not.toContain('weeds4all');
  expect(box.installed()).toEqual(['petals==2.0.0']);
});

test('credentials from netrc are used', async () => {
  const box = makeSandbox();
  const index = await openIndex({ credentials: 'ada:gr33nhouse' });
  writeFileSync(join(box.home, '.netrc'), 'machine 127.0.0.1 login ada password gr33nhouse\n', { mode: 0o600 });
  expectEnd(await box.depsec(['install', '-i', index.url, 'petals']), 0);
  expect(box.installed()).toEqual(['petals==2.0.0']);
});

test('the index that pip.conf names is used', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  mkdirSync(join(box.home, '.config', 'pip'), { recursive: true });
  writeFileSync(join(box.home, '.config', 'pip', 'pip.conf'), `[global]\nindex-url = ${index.url}\n[install]\npre = true\n`);
  expectEnd(await box.depsec(['install', '--no-deps', 'sunflower'], { env: { PIP_CONFIG_FILE: undefined } }), 0);
  expect(box.installed()).toEqual(['sunflower==3.0.0rc1']);
});

test('the index that PIP_INDEX_URL names is used', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['install', 'petals'], { env: { PIP_INDEX_URL: index.url } }), 0);
  expect(box.installed()).toEqual(['petals==2.0.0']);
});
