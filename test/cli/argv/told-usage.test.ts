import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { createHost } from '../../../src/cli/create-host.js';
import { createProgram } from '../../../src/cli/program.js';

async function complaint(line: string): Promise<string> {
  try {
    await createProgram(createHost(line.split(' '))).parseAsync(line.split(' '), { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.message;
    throw error;
  }
  return '';
}

test.each([
  ['waive six==1', "error: missing required argument 'rule'\n(depsec waive [options] <package> <rule...>)"],
  ['log six', "error: too many arguments for 'log'. Expected 0 arguments but got 1.\n(depsec log [options])"],
  ['cache clear --all', "error: unknown option '--all'\n(depsec cache clear --help lists those that there are)"],
  ['report --formta json', "error: unknown option '--formta'\n(did you mean --format?)"],
])('of "depsec %s" it is said what the command takes', async (line, message) => {
  expect(await complaint(line)).toBe(message);
});
