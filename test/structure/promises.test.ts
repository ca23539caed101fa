import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const [, table = ''] = readFileSync('SECURITY.md', 'utf8').split('\n## Every promise has a test\n');
const rows = [...table.matchAll(/^\| (?!promise \||---)(.+?) \| (.+) \|$/gm)].map(([, promise = '', cell = '']) => ({
  promise,
  tests: [...cell.matchAll(/\[(.+?)\]\((test\/(?:[\w/-]+\.test|hostile\/families\/[\w-]+)\.ts)\)/g)].map(([, name = '', file = '']) => ({ name, file })),
}));

// A whole title, behind `test(`, the table of a test, in its row, or behind the word for it in a family; half of one would go on holding for another test.
const isThere = ({ name, file }: { readonly name: string; readonly file: string }): boolean => {
  const text = readFileSync(file, 'utf8').replaceAll("\\'", "'");
  return ['\'', '"', '`'].some((quote) => ['test(', ')(', '[', 'what: ', 'promise: '].some((start) => text.includes(`${start}${quote}${name}${quote}`)));
};

test('SECURITY.md has a line for each threat', () => {
  expect(rows.length).toBeGreaterThan(50);
});

test('every promise of SECURITY.md names a test', () => {
  expect(rows.filter(({ tests }) => tests.length === 0)).toEqual([]);
});

test('every test that SECURITY.md names is there', () => {
  expect(rows.flatMap(({ tests }) => tests).filter((named) => !isThere(named))).toEqual([]);
});
