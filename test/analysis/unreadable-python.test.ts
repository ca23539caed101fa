import { expect, test } from 'vitest';
import type { Gap } from '../../src/core/finding.js';
import { untrusted } from '../../src/core/untrusted.js';
import { asLittleElse, inTinyPackage, unreadablePython } from '../../src/analysis/unreadable-python.js';

const gap = (what: string, kind: Gap['kind']): Gap => ({ kind, what: untrusted(what), why: untrusted('unread') });

test.each([
  ['NUL characters', Buffer.from('x = 1\0'), /NUL/],
  ['bytes of no encoding', Buffer.from([0x78, 0xff, 0xfe]), /neither UTF-8/],
])('a file with %s is listed', (_, content, why) => {
  expect(unreadablePython('garden/a.py', content)).toMatchObject([{ kind: 'data', what: 'garden/a.py', why: expect.stringMatching(why) }]);
});

test.each([
  ['ASCII', Buffer.from('x = 1\n')],
  ['UTF-8', Buffer.from('x = "é"\n')],
  ['an encoding that it names', Buffer.from('# coding: latin-1\nx = "é"\n', 'latin1')],
])('a file in %s is none of them', (_, content) => {
  expect(unreadablePython('garden/a.py', content)).toEqual([]);
});

test('in a tiny package such a file is a warning, other data is not', () => {
  const gaps = [gap('garden/a.py', 'data'), gap('garden/b.bin', 'data'), gap('garden/c.py', 'runs')];
  expect(inTinyPackage(gaps, (path) => path.endsWith('.py')).map(({ kind }) => kind)).toEqual(['latent', 'data', 'runs']);
});

test('a broken sample among the tests of a tiny package is none, unless it runs', () => {
  const gaps = [gap('garden-1.0/tests/a.py', 'data'), gap('garden-1.0/tests/b.py', 'runs'), gap('garden-1.0/attests/c.py', 'data')];
  expect(inTinyPackage(gaps, () => true).map(({ kind }) => kind)).toEqual(['data', 'runs', 'latent']);
});

test('a module that no rule asks about is a warning where it is unread, unless it is such a sample', () => {
  expect([gap('garden/a.py', 'data'), gap('tests/a.py', 'data'), gap('tests/b.py', 'runs')].map((each) => asLittleElse(each).kind)).toEqual(['latent', 'data', 'latent']);
});
