import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { createHost } from '../../src/cli/create-host.js';
import { createProgram } from '../../src/cli/program.js';
import { golden } from '../golden.js';
import { PAGES } from './pages.js';

const program = createProgram(createHost());

const commandsBelow = (parent: Command, words = ''): readonly (readonly [words: string, command: Command])[] =>
  parent.commands.flatMap((command) => [[`${words}${command.name()}`, command], ...commandsBelow(command, `${words}${command.name()} `)]);

const commands = new Map([['', program], ...commandsBelow(program)]);

// What several commands share is shown once, with install.
const SHARED = /\nOptions of (?:pip|every command):\n(?:.+\n)*/g;

function helpFor(words: string): string {
  const help = commands.get(words.trim())?.helpInformation() ?? `there is no command ${words}`;
  return words.trim() === 'install' ? help : help.replaceAll(SHARED, '');
}

const BLOCK = /(?<=```text\n\$ depsec((?: [a-z-]+)*) --help\n)[\s\S]*?(?=```)/g;

const withHelp = (readme: string): string => readme.replace(BLOCK, (_, words: string) => helpFor(words));

const pagesWithHelp = PAGES.filter((page) => readFileSync(page, 'utf8').search(BLOCK) >= 0);

test.each(pagesWithHelp)('%s shows the --help of depsec as it is, and what commands share once', (page) => {
  const expected = withHelp(readFileSync(page, 'utf8'));
  expect(golden(page, expected), 'run npm run update and read the change').toBe(expected);
});

// `cache clear` has nothing that the help of `cache` does not say.
const hasOwnHelp = (words: string): boolean => !words.includes(' ') || /^(?:Arguments|Options):$/m.test(helpFor(words));

test('README and docs show once the help of every command that has something of its own to say', () => {
  const shown = PAGES.flatMap((page) => [...readFileSync(page, 'utf8').matchAll(BLOCK)].map(([, words = '']) => words.trim()));
  expect(shown.toSorted()).toEqual([...commands.keys()].filter(hasOwnHelp).toSorted());
});

const isLeaf = ([, command]: readonly [string, Command]): boolean => command.commands.length === 0;

test('README and tour show every command at work, with what it prints', () => {
  const shown = ['README.md', 'docs/tour.md'].map((page) => readFileSync(page, 'utf8')).join('');
  const leaves = [...commands].filter(isLeaf).map(([words]) => words);
  expect(leaves.filter((words) => !new RegExp(`^\\$ depsec ${words}(?! --help)\\b`, 'm').test(shown))).toEqual([]);
});

test('every exit code of the README is one that the program documents', () => {
  const readme = readFileSync('README.md', 'utf8');
  for (const code of ['0', '1', '2', '3', '70']) expect(readme).toMatch(new RegExp(`^\\| ${code} \\|`, 'm'));
});
