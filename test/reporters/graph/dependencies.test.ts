import { expect, test } from 'vitest';
import type { Decision } from '../../../src/core/decision.js';
import { anchors } from '../../../src/reporters/graph/anchor.js';
import { dependencies } from '../../../src/reporters/graph/dependencies.js';
import { decision } from '../build.js';

const edges = (decisions: readonly Decision[]): readonly string[] => dependencies(decisions).map(({ from, to }) => `${decisions[from]?.report.artifact.name} -> ${decisions[to]?.report.artifact.name}`);

const petals = (extras: readonly string[]): Decision => decision('petals', { extras, requires: ['leaf ; extra == "Fast_Path"'] });
const askedFor = (line: number): { readonly file: string; readonly line: number } => ({ file: 'r.txt', line });

test('a package needs what its metadata names and the run holds, whatever the spelling', () => {
  expect(edges([decision('acorn', { requires: ['Big_Leaf (>=1.0,<2)', 'absent', 'big-leaf[x] ; python_version > "3"'] }), decision('big-leaf')])).toEqual(['acorn -> big-leaf']);
});

test('what belongs to an extra is needed where somebody asks for that extra', () => {
  const leaf = decision('leaf');
  expect(edges([petals([]), leaf])).toEqual([]);
  expect(edges([petals(['fast-path']), leaf])).toEqual(['petals -> leaf']);
  expect(edges([decision('acorn', { requires: ['petals[fast-path]'] }), petals([]), leaf])).toEqual(['acorn -> petals', 'petals -> leaf']);
});

test('a package that needs itself, in a circle, or in words that are no requirement, makes no arrow too many', () => {
  const garden = [decision('acorn', { requires: ['acorn[all]', 'leaf', '((('] }), decision('leaf', { requires: ['acorn'] })];
  expect(edges(garden)).toEqual(['acorn -> leaf', 'leaf -> acorn']);
  expect(anchors(garden, dependencies(garden))).toEqual([null, null]);
});

test('a package that nobody asked for is anchored at the nearest line that brings it in', () => {
  const garden = [decision('far', { askedFor: askedFor(1), requires: ['middle'] }), decision('middle', { requires: ['leaf'] }), decision('near', { askedFor: askedFor(2), requires: ['leaf'] }), decision('leaf'), decision('alone')];
  expect(anchors(garden, dependencies(garden))).toEqual([
    { file: 'r.txt', line: 1, by: null },
    { file: 'r.txt', line: 1, by: 'far' },
    { file: 'r.txt', line: 2, by: null },
    { file: 'r.txt', line: 2, by: 'near' },
    null,
  ]);
});
