import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { updateDatabase } from '../../src/app/update-db.js';
import { prepare } from '../../src/sources/advisories/evaluate.js';
import { openOfflineAdvisories } from '../../src/sources/offline-advisories.js';
import { memoryStore } from '../../src/store/open-store.js';
import { pypaRecords } from '../sources/advisories/shared-records.js';
import { onDisk } from '../store/sqlite-here.js';
import { writeZip } from '../support/archives/zip-writer.js';
import { acorn, filesOf, known, mirrorOf, newShop, offlineOf, update, zipOf, type Files } from './advisory-mirror.js';

// Without SQLite there is nothing to keep a database in, and the last test says what happens then.
describe.runIf(onDisk.length > 0)('update-db', () => {
  test('fetches the whole database first and then only what was changed', async () => {
    const files = filesOf([acorn('CVE-1'), acorn('CVE-2')]);
    const { url, seen } = await mirrorOf(files);
    const shop = await newShop();
    expect(await update(url, shop)).toEqual(['2 advisories as of 2026-11-01.']);
    expect(known(shop)).toEqual(['CVE-1', 'CVE-2']);
    for (const [name, bytes] of filesOf([acorn('CVE-3', { modified: '2026-11-03T00:00:00Z' }), acorn('CVE-2', { modified: '2026-11-02T00:00:00Z', withdrawn: '2026-11-02T00:00:00Z' }), acorn('CVE-1')])) if (name !== 'all.zip') files.set(name, bytes);
    seen.length = 0;
    expect(await update(url, shop)).toEqual(['2 advisories were changed; the database is as of 2026-11-03.']);
    expect(known(shop)).toEqual(['CVE-1', 'CVE-3']);
    expect(seen.map((one) => one.url).toSorted()).toEqual(['/CVE-2.json', '/CVE-3.json', '/modified_id.csv', '/pypi-ranks.tsv']);
    expect(await update(url, shop)).toEqual(['The advisories are up to date (2026-11-03).']);
  });

  test('takes a file or a folder as well', async () => {
    const shop = await newShop();
    const folder = join(shop.home.path, 'mirror');
    mkdirSync(folder);
    for (const [name, bytes] of filesOf([acorn('CVE-1')])) writeFileSync(join(folder, name), bytes);
    for (const from of [folder, join(folder, 'all.zip')]) {
      await update(from, shop);
      expect(known(shop)).toEqual(['CVE-1']);
    }
  });

  test('a folder without all.zip is told as that', async () => {
    const shop = await newShop();
    await expect(update(shop.home.path, shop)).rejects.toMatchObject({ code: 'bad-input', message: `${shop.home.path} holds no all.zip` });
  });

  test('the published records say the same from the database as from what ships', async () => {
    const shop = await newShop();
    const records = pypaRecords().filter((_, index) => index % 12 === 0).map((record) => ({ ...record, modified: '2026-11-01T00:00:00Z' }));
    const { url } = await mirrorOf(filesOf(records));
    await update(url, shop);
    const names = [...new Set(records.flatMap(({ affected }) => affected.map((one) => one.package.name)))];
    const offline = openOfflineAdvisories({ snapshotFile: 'data/advisories.txt' });
    const edition = offlineOf(shop);
    expect(edition.isShipped()).toBe(false);
    const ids = new Set(records.map(({ id }) => id));
    for (const name of names.map((one) => one.toLowerCase().replace(/[-_.]+/g, '-'))) {
      const shipped = offline.answer(name).records.filter(({ id }) => ids.has(id));
      const expected = prepare(name, shipped)('1.0').advisories.map(({ id }) => String(id)).toSorted((a, b) => (a < b ? -1 : 1));
      const downloaded = prepare(name, edition.answer(name).records)('1.0').advisories.map(({ id }) => String(id)).toSorted((a, b) => (a < b ? -1 : 1));
      expect(downloaded).toEqual(expected);
    }
  });

  test('a download that was cut off is taken up where it ended', async () => {
    const large = zipOf(Array.from({ length: 16 }, (_, index) => acorn(`CVE-${index}`, { details: randomBytes(170_000).toString('base64') })));
    expect(large.length).toBeGreaterThan(2_100_000);
    let isDown = true;
    let pieces = 0;
    const { url, seen } = await mirrorOf(new Map([['all.zip', large]]), (name, response) => {
      if (name === 'all.zip') pieces += 1;
      if (!isDown || pieces < 3) return false;
      response.writeHead(403).end();
      return true;
    });
    const shop = await newShop();
    await expect(update(url, shop)).rejects.toMatchObject({ code: 'network' });
    expect(readdirSync(join(shop.home.path, 'update'))).toEqual([expect.stringMatching(/\.part$/)]);
    isDown = false;
    seen.length = 0;
    expect(await update(url, shop)).toEqual(['16 advisories as of 2026-11-01.']);
    expect(seen.filter(({ method, url: path }) => method === 'GET' && path === '/all.zip').map(({ headers }) => headers.range?.split('-')[0])).toEqual(['bytes=2000000']);
  });

  const spoilt: readonly (readonly [string, (files: Files) => void, RegExp])[] = [
    ['is no zip', (files) => files.set('all.zip', Buffer.from('<!doctype html>')), /not a sound zip/],
    ['is cut off', (files) => files.set('all.zip', zipOf([acorn('CVE-7')]).subarray(0, -30)), /not a sound zip/],
    ['is empty', (files) => files.set('all.zip', zipOf([])), /no advisory in it that can be read/],
    ['holds other things', (files) => files.set('all.zip', writeZip([{ name: 'a.json', data: Buffer.from('{}') }])), /no advisory in it that can be read/],
    ['is gone', (files) => files.delete('all.zip'), /not found \(404\)/],
  ];
  test.each(spoilt)('where the new database %s, the old one serves on', async (...[, spoil, why]) => {
    const files = filesOf([acorn('CVE-1')]);
    const { url } = await mirrorOf(files);
    const shop = await newShop();
    await update(url, shop);
    files.delete('modified_id.csv');
    spoil(files);
    await expect(update(url, shop)).rejects.toThrow(why);
    expect(known(shop)).toEqual(['CVE-1']);
  });

  test('an edition that was never completed is never read, and goes with the next one', async () => {
    const shop = await newShop();
    const { url } = await mirrorOf(filesOf([acorn('CVE-1')]));
    await update(url, shop);
    shop.store.editions?.begin().add([{ name: 'acorn', id: 'CVE-HALF', value: {} }]);
    expect(known(shop)).toEqual(['CVE-1']);
    const { url: next } = await mirrorOf(new Map([['all.zip', zipOf([acorn('CVE-2')])]]));
    await update(next, shop);
    expect(known(shop)).toEqual(['CVE-2']);
  });

  test('a changed record that the place does not have leaves the database at its old date', async () => {
    const files = filesOf([acorn('CVE-1')]);
    const { url } = await mirrorOf(files);
    const shop = await newShop();
    await update(url, shop);
    files.set('modified_id.csv', Buffer.from('2026-11-05T00:00:00Z,CVE-404\n2026-11-01T00:00:00Z,CVE-1\n'));
    await expect(update(url, shop)).rejects.toThrow(/lists CVE-404 as changed and does not have it/);
    expect(shop.store.editions?.asOf()).toBe(Date.parse('2026-11-01T00:00:00Z'));
  });

  test.each([['<!doctype html>'], ['2026-11-05T00:00:00Z,../../etc/passwd\n'], ['yesterday,CVE-1\n']])('a list of changes that is none (%j) means: all of it', async (text) => {
    const files = filesOf([acorn('CVE-1')]);
    const { url } = await mirrorOf(files);
    const shop = await newShop();
    await update(url, shop);
    files.set('modified_id.csv', Buffer.from(text));
    files.set('all.zip', zipOf([acorn('CVE-9')]));
    expect(await update(url, shop)).toEqual(['1 advisories as of 2026-11-01.']);
    expect(known(shop)).toEqual(['CVE-9']);
  });

  test('a record that cannot be read counts for the projects that it names', async () => {
    const shop = await newShop();
    const { url } = await mirrorOf(filesOf([acorn('CVE-1'), acorn('CVE-2', { schema_version: '9.0' })]));
    expect(await update(url, shop)).toEqual(['2 advisories as of 2026-11-01; 1 of them cannot be read.']);
    expect(known(shop)).toEqual(['CVE-1', 'CVE-2: it has contents that cannot be read: its schema "9.0" is not known']);
  });

  test('only one depsec updates at a time', async () => {
    const shop = await newShop();
    writeFileSync(join(shop.home.path, 'update-db.lock'), '');
    const { url } = await mirrorOf(filesOf([acorn('CVE-1')]));
    await expect(update(url, shop)).rejects.toThrow(/another depsec updates the database/);
  });

  test('a mirror may bring a list of popular names; one that is none changes nothing', async () => {
    const shop = await newShop();
    const ranks = readFileSync('data/pypi-ranks.tsv');
    const files = filesOf([acorn('CVE-1')]).set('pypi-ranks.tsv', ranks);
    const { url } = await mirrorOf(files);
    expect(await update(url, shop)).toContain('14985 popular names.');
    files.set('pypi-ranks.tsv', Buffer.from('1\tonly-one\n'));
    await expect(update(url, shop)).rejects.toThrow(/no list of popular names/);
    expect(readFileSync(join(shop.home.path, 'pypi-ranks.tsv'))).toEqual(ranks);
  });

  test.each([['http://mirror.invalid/PyPI'], ['ftp://mirror.invalid'], ['no/such/folder']])('%s is no place to take a database from', async (from) => {
    await expect(update(from, await newShop())).rejects.toMatchObject({ code: 'bad-input' });
  });
});

test('--offline forbids the network, not a file', async () => {
  await expect(updateDatabase({ from: null, offline: true }, await newShop(), { phase: () => undefined, advance: () => undefined })).rejects.toMatchObject({ code: onDisk.length > 0 ? 'bad-arguments' : 'disk' });
});

test('without SQLite there is no database to update, and that is said', async () => {
  const shop = { ...(await newShop()), store: memoryStore() };
  await expect(update('anywhere', shop)).rejects.toMatchObject({ code: 'disk', message: expect.stringContaining('no SQLite') });
});
