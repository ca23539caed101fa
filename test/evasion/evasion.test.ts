import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { benignTwins } from './benign.js';
import { figuresOf, groupings, type Figures } from './figures.js';
import { samples } from './generate.js';
import { judgeTrees } from './judge-trees.js';
import { HOST } from './sources.js';

const FLOOR: Readonly<Record<string, Readonly<Record<string, number>>>> = JSON.parse(readFileSync('test/evasion/floor.json', 'utf8'));

let figures: Figures = {};
beforeAll(async () => {
  const all = samples();
  figures = figuresOf(all, await judgeTrees(all));
});

const foundOf = (grouping: string, name: string): number => figures[grouping]?.[name]?.found ?? 0;

describe.each(groupings)('by %s', (grouping) => {
  test('no group is found less often than it was (node test/evasion/run.mjs --misses names what is missed)', () => {
    const floor = Object.entries(FLOOR[grouping] ?? {});
    const lower = floor.filter(([name, least]) => foundOf(grouping, name) < least).map(([name, least]) => `${name}: ${foundOf(grouping, name)}, was ${least}`);
    expect(floor.length).toBeGreaterThan(0);
    expect(lower).toEqual([]);
  });

  test('every group has a floor (node test/evasion/run.mjs --floor writes it)', () => {
    expect(Object.keys(figures[grouping] ?? {}).filter((name) => FLOOR[grouping]?.[name] === undefined)).toEqual([]);
  });
});

test('no harmless twin of a group is blocked', async () => {
  const twins = benignTwins();
  const verdicts = await judgeTrees(twins);
  expect(twins.length).toBeGreaterThan(100);
  expect(twins.filter(({ id }) => verdicts.get(id) === 'blocked').map(({ id }) => id)).toEqual([]);
});

test('there are some hundred samples, each with a name of its own and inert', () => {
  const all = samples();
  expect(all.length).toBeGreaterThan(300);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const clear = all.filter(({ encoding }) => !encoding.startsWith('constant: '));
  const hosts = clear.flatMap(({ files }) => Object.values(files).flatMap((text) => text.match(/https?:\/\/[^/'"\s]+/g) ?? []));
  expect(HOST).toMatch(/\.invalid$/);
  expect(new Set(hosts)).toEqual(new Set([`https://${HOST}`]));
});
