import { describe, expect, test } from 'vitest';
import { parseIni } from '../../../src/config/pip-config/ini.js';
import { mergePipConfig, type PipConfig } from '../../../src/config/pip-config/merge.js';

const merge = (texts: readonly string[], variables: Readonly<Record<string, string>> = {}): PipConfig =>
  mergePipConfig({ files: texts.map((text, at) => ({ file: `/${at}.conf`, sections: parseIni(text, `/${at}.conf`) })), variables: new Map(Object.entries(variables)) });

const rows: readonly [string, readonly string[], Record<string, string>, string | null][] = [
  ['[install] beats [global], also of a later file', ['[install]\nindex-url = i\n', '[global]\nindex-url = g\n'], {}, 'i'],
  ['a variable beats both', ['[install]\nindex-url = i\n'], { PIP_INDEX_URL: 'v' }, 'v'],
  ['a later file beats an earlier one', ['[global]\nindex-url = a\n', '[global]\nindex-url = b\n'], {}, 'b'],
  ['underscores, case and leading dashes do not count', ['[global]\n--Index_URL = a\n'], {}, 'a'],
  ['an alias is the same option', ['[global]\nindex-url = a\n[install]\npypi-url = b\n'], {}, 'b'],
  ['an empty variable says nothing', ['[global]\nindex-url = a\n'], { PIP_INDEX_URL: '' }, 'a'],
  ['an empty value in a later file hides the earlier one', ['[global]\nindex-url = a\n', '[global]\nindex-url =\n'], {}, null],
  ['other commands do not count', ['[download]\nindex-url = a\n'], {}, null],
];
test.each(rows)('%s', (...[, files, variables, expected]) => {
  expect(merge(files, variables).get('index-url')?.value ?? null).toBe(expected);
});

test('each value tells where it comes from', () => {
  const config = merge(['[global]\ntimeout = 5\n', '[global]\nindex-url = a\n'], { PIP_FIND_LINKS: '/f' });
  expect(config.entries()).toEqual([
    { option: 'timeout', value: '5', origin: '/0.conf' },
    { option: 'index-url', value: 'a', origin: '/1.conf' },
    { option: 'find-links', value: '/f', origin: 'PIP_FIND_LINKS' },
  ]);
});

test('lists are split at blanks and newlines, and a variable replaces them as a whole', () => {
  const file = '[global]\nextra-index-url =\n  https://a.invalid\n  https://b.invalid https://c.invalid\n';
  expect(merge([file]).list('extra-index-url')).toEqual(['https://a.invalid', 'https://b.invalid', 'https://c.invalid']);
  expect(merge([file], { PIP_EXTRA_INDEX_URL: 'https://d.invalid' }).list('extra-index-url')).toEqual(['https://d.invalid']);
  expect(merge([]).list('extra-index-url')).toEqual([]);
});

test('no-binary adds up over the levels, as in pip', () => {
  expect(merge(['[global]\nno-binary = a\n[install]\nno-binary = b\n'], { PIP_NO_BINARY: 'c' }).get('no-binary')?.value).toBe('a,b,c');
});

describe('flags', () => {
  const words: readonly [string, boolean][] = [['yes', true], ['TRUE', true], ['1', true], ['on', true], ['t', true], ['no', false], ['False', false], ['0', false], ['off', false]];
  test.each(words)('%s is %s', (word, expected) => {
    expect(merge([], { PIP_NO_INDEX: word }).flag('no-index')).toBe(expected);
  });

  test('nobody said anything', () => {
    expect(merge([]).flag('no-index')).toBeNull();
  });

  test('options that pip stores as false are switched on by a false word', () => {
    expect(merge(['[install]\nno-compile = no\n']).flag('no-compile')).toBe(true);
    expect(merge(['[install]\nno-build-isolation = true\n']).flag('no-build-isolation')).toBe(false);
  });

  test('another word is an error that names its origin', () => {
    expect(() => merge([], { PIP_PRE: 'maybe' }).flag('pre')).toThrow('PIP_PRE: pre must be yes or no, not "maybe"');
  });
});
