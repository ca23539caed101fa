import { expect, test } from 'vitest';
import { worthOf } from '../../src/python/glance/could-matter.js';
import { PACKER, PACKER_NAMES, PACKER_WORDS } from '../../src/python/shapes/packers.js';
import { shapeFacts } from '../../src/python/shapes/shape-facts.js';
import { parserLoader } from '../../src/app/analysis/parser-files.js';
import { packageRoot } from '../../src/platform/package-root.js';

const { parse } = await parserLoader(packageRoot())('full');

/** The shapes of a file of which a glance has seen what it needed. */
const shapesOf = (text: string): readonly string[] => shapeFacts(parse(text), worthOf(Buffer.from(text)).look).shapes.map(({ shape }) => shape);

test.each([
  ['behind a shorter one', `SHORT = '${'a'.repeat(1_200)}'\ndef f(x=1):\n    return ['${'b'.repeat(1_500)}', x]\n`],
  ['before a shorter one', `def f(x=1):\n    return ['${'b'.repeat(1_500)}', x]\nSHORT = '${'a'.repeat(1_200)}'\n`],
])('the longest text of a file is found %s, however deep it stands', (_, text) => {
  expect(shapeFacts(parse(text)).literalLength).toBe(1_502);
});

/** One text for each spelling that the expression knows. */
const SPELLINGS = PACKER.source.split(/\|(?![^(]*\))/).map((part) => part.replaceAll(/\\b|\(\?:\[Ww\]|-\?|\(\?:|\)$/g, '').replaceAll('\\.', '.').replaceAll('\\', '')).map((text) => (text.startsWith('Obfuscated') ? 'Obfuscated with' : text));

test('there is a spelling for each packer, which the expression finds', () => {
  expect(SPELLINGS.length).toBeGreaterThan(15);
  expect(SPELLINGS.filter((text) => !PACKER.test(text))).toEqual([]);
});

test.each(SPELLINGS)('%s gives a packer away in a remark, in a text, and behind what has the file read anyway', (spelling) => {
  for (const text of [`# ${spelling} tool\nimport subprocess\n`, `import subprocess\n# ${spelling} tool\n`, `import subprocess\nx = "${spelling} tool"\n`, `import subprocess\nx = """\n${spelling} tool\n"""\n`]) expect(shapesOf(text)).toEqual(['packer']);
});

test('words that packers share with everybody are nothing', () => {
  expect(PACKER_WORDS.filter((word) => !PACKER_NAMES.includes(word) && !PACKER.test(word)).flatMap((word) => shapesOf(`import subprocess\n# ${word} of something\n`))).toEqual([]);
});

test.each([' '.repeat(90), '\t'.repeat(90), ' \t'.repeat(45)])('code behind many blanks is seen, be they spaces or tabs: %j', (blanks) => {
  expect(shapesOf(`import subprocess\nx = 1;${blanks};exec(x)\n`)).toEqual(['hidden-column']);
});

const classes = (names: readonly string[]): string => names.map((name) => `class ${name}: pass\n`).join('');

test('words of a few letters with a capital each can be told apart, dice cannot', () => {
  expect(shapesOf(`import subprocess\n${classes(['PySmiLexerError', 'PySmiParserError', 'PySmiSyntaxError', 'TestTagExpressionFooAndBar'])}`)).toEqual([]);
  expect(shapesOf(`import subprocess\n${classes(['xQzRtYbNmKpLwV', 'KdLsPwOrTyBnMq', 'qWeRtYuIoPaSdF', 'aBcDeFgHiJkLmN'])}`)).toEqual(['name-soup']);
});

test.each(["().__class__.__base__.__subclasses__()", "''.__class__.__mro__[1].__subclasses__()", '[].__class__.__bases__[0].__subclasses__()'])('all that Python knows, reached from nothing, is a name that somebody hides: %s', (chain) => {
  expect(shapesOf(`found = [c for c in ${chain} if c.__name__ == "x"]\n`)).toEqual(['spelled-names']);
});

test('the heirs of a class of the file are nothing', () => {
  expect(shapesOf('found = [c for c in Base.__subclasses__() if c.name == "x"]\n')).toEqual([]);
});
