import { describe, expect, test } from 'vitest';
import { parseIni } from '../../../src/config/pip-config/ini.js';
import { UserError } from '../../../src/core/errors.js';

const plain = (text: string) => Object.fromEntries([...parseIni(text, 'pip.conf')].map(([name, section]) => [name, Object.fromEntries(section)]));

// The expected values are what Python's RawConfigParser gives for the same text.
const rows: readonly [string, string, Record<string, Record<string, string>>][] = [
  ['sections and both delimiters', '[global]\nindex-url = https://a.invalid\ntimeout: 5\n', { global: { 'index-url': 'https://a.invalid', timeout: '5' } }],
  ['blanks are those of Python', '[g]\n\x1f a\x1f= 1\x1c\n    2\n\x1f b = 3\ufeff\n', { g: { a: '1\n2', b: '3\ufeff' } }],
  ['the first delimiter divides', '[g]\nurl=https://a.invalid/?x=1:2\n', { g: { url: 'https://a.invalid/?x=1:2' } }],
  ['keys lose their case, values keep it', '[g]\nIndex_URL = Https://A\n', { g: { index_url: 'Https://A' } }],
  ['indented lines continue a value', '[g]\nextra =\n    one\n    two\nnext = 1\n', { g: { extra: '\none\ntwo', next: '1' } }],
  ['an empty line inside a value stays, at its end it goes', '[g]\na = 1\n\n  2\n\nb = 3\n', { g: { a: '1\n\n2', b: '3' } }],
  ['whole-line comments, also inside a value', '# c\n[g]\n; c\na = 1\n  # c\n  2\n', { g: { a: '1\n2' } }],
  ['there are no inline comments', '[g]\na = 1 # not a comment\nb = 2 ; neither\n', { g: { a: '1 # not a comment', b: '2 ; neither' } }],
  ['an indented key is a key when nothing precedes it', '[g]\n  a = 1\n  b = 2\n', { g: { a: '1', b: '2' } }],
  ['text behind a section header is ignored', '[g] rest\na = 1\n', { g: { a: '1' } }],
  ['a key without a value is empty', '[g]\na =\n', { g: { a: '' } }],
  ['DEFAULT shows through in every other section', '[DEFAULT]\na = 1\nb = 1\n[g]\nb = 2\n[h]\n', { g: { a: '1', b: '2' }, h: { a: '1', b: '1' } }],
  ['Windows line ends', '[g]\r\na = 1\r\n', { g: { a: '1' } }],
  ['an empty file', '', {}],
];
test.each(rows)('%s', (_name, text, expected) => {
  expect(plain(text)).toEqual(expected);
});

describe('a malformed file is an error that names file and line', () => {
  const bad: readonly [string, string, string][] = [
    ['no section before the first key', 'a = 1\n', 'pip.conf:1: expected a [section] before "a = 1"'],
    ['neither section nor key', '[g]\na = 1\nnonsense\n', 'pip.conf:3: neither a section nor a key with a value: "nonsense"'],
    ['a value without a key', '[g]\n= 1\n', 'pip.conf:2: neither a section nor a key with a value: "= 1"'],
    ['a section twice', '[g]\na = 1\n[g]\n', 'pip.conf:3: the section [g] is there twice'],
    ['a key twice', '[g]\na = 1\nA = 2\n', 'pip.conf:3: a is there twice in [g]'],
  ];
  test.each(bad)('%s', (_name, text, message) => {
    expect(() => parseIni(text, 'pip.conf')).toThrow(expect.objectContaining({ constructor: UserError, code: 'bad-config', message }));
  });
});
