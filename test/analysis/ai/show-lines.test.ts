import { expect, test } from 'vitest';
import { placesOf, showFile } from '../../../src/analysis/ai/show-lines.js';
import { untrusted } from '../../../src/core/untrusted.js';
import { flag } from './shown.js';

const code = (lines: number): string => Array.from({ length: lines }, (_, index) => `x${index + 1} = ${index + 1}`).join('\n');

test('a short file is shown whole, of a long one the head and what surrounds the place', () => {
  expect(showFile('a.py', code(100), { places: [50], own: [] }).lines).toHaveLength(100);
  const { lines, total } = showFile('a.py', code(5_000), { places: [3_000], own: [] });
  expect(total).toBe(5_000);
  expect(lines.map(({ line }) => line)).toEqual([...Array.from({ length: 30 }, (_, index) => index + 1), ...Array.from({ length: 61 }, (_, index) => 2_970 + index)]);
});

test('a line of a megabyte is shown by its ends', () => {
  const [line] = showFile('a.py', `x = "${'A'.repeat(1_000_000)}" # the end`, { places: [1], own: [] }).lines;
  expect(line?.text.length).toBeLessThan(700);
  expect(line?.text).toMatch(/^x = "A+\[\d+ characters left out\]A+" # the end$/);
});

test('where not everything fits, the places come first', () => {
  const long = Array.from({ length: 200 }, (_, index) => `x${index + 1} = "${'A'.repeat(500)}"`).join('\n');
  const shown = showFile('a.py', long, { places: [150], own: [] }).lines.map(({ line }) => line);
  expect(shown.length).toBeLessThan(60);
  expect(shown).toContain(150);
});

test('steps of a finding in other files are places too', () => {
  const finding = { ...flag('high', 'a.py', 3), trace: [{ what: untrusted('decodes'), line: 9, file: untrusted('b.py') }, { what: untrusted('runs'), line: 3 }] };
  expect(placesOf([finding])).toEqual(new Map([['a.py', [3, 3]], ['b.py', [9]]]));
});
