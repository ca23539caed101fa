import { expect, test } from 'vitest';
import type { Run } from '../../src/core/run.js';
import { escapeForTerminal } from '../../src/reporters/escape/terminal.js';
import * as registry from '../../src/reporters/registry.js';
import { flow, wordsOf } from '../../src/reporters/table/flow.js';
import { look } from './build.js';
import { sampleRuns } from './sample-runs.js';

/** What a build server obeys in the log of a job: the runner of GitHub trims a line before it looks; the other forms count anywhere. */
const COMMAND = /^\s*::|##\[|##vso\[|##teamcity\[/m;

const rendered = Object.entries(registry).flatMap(([format, reporter]) => Object.entries(sampleRuns).map(([sample, run]) => ({ format, sample, reporter, run })));

test.each(rendered.filter(({ format }) => format !== 'github'))('no line of the $format of $sample is a command to a build server', async ({ reporter, run }) => {
  for (const columns of [40, 80, 200]) expect(await reporter.render(run, look({ columns, verbosity: 'very-verbose' }))).not.toMatch(COMMAND);
});

test('colons at the beginning of a word are spelled out, and only there', () => {
  expect(escapeForTerminal('::error::x')).toBe('\\x3a:error::x');
  expect(escapeForTerminal('a ::warning::')).toBe('a \\x3a:warning::');
  expect(escapeForTerminal('std::string x[::2]')).toBe('std::string x[::2]');
  expect(escapeForTerminal('##[error]x ##vso[x] # heading ## x')).toBe('\\x23#[error]x \\x23#vso[x] # heading ## x');
});

test('a word that is broken into lines never begins one with colons', () => {
  for (let length = 1; length < 60; length += 1) {
    const lines = flow(wordsOf(`${'a'.repeat(length)}::::::error::${'b'.repeat(60)}`), { first: 0, rest: 2, width: 40 });
    expect(lines.filter((line) => COMMAND.test(line))).toEqual([]);
  }
  for (let length = 1; length < 60; length += 1) {
    const lines = flow(wordsOf(`${'a'.repeat(length)}/::error::/::error::${'b'.repeat(60)}`), { first: 0, rest: 2, width: 40 });
    expect(lines.filter((line) => COMMAND.test(line))).toEqual([]);
  }
});

const broken = (word: string): readonly string[] => flow(wordsOf(word), { first: 2, rest: 2, width: 40 });

test('a path that is longer than the line is broken behind a folder, where that does not leave the line all but empty', () => {
  expect(broken('/home/someone/venv/lib/python3.12/site-packages/pip-23.2.1.dist-info')).toEqual(['  /home/someone/venv/lib/python3.12/', '  site-packages/pip-23.2.1.dist-info']);
  expect(broken(`a/${'b'.repeat(50)}`)).toEqual([`  a/${'b'.repeat(36)}`, `  ${'b'.repeat(14)}`]);
});

const commandsIn = (text: string): readonly string[] => text.split(/\r\n|[\n\r\u0085\u2028\u2029]/).filter((line) => COMMAND.test(line));
const expectedCommands = ({ decisions, problems, notices }: Run): number => {
  const services = new Set(decisions.flatMap(({ report }) => report.gaps.filter(({ kind }) => kind === 'service').map(({ what, why }) => `${what}\0${why}`)));
  return decisions.filter(({ verdict }) => verdict !== 'safe').length + problems.length + notices.filter(({ level }) => level === 'warning').length + services.size;
};

test.each(Object.keys(sampleRuns))('the annotations of %s are those of depsec and none of a package', (sample) => {
  const run = sampleRuns[sample]!;
  const text = registry.github.render(run, look());
  const commands = commandsIn(text);
  expect(commands).toHaveLength(expectedCommands(run));
  expect(commands.filter((line) => !/^::(?:error|warning|notice) (?:file=[^,:]*(?:,line=\d+)?,)?title=[^,:]*::/.test(line))).toEqual([]);
});

const unescaped = (text: string): string => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%');

/** The runner's own reading of a command (ActionCommand.TryParseV2). */
function parsed(line: string): { readonly name: string; readonly properties: Readonly<Record<string, string>>; readonly data: string } {
  const [, head = '', data = ''] = /^::(.*?)::(.*)$/s.exec(line) ?? [];
  const [name = '', rest = ''] = head.split(/ (.*)/s);
  return { name, data: unescaped(data), properties: Object.fromEntries(rest.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), unescaped(pair.slice(pair.indexOf('=') + 1))])) };
}

test('an annotation stands at the line that asks for the package, and names who needs it', () => {
  const [first, second] = commandsIn(registry.github.render(sampleRuns['pipeline']!, look()));
  expect(parsed(first!)).toMatchObject({ name: 'error', properties: { file: 'requirements/base.txt', line: '3', title: 'Blocked: beehive 2.3.0' } });
  expect(parsed(second!).data.split('\n')).toEqual(expect.arrayContaining(['exec runs what base64.b64decode decoded', 'setup.py:14: exec(base64.b64decode(PAYLOAD))', 'Needed by beehive']));
});
