import { expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { parseRequirement } from '../../src/core/requirements/parse-requirement.js';
import { requirementLine } from '../../src/core/requirements/requirement.js';
import requirements from '../../src/inputs/requirements.js';
import { fakeReader as reader } from './fake-reader.js';

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

test('variables are filled in, unknown and empty ones stay', async () => {
  expect(await lines('${NAME}>=1', {}, { NAME: 'flask' })).toEqual(['flask>=1']);
  await expect(lines('${EMPTY}flask', {}, { EMPTY: '' })).rejects.toThrow('${EMPTY}flask');
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

test('a file that includes itself under another spelling of its name is read once', async () => {
  const spelled = { ...reader({ 'r.txt': 'two words\n-r a.txt', '/x/a.txt': '-r r.txt' }), locate: (location: string) => `/x/${location}` };
  await expect(requirements.read('r.txt', spelled)).rejects.toThrow(/^r\.txt:1: not a requirement.*\n.*\n\/x\/a\.txt:1: \/x\/r\.txt includes itself \(r\.txt → \/x\/a\.txt → \/x\/r\.txt\)\n.*$/);
});

test('a merge that was left unfinished is told by the lines that it left', async () => {
  await expect(lines('<<<<<<< HEAD\nflask==1\n||||||| base\n=======\nflask==2\n>>>>>>> other\n')).rejects.toThrow(/^(?:r\.txt:[1346]: a merge conflict is not resolved\n .*\n?){4}$/);
});

test('index options count as options, not as packages', async () => {
  const { options } = await requirements.read('r.txt', reader({ 'r.txt': '-i https://a.invalid/simple\n--extra-index-url=https://b.invalid/simple\n--pre\n--no-index' }));
  expect(options).toMatchObject({ indexUrl: 'https://a.invalid/simple', extraIndexUrls: ['https://b.invalid/simple'], pre: true, noIndex: true });
});

test('what stands behind one requirement holds for it alone', async () => {
  const { requirements: [first, second] } = await requirements.read('r.txt', reader({ 'r.txt': `flask -C a=b --config-settings "c=d e" --hash ${hash.toUpperCase().replace('SHA', 'sha')}\nclick` }));
  expect([first?.configSettings, first?.hashes, second?.configSettings]).toEqual([['a=b', 'c=d e'], [hash], []]);
});

test('every kind of option is kept', async () => {
  const text = '--only-binary=:all:\n--no-binary=Demo_X\n--use-feature=fast-deps\n--prefer-binary\n--require-hashes\n--trusted-host a.invalid\n-f https://a.invalid/x';
  const { options } = await requirements.read('r.txt', reader({ 'r.txt': text }));
  expect(options).toMatchObject({
    onlyBinary: [':none:', ':all:'], noBinary: [':none:', 'demo-x'], useFeatures: ['fast-deps'], preferBinary: true, requireHashes: true, trustedHosts: ['a.invalid'], findLinks: ['https://a.invalid/x'],
  });
});

test('an index URL replaces the indexes named before it', async () => {
  const { options } = await requirements.read('r.txt', reader({ 'r.txt': '--extra-index-url https://a.invalid\n-i https://b.invalid\n--extra-index-url https://c.invalid' }));
  expect(options).toMatchObject({ indexUrl: 'https://b.invalid', extraIndexUrls: ['https://c.invalid'] });
});

test('an editable requirement keeps its place and its settings', async () => {
  const set = await requirements.read('r.txt', reader({ 'r.txt': '\n-e file:///x/demo -C a=b' }));
  expect(set.requirements).toMatchObject([{ editable: true, configSettings: ['a=b'], origin: { file: 'r.txt', line: 2 } }]);
});

test.each([
  ['flask --global-option=x', 'steers setup.py'], ['--no-require-hashes', 'switches off'], ['--all-releases=:all:', '--pre'], ['--index http://x', '--index-url'], ['--pre=1', 'takes no value'], ['--pre evil', 'pip would ignore'],
  ['flask --pre', 'line of its own'], ['-r a.txt -r b.txt', 'line of its own'], ['-e file:///x ; python_version > "3"', 'pip would ignore'], ['--hash=sha256:00', 'belongs behind'], ['-f "x', 'never closed'], ['-f x\\ # why', 'backslash'], ['-C x', 'belongs behind'],
  ['flask -C x', 'KEY=VALUE'], ['-e file:///x --hash=' + hash, 'editable'],
])('%s is refused by name', async (text, reason) => {
  await expect(lines(text)).rejects.toThrow(reason);
});

test.each(['${URL}/odd.whl', '-i ${URL} extra', '-e ${URL}/x.zip junk', 'foo bar ${URL}', '-r ${URL}/r.txt'])('what a variable put into %s is not shown', async (text) => {
  const error = String(await lines(text, {}, { URL: 'https://user:hid@den@a.invalid' }).catch((cause: unknown) => cause));
  expect(error).toMatch(/r\.txt:1/);
  expect(error).not.toMatch(/hid|den@/);
});

test('a hundred bad lines are listed, the others counted', async () => {
  await expect(lines('foo bar\n'.repeat(150))).rejects.toThrow(/r\.txt:100: [^]*and 50 more lines$/);
});

test('files that include others twice each end in an error instead of a million reads', async () => {
  const files = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`${index}.txt`, `-r ${index + 1}.txt\n-r ${index + 1}.txt`]));
  await expect(lines('-r 0.txt', { ...files, '20.txt': 'flask' })).rejects.toThrow(/more than 1000 files|20 files deep/);
});

test('a file of half a million lines ends in an error at once', async () => {
  await expect(lines('flask\n'.repeat(500_000))).rejects.toThrow('more than 200000 lines');
  expect(await lines('flask\n'.repeat(20_000))).toHaveLength(20_000);
});

test('every bad line is listed with file, line number and its text', async () => {
  const error: unknown = await lines('flask\nfoo bar\n--frobnicate x\nclick==\n').catch((problem: unknown) => problem);
  expect(error).toBeInstanceOf(UserError);
  expect(String(error)).toMatch(/r\.txt:2: .*\n {4}foo bar\n.*r\.txt:3: .*--frobnicate.*\n.*\n.*r\.txt:4: /);
});

test.each(['-rfoo', '--index-url=http://evil.invalid', 'a\nb', 'a\0b', 'foo\u202ebar', '\u2010e', 'foo @ javascript:alert(1)', 'foo;bar', '../x y', 'foo==1 --install-option=x', '', '==1', 'foo[', 'é'])('%j is no requirement', (text) => {
  expect(() => parseRequirement(text)).toThrow(UserError);
});
