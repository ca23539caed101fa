import { expect, test } from 'vitest';
import { createHost } from '../../../src/cli/create-host.js';
import { fixedAnswer } from '../../../src/cli/fixed-answers.js';
import { createProgram } from '../../../src/cli/program.js';
import { helpWidth, WIDEST_HELP } from '../../../src/cli/terminal/help-width.js';

test.each([[undefined, WIDEST_HELP], [0, WIDEST_HELP], [80, 80], [200, WIDEST_HELP]])('on a stream of %s columns help has %s', (columns, width) => {
  expect(helpWidth({ columns })).toBe(width);
});

test('no line of any help is wider than the terminal', () => {
  const program = createProgram(createHost(['install']), 80);
  const all = [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)];
  const lines: string[] = [];
  for (const command of all) command.configureOutput({ writeOut: (text) => lines.push(...text.split('\n')) }).outputHelp();
  expect(lines.length).toBeGreaterThan(300);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});

test('the help that was made beforehand is for wide terminals only', () => {
  expect(fixedAnswer(['--help'], 80)).toBeNull();
});
