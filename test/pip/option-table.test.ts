import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { optionsOf, pipOptions, type GatedCommand, type PipOption } from '../../src/pip/option-table.js';

/** What each pip from 23.0 on has: all spellings of an option (with VALUE when it takes one) → the first and the last version. */
interface Known {
  readonly versions: readonly string[];
  readonly commands: Readonly<Record<GatedCommand, Readonly<Record<string, readonly [string, string]>>>>;
}

const known: Known = JSON.parse(readFileSync('fixtures/pip-options/options.json', 'utf8'));

const at = (version: string): number => known.versions.indexOf(version);
const within = (version: string, first = known.versions[0] ?? '', last = known.versions.at(-1) ?? ''): boolean => at(version) >= at(first) && at(version) <= at(last);

// pip 23.0 had no short form for it yet; that it is taken there, too, harms nobody.
const asIn = (version: string, words: string): string => (version === '23.0' ? words.replace('-C --config-settings', '--config-settings') : words);

function spellings({ name, aliases = [], short, value }: PipOption): string {
  return [...(short === undefined ? [] : [`-${short}`]), `--${name}`, ...aliases.map((alias) => `--${alias}`), ...(value === undefined ? [] : ['VALUE'])].join(' ');
}

const cases = known.versions.flatMap((version) => (['install', 'download', 'wheel'] as const).map((command) => ({ version, command })));

test.each(cases)('the table has exactly the options of pip $command $version', ({ version, command }) => {
  const pips = Object.entries(known.commands[command]).filter(([, [first, last]]) => within(version, first, last)).map(([words]) => words);
  const rows = optionsOf(command).filter(({ since, until }) => within(version, since, until)).map((row) => asIn(version, spellings(row)));
  expect(rows.toSorted()).toEqual(pips.toSorted());
});

test('a version in the table is one that the lists know', () => {
  const named = pipOptions.flatMap(({ since, until }) => [since ?? [], until ?? []].flat());
  expect(named.filter((version) => !known.versions.includes(version))).toEqual([]);
});

test('a flag that takes another back is taken back by it', () => {
  const pairs = pipOptions.flatMap(({ name, undoes }) => (undoes === undefined ? [] : [`${name} ${undoes}`]));
  expect(pairs.map((pair) => pair.split(' ').toReversed().join(' ')).toSorted()).toEqual(pairs.toSorted());
});

test('every option that depsec does itself is named by an end-to-end test', () => {
  const titles = readdirSync('test/e2e').flatMap((file) => [...readFileSync(join('test/e2e', file), 'utf8').matchAll(/^test\((['"`])(.*?)\1, /gm)].map(([, , title = '']) => title));
  const named = new Set(titles.flatMap((title) => title.match(/--[a-z0-9-]+/g) ?? []));
  expect(pipOptions.filter(({ use, name }) => use === 'handled' && !named.has(`--${name}`)).map(({ name }) => name)).toEqual([]);
});
