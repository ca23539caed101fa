import { describe, expect, test } from 'vitest';
import { servesProject } from '../../../src/app/indexes/chooser-for.js';
import { fileChooser, type FileChoice } from '../../../src/app/indexes/choose-files.js';
import type { SeenProject } from '../../../src/app/indexes/seen-projects.js';
import { parsePackageName } from '../../../src/core/name.js';
import type { PlacedPage } from '../../../src/gateway/open-gateway.js';

const OWN = 'https://own.invalid/simple';
const PUBLIC = 'https://public.invalid/simple/';
const FOR_PINS = 'https://pinned.invalid/simple';
const NOW = Date.parse('2099-01-10T00:00:00Z');
const DAY = 86_400_000;
const project = parsePackageName('petals');
const indexes = [{ url: PUBLIC, isPublic: true }, { url: OWN, isPublic: false }];

/** Versions, each with the days since its upload; null for none told. */
function page(place: string, versions: Readonly<Record<string, number | null>>): PlacedPage {
  const links = Object.entries(versions).map(([version, days]) => ({
    url: `${place}/petals-${version}-py3-none-any.whl`, fragment: '', hashes: {}, requiresPython: null, yanked: null, metadata: null,
    uploadTime: days === null ? null : new Date(NOW - days * DAY).toISOString(),
  }));
  return { place, status: null, links };
}

interface Chosen {
  /** Version and host of what pip may see. */
  readonly shown: readonly string[];
  readonly seen: SeenProject;
  readonly publicIndex: string | null;
}

async function choose(pages: readonly PlacedPage[], { failed = [], ...more }: Partial<FileChoice> & { readonly failed?: readonly string[] } = {}): Promise<Chosen> {
  const noted: { seen: SeenProject; publicIndex: string | null }[] = [];
  const chooser = fileChooser({
    indexes, isPinned: () => false, locksOf: () => [], minAgeMs: 0, nowMs: () => NOW, exempt: () => Promise.resolve(new Set()), ...more,
    note: (seen, publicIndex) => noted.push({ seen, publicIndex }),
  });
  const chosen = await chooser({ project, pages, failed });
  const [note] = noted;
  if (note === undefined || noted.length > 1) throw new Error('every project is noted exactly once');
  return { ...note, shown: chosen.flatMap(({ links }) => links.map(({ url }) => `${/petals-([\d.]+)-/.exec(url)?.[1]} ${new URL(url).host.split('.')[0]}`)) };
}

describe('a name on a private and a public index', () => {
  test('comes from the private one alone, whichever is newer', async () => {
    const older = await choose([page(PUBLIC, { '2.0': null }), page(OWN, { '1.0': null })]);
    expect(older.shown).toEqual(['1.0 own']);
    expect(older.seen).toMatchObject({ isPublic: false, namesake: { newest: '2.0', wouldWin: true, publicIndex: PUBLIC, privateIndex: OWN } });
    const newer = await choose([page(PUBLIC, { '2.0': null }), page(OWN, { '2.0.0': null, '1.0': null })]);
    expect(newer.shown).toEqual(['2.0.0 own', '1.0 own']);
    expect(newer.seen.namesake?.wouldWin).toBe(false);
    expect(newer.publicIndex).toBeNull();
  });

  test('comes from where it is pinned to, and then has no namesake', async () => {
    const pinned = { isPinned: () => true };
    expect(await choose([page(PUBLIC, { '2.0': null })], pinned)).toMatchObject({ shown: ['2.0 public'], publicIndex: PUBLIC, seen: { isPublic: true, namesake: null } });
    expect(await choose([page(OWN, { '1.0': null })], pinned)).toMatchObject({ shown: ['1.0 own'], publicIndex: null, seen: { isPublic: false, namesake: null } });
  });

  test('is not taken from the public one while the private one fails to answer', async () => {
    expect((await choose([page(PUBLIC, { '2.0': null })], { failed: [OWN] })).shown).toEqual([]);
    expect((await choose([page(OWN, { '1.0': null })], { failed: [PUBLIC] })).shown).toEqual(['1.0 own']);
  });

  test('counts as only public when the private one has an empty page', async () => {
    const chosen = await choose([page(PUBLIC, { '2.0': null }), page(OWN, {})]);
    expect(chosen).toMatchObject({ shown: ['2.0 public'], publicIndex: PUBLIC, seen: { isPublic: true, namesake: null } });
  });
});

test('a pinned project is asked for at that index alone, and an index that is only there for pins is asked for nothing else', () => {
  const other = parsePackageName('seedling');
  const places = [{ url: PUBLIC, origin: '--index-url' }, { url: OWN, origin: 'pip.conf' }, { url: FOR_PINS, origin: 'index_pins' }];
  const asked = (pin: string | null, name = project): readonly string[] => {
    const serves = servesProject({ pins: new Map(pin === null ? [] : [[project, pin]]), indexes: places });
    return places.map(({ url }) => url).filter((url) => serves(name, url));
  };
  expect(asked('https://public.invalid/simple')).toEqual([PUBLIC]);
  expect(asked(FOR_PINS)).toEqual([FOR_PINS]);
  expect(asked('https://gone.invalid/simple')).toEqual([]);
  expect(asked(null)).toEqual([PUBLIC, OWN]);
  expect(asked(FOR_PINS, other)).toEqual([PUBLIC, OWN]);
});

const secondIsExempt = () => Promise.resolve(new Set(['2.0']));
const nobodyMayAsk = () => Promise.reject(new Error('this must not be asked'));

describe('a minimum age of three days', () => {
  const minAgeMs = 3 * DAY;

  test('leaves out what is younger and keeps what has no time; both are noted', async () => {
    const chosen = await choose([page(PUBLIC, { '1.0': 400, '2.0': 3, '2.1': null, '3.0': 2.9, '4.0': -1 })], { minAgeMs });
    expect(chosen.shown).toEqual(['1.0 public', '2.0 public', '2.1 public']);
    expect(chosen.seen.withheld.map(({ version }) => version)).toEqual(['3.0', '4.0']);
    expect(chosen.seen.ageless.map(({ version }) => version)).toEqual(['2.1']);
    expect(chosen.seen.files).toHaveLength(5);
  });

  test('lets through versions that are exempt, of a public index only', async () => {
    expect((await choose([page(PUBLIC, { '1.0': 400, '2.0': 1, '3.0': 1 })], { minAgeMs, exempt: secondIsExempt })).shown).toEqual(['1.0 public', '2.0 public']);
    expect((await choose([page(OWN, { '1.0': 400, '2.0': 1 })], { minAgeMs, exempt: nobodyMayAsk })).shown).toEqual(['1.0 own']);
  });

  test('asks nobody where nothing is young', async () => {
    expect((await choose([page(PUBLIC, { '1.0': 400 })], { minAgeMs, exempt: nobodyMayAsk })).shown).toEqual(['1.0 public']);
  });

  test.each(['yesterday', '2099-13-45T99:99:99Z', '2099-01-09', '1', ''])('takes %j for no time at all', async (uploadTime) => {
    const odd = page(PUBLIC, { '1.0': null });
    const { seen, shown } = await choose([{ ...odd, links: odd.links.map((link) => ({ ...link, uploadTime })) }], { minAgeMs });
    expect(shown).toEqual(['1.0 public']);
    expect(seen.ageless).toHaveLength(1);
  });
});
