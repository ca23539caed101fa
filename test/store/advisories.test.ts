import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/store/open-store.js';
import { kinds, onDisk, openRaw } from './sqlite-here.js';

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'depsec-store-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  return home;
}

describe.each(kinds)('the advisories in a store of kind %s', (prefer) => {
  test('answers and records come back as they were put; the last one counts', async () => {
    const store = await openStore({ home: newHome(), prefer });
    const { advisories } = store;
    expect([advisories.answer('acorn'), advisories.record('CVE-1')]).toEqual([null, null]);
    for (const askedAt of [1, 2]) advisories.putAnswer('acorn', { askedAt, value: [['CVE-1', `state ${askedAt}`]] });
    for (const modified of ['a', 'b']) advisories.putRecord('CVE-1', modified, { modified });
    expect(advisories.answer('acorn')).toEqual({ askedAt: 2, value: [['CVE-1', 'state 2']] });
    expect(advisories.record('CVE-1')).toEqual({ modified: 'b', value: { modified: 'b' } });
    store.close();
  });
});

describe.each(onDisk)('what %s keeps of advisories', (prefer) => {
  test('is read by the next run, and counts as absent where somebody changed it', async () => {
    const home = newHome();
    const first = await openStore({ home, prefer });
    first.advisories.putAnswer('acorn', { askedAt: 1, value: [['CVE-1', 'a']] });
    first.advisories.putRecord('CVE-1', 'a', { id: 'CVE-1' });
    const edition = first.editions?.begin();
    edition?.add([{ name: 'acorn', id: 'CVE-1', value: { id: 'CVE-1' } }, { name: 'acorn', id: 'CVE-2', value: { id: 'CVE-2' } }]);
    edition?.complete(5);
    first.close();

    const raw = openRaw(join(home, readdirSync(home).find((name) => name.endsWith('.db')) ?? ''));
    raw.run("UPDATE advisory_answers SET value = '[]'");
    raw.run("UPDATE advisory_records SET modified = 'b'");
    raw.run("UPDATE advisories SET value = '{}' WHERE id = 'CVE-2'");
    raw.close();

    const store = await openStore({ home, prefer });
    expect([store.advisories.answer('acorn'), store.advisories.record('CVE-1')]).toEqual([null, null]);
    expect([store.editions?.asOf(), store.editions?.recordsFor('acorn'), store.editions?.recordsFor('beech')]).toEqual([5, { values: [{ id: 'CVE-1' }], damaged: 1 }, { values: [], damaged: 0 }]);
    store.close();
  });

  test('a second update that begins meanwhile takes the place of the first, which fails', async () => {
    const store = await openStore({ home: newHome(), prefer });
    const { editions } = store;
    const [first, second] = [editions?.begin(), editions?.begin()];
    second?.add([{ name: 'acorn', id: 'CVE-2', value: {} }]);
    second?.complete(2);
    first?.add([{ name: 'acorn', id: 'CVE-1', value: {} }]);
    expect(() => first?.complete(1)).toThrow(expect.objectContaining({ code: 'disk' }));
    expect([editions?.asOf(), editions?.recordsFor('acorn').values]).toEqual([2, [{}]]);
    store.close();
  });

  test('an update replaces all rows of the records that it brings', async () => {
    const store = await openStore({ home: newHome(), prefer });
    const { editions } = store;
    const edition = editions?.begin();
    edition?.add([{ name: 'acorn', id: 'CVE-1', value: 1 }, { name: 'beech', id: 'CVE-1', value: 1 }, { name: 'beech', id: 'CVE-2', value: 2 }]);
    edition?.complete(1);
    editions?.update(['CVE-1'], [{ name: 'acorn', id: 'CVE-1', value: 3 }], 2);
    expect([editions?.asOf(), editions?.recordsFor('acorn').values, editions?.recordsFor('beech').values]).toEqual([2, [3], [2]]);
    store.close();
  });
});
