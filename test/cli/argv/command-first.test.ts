import { expect, test } from 'vitest';
import { commandFirst, helpLast } from '../../../src/cli/argv/command-first.js';
import { createHost } from '../../../src/cli/create-host.js';
import { createProgram } from '../../../src/cli/program.js';

const program = createProgram(createHost());

test.each([
  ['--python .venv install flask', 'install --python .venv flask'],
  ['-vv --config=c.toml audit -r r.txt', 'audit -vv --config=c.toml -r r.txt'],
  ['-q -o out.json --format json scan', 'scan -q -o out.json --format json'],
  ['-oout.json --no-color quarantine list', 'quarantine list -oout.json --no-color'],
  ['--offline quarantine', 'quarantine --offline'],
  ['--offline pip install flask', 'pip install --offline flask'],
  ['-q pip list -o', 'pip -q list -o'],
  ['-q run -- tox -q', 'run -q -- tox -q'],
  ['--offline --help', '--help'],
  ['--frobnicate install', '--frobnicate install'],
  ['-vx install', '-vx install'],
  ['-q', '-q'],
  ['install -q x', 'install -q x'],
])('%s is read as %s', (given, meant) => {
  expect(commandFirst(given.split(' '), program).join(' ')).toBe(meant);
});

test('help names the command whose help is wanted, and what is no command is an error with the one that was meant', () => {
  expect(helpLast(['help', 'quarantine', 'list'], program)).toEqual(['quarantine', 'list', '--help']);
  expect(helpLast(['help'], program)).toEqual(['help']);
  expect(() => helpLast(['help', 'instal'], program)).toThrow("unknown command 'instal'\n(did you mean install?)");
});
