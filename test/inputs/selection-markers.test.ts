import { expect, test } from 'vitest';
import { chosenMarker, markerInEveryPart } from '../../src/inputs/structured/selection-markers.js';
import { reachedFrom } from '../../src/inputs/structured/edge-markers.js';

const selection = { extras: ['fast'], groups: ['dev'] };

test.each<[string | null, string | null | false]>([
  [null, null],
  ["python_version > '3'", "python_version > '3'"],
  ["'fast' in extras", null],
  ["'slow' in extras", false],
  ["'slow' not in extras", null],
  ["'dev' in dependency_groups and sys_platform == 'linux'", "sys_platform == 'linux'"],
  ["'docs' in dependency_groups or sys_platform == 'linux'", "sys_platform == 'linux'"],
  ["'docs' in dependency_groups and sys_platform == 'linux'", false],
  ["('docs' in dependency_groups or os_name == 'nt') and (os_name == 'posix' or python_version < '3')", "os_name == 'nt' and (os_name == 'posix' or python_version < '3')"],
  ["'win' in sys_platform", "'win' in sys_platform"],
  ["extra == 'fast' and os_name == 'nt'", "os_name == 'nt'"],
  ["'slow' == extra", false],
  ["extra != \"slow\"", null],
])('of %s there is left: %s', (marker, left) => {
  expect(chosenMarker(marker, selection)).toBe(left);
});

test.each<[string | null, string | null]>([
  [null, null],
  ["'slow' in extras", null],
  ["'slow' not in extras and 'docs' in dependency_groups", null],
  ["sys_platform == 'win32' and 'dev' in dependency_groups", "sys_platform == 'win32'"],
  ["extra == 'cpu' and extra != \"cuda\"", null],
  ["'cpu' == extra and os_name == 'nt'", "os_name == 'nt'"],
  ["'extra' == os_name", "'extra' == os_name"],
])('in every part of a lock, of %s there is left: %s', (marker, left) => {
  expect(markerInEveryPart(marker)).toBe(left);
});

test.each(['', "'a' in", '(os_name == "x"', 'os_name == "x" os_name == "y"', 'and'])('%j is no marker', (text) => {
  expect(() => chosenMarker(text, selection)).toThrow(/marker/);
});

test('a package that somebody needs always is needed always, and one that nobody reaches is left out', () => {
  const reached = reachedFrom(['.'], [
    { from: '.', to: 'a', marker: null }, { from: '.', to: 'b', marker: 'm' }, { from: 'b', to: 'c', marker: 'n' }, { from: 'a', to: 'd', marker: 'p' },
    { from: 'b', to: 'd', marker: null }, { from: 'c', to: 'b', marker: null }, { from: 'x', to: 'y', marker: null }, { from: 'b', to: 'a', marker: null },
  ]);
  expect(Object.fromEntries(reached)).toEqual({ '.': null, a: null, b: 'm', c: '(m) and (n)', d: '(p) or (m)' });
});
