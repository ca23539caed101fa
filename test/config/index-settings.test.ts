import { describe, expect, test } from 'vitest';
import { resolveIndexes, type IndexFlags } from '../../src/config/indexes.js';
import { duration, durationText, indexPins } from '../../src/config/settings/index-shapes.js';
import { initialSettings } from '../../src/config/settings/setting-table.js';
import { noNetrc } from '../../src/config/netrc.js';
import { mergePipConfig } from '../../src/config/pip-config/merge.js';
import { parsePackageName } from '../../src/core/name.js';
import { environmentOf } from './temporary-home.js';

const place = { where: 'config.toml: key', folder: '/', home: null };
const HOUR = 3_600_000;

describe('min_age', () => {
  test.each<[unknown, number]>([['3d', 72 * HOUR], ['12h', 12 * HOUR], [' 2 W ', 336 * HOUR], ['90m', 1.5 * HOUR], ['0', 0], [0, 0], ['0d', 0]])('%j is understood', (raw, ms) => {
    expect(duration.read(raw, place)).toBe(ms);
    expect(duration.read(durationText(ms), place)).toBe(ms);
  });

  test.each([[3], ['3'], ['d'], ['-1d'], ['3 days'], ['1e9d'], ['100000d'], [''], [null], [['3d']], [true]])('%j is refused, and the setting named', (raw) => {
    expect(() => duration.read(raw, place)).toThrow(/^config\.toml: key: expected a duration/);
  });
});

test.each([['pypi.org'], ['ftp://x.invalid'], [''], [7], ['javascript:1']])('%j is no index', (raw) => {
  expect(() => indexPins.read({ flask: raw }, place)).toThrow(/key\.flask: expected the URL/);
});

test('a pin holds for any spelling of the name and the URL, and never carries a password', () => {
  expect(indexPins.read({ 'Acme_Tools': 'https://INDEX.invalid/simple//' }, place)).toEqual(new Map([['acme-tools', 'https://index.invalid/simple']]));
  expect(() => indexPins.read({ flask: 'https://ada:secret@index.invalid/simple' }, place)).toThrow('a password does not belong here');
  expect(() => indexPins.read({ '-r x': 'https://index.invalid' }, place)).toThrow('not a package name');
  expect(() => indexPins.read(['flask'], place)).toThrow('expected a table');
});

const environment = environmentOf({ HOME: '/nowhere' });
const question = (settings: Partial<typeof initialSettings>, flags: IndexFlags = {}) => ({
  environment, pipConfig: mergePipConfig({ files: [], variables: new Map() }), netrc: noNetrc, cwd: '/', flags, settings: { ...initialSettings, ...settings },
});

test('an index that only a pin names is asked last, once, and with --no-index not at all', () => {
  const pins = { indexPins: new Map([[parsePackageName('a'), 'https://one.invalid/simple'], [parsePackageName('b'), 'https://one.invalid/simple'], [parsePackageName('c'), 'https://pypi.org/simple']]) };
  expect(resolveIndexes(question(pins)).indexes.map(({ url, isPublic }) => [url, isPublic])).toEqual([['https://pypi.org/simple', true], ['https://one.invalid/simple', false]]);
  expect(resolveIndexes(question(pins, { noIndex: true })).indexes).toEqual([]);
});

test('a mirror that the user calls public is public, however its URL ends', () => {
  const settings = { publicIndexes: new Set(['https://mirror.invalid/pypi/simple']) };
  const flags = { indexUrl: 'https://mirror.invalid/pypi/simple/', extraIndexUrls: ['https://mirror.invalid/private/simple'] };
  expect(resolveIndexes(question(settings, flags)).indexes.map(({ isPublic }) => isPublic)).toEqual([true, false]);
});
