import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createHost } from '../../src/cli/command-host.js';
import { createProgram } from '../../src/cli/program.js';

const program = createProgram(createHost());

function helpFor(words: string): string {
  const command = words === '' ? program : program.commands.find((candidate) => candidate.name() === words.trim());
  return command ? command.helpInformation() : `there is no command ${words}`;
}

const BLOCK = /(```text\n\$ depsec((?: [a-z-]+)?) --help\n)[\s\S]*?(```)/g;

const withHelp = (readme: string): string =>
  readme.replace(BLOCK, (_, head: string, words: string, end: string) => `${head}${helpFor(words)}${end}`);

test('the README shows the --help of depsec and of every command as it is', () => {
  const readme = readFileSync('README.md', 'utf8');
  const expected = withHelp(readme);
  if (process.env['UPDATE']) writeFileSync('README.md', expected);
  else expect(readme, 'run npm run update and read the change').toBe(expected);
  const shown = [...readme.matchAll(BLOCK)].map(([, , words = '']) => words.trim());
  expect(shown.toSorted()).toEqual(['', ...program.commands.map((command) => command.name())].filter((name) => name !== 'help').toSorted());
});

test('every exit code of the README is one that the program documents', () => {
  const readme = readFileSync('README.md', 'utf8');
  for (const code of ['0', '1', '2', '3', '70']) expect(readme).toMatch(new RegExp(`^\\| ${code} \\|`, 'm'));
});
