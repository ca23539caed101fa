import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { unknownAdvisories } from '../../../src/app/waive/unknown-advisories.js';
import { parsePackageName } from '../../../src/core/name.js';
import { writeSnapshot } from '../../../src/sources/advisories/snapshot.js';
import { openStore } from '../../../src/store/open-store.js';

const NOW = Date.parse('2026-06-15T12:00:00Z');
const petals = parsePackageName('petals');

const recordOf = (id: string, aliases: readonly string[]) => ({
  id, aliases, modified: '2026-01-02T00:00:00Z', published: '2026-01-01T00:00:00Z', isWithdrawn: false, isDisputed: false, summary: '', cvss: null, severity: null, references: [],
  affected: [{ name: 'petals', versions: ['1.0'], ranges: [], unread: null }],
});

async function placeWhere(shipped: readonly ReturnType<typeof recordOf>[]) {
  const folder = mkdtempSync(join(tmpdir(), 'depsec-unknown-'));
  const store = await openStore({ home: folder, prefer: 'memory' });
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  writeFileSync(join(folder, 'advisories.txt'), writeSnapshot(shipped, '2026-06-01T00:00:00Z'));
  return { store, dataFile: (name: string) => join(folder, name), clock: { nowMs: () => NOW } };
}

test('an advisory that is known here by its id or an alias, in whatever case, needs no word', async () => {
  const shop = await placeWhere([recordOf('PYSEC-2026-7', ['CVE-2026-7'])]);
  expect(await unknownAdvisories(['PYSEC-2026-7', 'CVE-2026-7', 'PYSEC-2026-7'.toLowerCase()], petals, shop)).toEqual([]);
});

test('an advisory that nobody has heard of is warned about, with the one that was probably meant', async () => {
  const shop = await placeWhere([recordOf('PYSEC-2026-107', [])]);
  expect(await unknownAdvisories(['PYSEC-2026-170', 'GHSA-aaaa-bbbb-cccc'], petals, shop)).toEqual([
    'no advisory PYSEC-2026-170 about petals is known here (the advisories on this machine are of 2026-06-01); until there is one, this waiver waives nothing; did you mean PYSEC-2026-107?',
    'no advisory GHSA-aaaa-bbbb-cccc about petals is known here (the advisories on this machine are of 2026-06-01); until there is one, this waiver waives nothing',
  ]);
});

test('an advisory about something else is unknown for this package', async () => {
  const shop = await placeWhere([recordOf('PYSEC-2026-7', [])]);
  expect(await unknownAdvisories(['PYSEC-2026-7'], parsePackageName('sunflower'), shop)).toHaveLength(1);
});

test('what a service said in an earlier run is known', async () => {
  const shop = await placeWhere([]);
  const { id, modified, ...rest } = recordOf('GHSA-aaaa-bbbb-cccc', ['CVE-2026-8']);
  shop.store.advisories.putAnswer('petals', { askedAt: NOW - 60_000, value: [[id, modified]] });
  shop.store.advisories.putRecord(id, modified, { id, modified, ...rest });
  expect(await unknownAdvisories(['CVE-2026-8', id], petals, shop)).toEqual([]);
});
