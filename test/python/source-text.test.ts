import { expect, test } from 'vitest';
import { decodeSource } from '../../src/python/source-text.js';

const decoded = (text: string, encoding: BufferEncoding = 'utf8') => decodeSource(Buffer.from(text, encoding));

test('text is UTF-8 unless a comment in the first two lines says otherwise', () => {
  expect(decoded('x = "é"').text).toBe('x = "é"');
  expect(decoded('#!/usr/bin/python\n# -*- coding: latin-1 -*-\nx = "é"', 'latin1').text).toContain('"é"');
  expect(decodeSource(Buffer.from([...Buffer.from('# coding: cp1251\nx = "'), 0xe6, 0x22])).text).toContain('ж');
});

test('a cookie below a line of code is only a comment', () => {
  expect(decoded('x = 1\n# coding: rot13\n').text).toContain('rot13');
});

test.each(['rot13', 'utf-7', 'unicode_escape', 'raw_unicode_escape', 'no-such-codec'])('the encoding %s is not guessed at', (name) => {
  expect(decoded(`# coding: ${name}\nx = 1 + 2`)).toMatchObject({ text: null, declared: name.replaceAll('_', '-') });
});

test.each(['utf-7', 'UTF_7', 'u7'])('%s is ASCII where no plus sign begins something else', (name) => {
  expect(decoded(`# coding: ${name}\nx = 1`).text).toBe(`# coding: ${name}\nx = 1`);
  expect(decoded(`# coding: ${name}\nx = "é"`)).toMatchObject({ text: null });
});

test.each(['UTF', 'u8', 'utf-8-dos', 'utf_8_mac', 'cp65001'])('%s is another name of UTF-8', (name) => {
  expect(decoded(`# coding: ${name}\nx = "é"`).text).toContain('"é"');
});

test.each(['latin', 'ISO8859', 'latin-1-unix', 'iso-8859-1-dos', 'iso_8859_1'])('%s is another name of Latin 1', (name) => {
  expect(decoded(`# coding: ${name}\nx = "é"`, 'latin1').text).toContain('"é"');
});

test.each([['cp437', 'é', 0x82], ['850', 'é', 0x82], ['ibm852', 'ł', 0x88], ['cp855', 'ж', 0xe9], ['cp858', '€', 0xd5]] as const)('%s is read as Python reads it: %s', (name, letter, byte) => {
  const { text } = decodeSource(Buffer.concat([Buffer.from(`# coding: ${name}\nx = "`), Buffer.from([byte]), Buffer.from('"')]));
  expect(text).toBe(`# coding: ${name}\nx = "${letter}"`);
});

test.each(['iso2022_jp', 'iso-2022-jp', 'csiso2022jp'])('a name with marks of other letters in it, which CPython leaves out, is not guessed at in %s', (name) => {
  expect(decoded(`# coding: ${name}\ne\x1b(B\x1b(Bval(code)\n`)).toMatchObject({ text: null });
  expect(decoded(`# coding: ${name}\neval(code)\n`).text).toContain('eval(code)');
});

test.each(['cp949', 'uhc', 'ms949'])('letters of %s that the decoder does not know are not taken for others', (name) => {
  const source = (...letter: number[]): Buffer => Buffer.concat([Buffer.from(`# coding: ${name}\nx = "`), Buffer.from(letter), Buffer.from('"')]);
  expect(decodeSource(source(0x81, 0x41))).toMatchObject({ text: null });
  expect(decodeSource(source(0xb0, 0xa1)).text).toContain('"가"');
});

test('a byte-order mark goes, and every kind of line end becomes a newline', () => {
  expect(decoded('\u{feff}a\r\nb\rc\n').text).toBe('a\nb\nc\n');
});

test('bytes that are not UTF-8 are read one by one instead of being lost', () => {
  expect(decodeSource(Buffer.from([0x78, 0xff, 0x79])).text).toBe('xÿy');
});
