import { expect, test } from 'vitest';
import { refuseUnknown } from '../../../src/cli/argv/known-command.js';
import { createHost } from '../../../src/cli/create-host.js';
import { createProgram } from '../../../src/cli/program.js';

const program = createProgram(createHost());

test.each([
  ['instal flask', "unknown command 'instal'\n(did you mean install?)"],
  ['uninstall flask', "unknown command 'uninstall'\n(did you mean depsec pip uninstall?)"],
  ['six', "unknown command 'six'\n(depsec --help lists the commands; a package is installed by depsec install six)"],
  ['version', "unknown command 'version'\n(did you mean depsec --version?)"],
  ['./six', "unknown command './six'"],
  ['quarantine relase flask', "unknown command 'quarantine relase'\n(did you mean quarantine release?)"],
  ['cache frobnicate', "unknown command 'cache frobnicate'\n(there are: cache stats, cache clear, cache prune)"],
])('of "depsec %s" it is said which command is unknown, and what was meant', (given, message) => {
  expect(() => refuseUnknown(given.split(' '), program)).toThrow(expect.objectContaining({ message, exitCode: 2 }));
});

test.each(['install instal', 'quarantine', 'quarantine --json', 'quarantine list', 'pip uninstall flask', 'help instal', '--help', ''])('"depsec %s" names a command, or none at all', (given) => {
  expect(() => refuseUnknown(given.split(' '), program)).not.toThrow();
});
