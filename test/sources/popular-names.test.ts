import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isPackageName, parsePackageName } from '../../src/core/name.js';
import { loadPopularNames } from '../../src/sources/popular-names.js';

const LIST = 'data/pypi-ranks.tsv';
const shipped = loadPopularNames(LIST);
const folder = mkdtempSync(join(tmpdir(), 'depsec-names-'));
afterAll(() => rmSync(folder, { recursive: true }));

function listOf(text: string): ReturnType<typeof loadPopularNames> {
  const path = join(folder, 'list.tsv');
  writeFileSync(path, text);
  return loadPopularNames(path);
}
const name = parsePackageName;

test('the shipped list is in order of rank, its names normalised and named once', () => {
  const rows = readFileSync(LIST, 'utf8').trimEnd().split('\n').map((line) => line.split('\t'));
  const ranks = rows.map(([rank]) => Number(rank));
  const names = rows.map(([, text]) => text ?? '');
  expect(ranks).toEqual([...new Set(ranks)].toSorted((a, b) => a - b));
  expect(names.filter((text) => !isPackageName(text) || name(text) !== text)).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test('a rank is that of the very name, not of one that contains it', () => {
  const names = listOf('1\trequests\n2\tflask\n7\tflask-cors\n');
  expect([names.rankOf(name('requests')), names.rankOf(name('Flask_CORS')), names.rankOf(name('cors')), names.rankOf(name('request'))]).toEqual([1, 7, null, null]);
});

test('a list that was checked out with Windows line ends says the same', () => {
  const names = listOf('1\trequests\r\n2\tflask\r\n');
  expect([names.rankOf(name('flask')), names.similarTo(name('reqeusts'))?.name]).toEqual([2, 'requests']);
});

test('the classic typosquat is recognised with its kind and distance', () => {
  expect(shipped.similarTo(name('reqeusts'))).toEqual({ name: 'requests', rank: expect.any(Number), difference: 'transposition', distance: 2, strength: 'strong' });
});

test('none of the 15,000 popular names is suspected', () => {
  const names = readFileSync(LIST, 'utf8').trimEnd().split('\n').map((line) => name(line.split('\t')[1] ?? ''));
  expect(names.filter((popular) => shipped.similarTo(popular) !== null)).toEqual([]);
});

test('a file of names takes the place of the popular ones: what is on it is compared with and never suspected', () => {
  const file = join(folder, 'curated.txt');
  writeFileSync(file, '# what we publish\r\nAcme_Toolbox\n\nacme-toolboxes\n');
  const similarTo = (text: string) => shipped.similarTo(name(text), { curatedList: { file } });
  expect(similarTo('acme-tolobox')).toMatchObject({ name: 'acme-toolbox', rank: 1, difference: 'transposition' });
  expect([similarTo('acme-toolboxes'), similarTo('reqeusts'), similarTo('requests')]).toEqual([null, null, null]);
});

test.each([['flask\nnot a name\n', ':2: not a package name'], [null, 'cannot read']])('a file of names that is none is refused with its place: %j', (text, why) => {
  const file = join(folder, `curated-${String(text?.length)}.txt`);
  if (text !== null) writeFileSync(file, text);
  expect(() => shipped.similarTo(name('flaskk'), { curatedList: { file } })).toThrow(why);
});

test('the exempt rank and the curated list can be narrowed', () => {
  const names = listOf('1\trequests\n2\tselenium\n9000\tselenlum\n');
  expect(names.similarTo(name('selenlum'))).toBeNull();
  expect(names.similarTo(name('selenlum'), { exemptRank: 5_000 })?.name).toBe('selenium');
  expect(names.similarTo(name('selennium'), { curatedList: 1 })).toBeNull();
});

test('a name is never a squat of a less popular one', () => {
  const names = listOf('1\tselenlum\n2\tselenium\n');
  expect(names.similarTo(name('selenlum'), { exemptRank: 0 })).toBeNull();
});

test('of several look-alikes the strongest kind is named, then the best rank', () => {
  expect(listOf('1\tcolorant\n2\tcolorama\n').similarTo(name('coloramaa'))?.name).toBe('colorama');
  expect(listOf('1\tselenita\n2\tseleniom\n3\tselenuim\n').similarTo(name('selenium'))?.name).toBe('selenuim');
  expect(listOf('1\tselenoum\n2\tselenaum\n').similarTo(name('selenium'))?.name).toBe('selenoum');
});

test('an unknown name is answered with the nearest popular one, also where nothing is suspicious', () => {
  expect([shipped.nearestPopularName(name('flsk')), shipped.nearestPopularName(name('numppi')), shipped.nearestPopularName(name('reqeusts'))]).toEqual(['flask', 'numpy', 'requests']);
});

test('a popular name, or one that resembles none, is answered with nothing', () => {
  expect([shipped.nearestPopularName(name('flask')), shipped.nearestPopularName(name('quite-unlike-everything-here'))]).toEqual([null, null]);
});

test.each([
  ['is cut off', '1\trequests\n2\tfla'],
  ['is empty', ''],
  ['holds something else', '<html></html>\n'],
])('a list that %s is an error that names the file, not silence', (_how, text) => {
  expect(() => listOf(text).rankOf(name('flask'))).toThrow(/damaged: .*list\.tsv/);
});

test('a line that is no name is an error as soon as names are compared', () => {
  expect(() => listOf('1\trequests\n2\t../flask\n').similarTo(name('django'))).toThrow(/damaged/);
});

test('a list that is not there is an error of the disk', () => {
  expect(() => loadPopularNames(join(folder, 'missing.tsv')).rankOf(name('flask'))).toThrow(expect.objectContaining({ name: 'ToolError', code: 'disk' }));
});
