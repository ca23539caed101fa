import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import type { InputReader } from '../../src/core/input.js';
import { parseRequirement } from '../../src/core/parse-requirement.js';
import { requirementLine } from '../../src/core/requirement.js';
import requirements from '../../src/inputs/requirements.js';

const reader = (files: Record<string, string>, variables: Record<string, string> = {}): InputReader => ({
  read: (file) => (file in files ? Promise.resolve(files[file] ?? '') : Promise.reject(new UserError('bad-input', `no such file: ${file}`))),
  locate: (location, { from }) => (location.includes('://') ? location : posix.join(posix.dirname(from), location)),
  locateFiles: (location) => location,
  parse: (text) => parseRequirement(text),
  parseEditable: (text) => ({ ...parseRequirement(text), editable: true }),
  variable: (name) => variables[name],
});

const lines = async (text: string, files: Record<string, string> = {}, variables: Record<string, string> = {}): Promise<string[]> =>
  (await requirements.read('r.txt', reader({ 'r.txt': text, ...files }, variables))).requirements.map(requirementLine);

const hash = `sha256:${'a'.repeat(64)}`;

test('comments, blank lines and continuation lines are read as pip reads them', async () => {
  expect(await lines('# head\n\nflask  # web\nwerkzeug \\\n  >=2,\\\n  <4\n')).toEqual(['flask', 'werkzeug>=2,<4']);
});

test('extras, markers and hashes stay with their requirement', async () => {
  expect(await lines(`Demo[a, b]==1.0 ; python_version < "3.12" --hash=${hash}`)).toEqual([`Demo[a,b]==1.0 ; python_version < "3.12" --hash=${hash}`]);
});

test('a hash sign inside an URL is no comment', async () => {
  expect(await lines('https://files.invalid/demo.zip#subdirectory=src  # why')).toEqual(['https://files.invalid/demo.zip#subdirectory=src']);
});

test('variables are filled in, unknown ones stay', async () => {
  expect(await lines('${NAME}>=1', {}, { NAME: 'flask' })).toEqual(['flask>=1']);
  await expect(lines('${UNKNOWN}')).rejects.toThrow('r.txt:1');
});

test('included files are read relative to the file that names them, constraints apart', async () => {
  const set = await requirements.read('r.txt', reader({ 'r.txt': '-r sub/a.txt\n-c c.txt', 'sub/a.txt': '-r b.txt\nflask', 'sub/b.txt': 'click', 'c.txt': 'click<9' }));
  expect(set.requirements.map(requirementLine)).toEqual(['click', 'flask']);
  expect(set.constraints.map(requirementLine)).toEqual(['click<9']);
});

test('a cycle of includes is an error that shows the way', async () => {
  await expect(lines('-r a.txt', { 'a.txt': '-r r.txt' })).rejects.toThrow(/r\.txt → a\.txt → r\.txt/);
});

test('index options count as options, not as packages', async () => {
  const { options } = await requirements.read('r.txt', reader({ 'r.txt': '-i https://a.invalid/simple\n--extra-index-url=https://b.invalid/simple\n--pre\n--no-index' }));
  expect(options).toMatchObject({ indexUrl: 'https://a.invalid/simple', extraIndexUrls: ['https://b.invalid/simple'], pre: true, noIndex: true });
});

test('every bad line is listed with file, line number and its text', async () => {
  const error: unknown = await lines('flask\nfoo bar\n--frobnicate x\nclick==\n').catch((problem: unknown) => problem);
  expect(error).toBeInstanceOf(UserError);
  expect(String(error)).toMatch(/r\.txt:2: .*\n {4}foo bar\n.*r\.txt:3: .*--frobnicate.*\n.*\n.*r\.txt:4: /);
});

test.each(['-rfoo', '--index-url=http://evil.invalid', 'a\nb', 'a\0b', 'foo\u202ebar', '\u2010e', 'foo @ javascript:alert(1)', 'foo;bar', '../x y', 'foo==1 --install-option=x', '', '==1', 'foo[', 'é'])('%j is no requirement', (text) => {
  expect(() => parseRequirement(text)).toThrow(UserError);
});
