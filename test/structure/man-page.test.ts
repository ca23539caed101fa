import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allCommands } from '../../src/cli/complete.js';
import { golden } from '../golden.js';
import { parseObject, stringsAt } from '../support/json.js';
import { manPage } from './man-page.js';

const PATH = 'man/depsec.1';

test('the manual page is the one that the commands make', () => {
  const page = manPage(allCommands());
  expect(golden(PATH, page), 'run npm run update and read the change').toBe(page);
});

test('the manual page has every command and every option that help shows', () => {
  const page = readFileSync(PATH, 'utf8').replaceAll(String.raw`\-`, '-');
  const ends = allCommands().slice(1).filter(({ commands }) => commands.length === 0);
  expect(ends.map(({ usage }) => usage).filter((usage) => !page.includes(`.SS ${usage}\n`))).toEqual([]);
  expect(ends.flatMap(({ options }) => options.flatMap(({ flags }) => flags)).filter((flag) => !page.includes(`\\fB${flag}\\fR`))).toEqual([]);
});

// npm passes over a page that is told in any other way than in a list.
test('the manual page is packed, and npm is told where it lies', () => {
  const about = parseObject(readFileSync('package.json', 'utf8'));
  expect(stringsAt(about, 'man')).toEqual([`./${PATH}`]);
  expect(stringsAt(about, 'files')).toContain('man');
});
