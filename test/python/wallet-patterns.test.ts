import { expect, test } from 'vitest';
import { textMarks } from '../../src/python/vocabulary/tokens.js';

const marks = (text: string): readonly string[] => textMarks(text).map(({ mark }) => mark);

test.each([
  '^(1|3)[A-HJ-NP-Za-km-z1-9]{25,34}$',
  '^bc1[a-z0-9]{25,60}$',
  '^[13][a-km-zA-HJ-NP-Z1-9]{25,34}$',
  String.raw`\b1[1-9A-HJ-NP-Za-km-z]{25,34}\b`,
  '(?:bc1|[13])[a-zA-HJ-NP-Z0-9]{25,39}',
  '([13]{1}[a-zA-Z0-9]{26,33}|bc1[ac-hj-np-z02-9]{39,59})',
  String.raw`(?:\bbc1|[13])[a-zA-HJ-NP-Z0-9]{25,39}`,
  '^0x[0-9A-Fa-f]{40}$',
  'T[1-9A-HJ-NP-Za-km-z]{33}',
  '^4[0-9AB][1-9A-HJ-NP-Za-km-z]{93}$',
  '[LM3][a-km-zA-HJ-NP-Z1-9]{26,33}',
])('%s is a pattern for the addresses of wallets', (text) => {
  expect(marks(text)).toEqual(['wallet-pattern']);
});

test.each([
  ['a number of the time', '^[12][0-9]{3}-[01][0-9]$'],
  ['an identifier', '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'],
  ['a digest', '^[0-9a-f]{64}$'],
  ['a short hex number', '0x[0-9a-fA-F]{1,8}'],
  ['a token of a service', 'ghp_[A-Za-z0-9]{36}'],
  ['a word that ends in a letter of theirs', 'SECRET[A-Z0-9]{32}'],
  ['a phone', String.raw`1[0-9]{10}`],
  ['a count before letters', '[a-z]{3}[A-Za-z0-9]{30}'],
])('%s is none', (_, text) => {
  expect(marks(text)).toEqual([]);
});
