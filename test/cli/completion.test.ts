import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { allCommands, VALUES } from '../../src/cli/complete.js';
import { completionScript, shells } from '../../src/cli/shell/completion.js';
import type { Offered } from '../../src/cli/shell/offered.js';
import { searchPath } from '../support/runs/python.js';
import { runProcess } from '../support/runs/run-process.js';

const offered: Offered = { commands: allCommands(), values: { ...VALUES, '--format': ['table', 'json', 'sarif'] }, args: { explain: ['exec-of-decoded-data', 'typosquat'], completion: shells }, argsOrFiles: ['explain'] };

test.each(shells)('the script for %s has every command and every option that help shows', (shell) => {
  const script = completionScript(shell, offered);
  const words = new Set(script.split(/[\s'":()]+/));
  const spelled = (flag: string): boolean => words.has(flag) || words.has(flag.replace(/^--?/, ''));
  expect(offered.commands.filter(({ words: path }) => !script.includes(path))).toEqual([]);
  expect(offered.commands.flatMap(({ options }) => options.flatMap(({ flags }) => flags)).filter((flag) => !spelled(flag))).toEqual([]);
});

/** What bash would offer behind these words, the last of which is still being typed. */
async function inBash(words: readonly string[]): Promise<readonly string[]> {
  const script = `${completionScript('bash', offered)}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _depsec; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { code, stdout } = await runProcess('bash', ['--noprofile', '--norc', '-c', script, 'bash', ...words], { cwd: tmpdir(), env: { PATH: searchPath() } });
  expect(code).toBe(0);
  return stdout.split('\n').filter((line) => line !== '');
}

test.each([
  [['depsec', 'ca'], ['cache']],
  [['depsec', 'cache', ''], ['stats', 'clear', 'prune']],
  [['depsec', 'cache', 'clear', ''], []],
  [['depsec', 'scan', '--form'], ['--format']],
  [['depsec', 'scan', '--format', ''], ['table', 'json', 'sarif']],
  [['depsec', 'scan', '--format', '=', 'sa'], ['sarif']],
  [['depsec', 'log', '--verdict', 'b'], ['blocked']],
  [['depsec', 'install', '--sandbox', ''], ['auto', 'require', 'off']],
  // The value of an option is a file, which bash completes by itself.
  [['depsec', 'scan', '-o', 'sc'], []],
  // Not the command `install`.
  [['depsec', 'shim', 'install', '--one'], []],
  [['depsec', 'install', '--one'], ['--one-pass']],
  [['depsec', 'explain', 'exec'], ['exec-of-decoded-data']],
  [['depsec', 'pip', ''], ['install', 'download', 'wheel']],
  [['depsec', 'pip', 'install', '--one'], ['--one-pass']],
])('bash completes %j to %j', async (words, completed) => {
  expect(await inBash(words)).toEqual(completed);
});

test('behind --option= zsh completes the values of the option', () => {
  const script = completionScript('zsh', offered);
  expect(script).toMatch(/previous=\$\{PREFIX%%=\*\}\s+compset -P 1 '\*='/);
});

test.each([['completion', true], ['explain', false]])('fish offers no files behind %s: %s', (command, noFiles) => {
  const line = completionScript('fish', offered).split('\n').find((each) => each.includes(`__depsec_at "${command}"`) && / -a /.test(each) && !each.includes(' -l '));
  expect(/ -f -a /.test(line ?? 'no such line -f -a ') === noFiles).toBe(true);
});
