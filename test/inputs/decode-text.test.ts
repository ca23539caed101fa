import { expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { decodeText } from '../../src/inputs/requirements/decode-text.js';

const utf32 = (text: string, write: 'writeUInt32LE' | 'writeUInt32BE'): Buffer =>
  Buffer.concat(Array.from(`\ufeff${text}`, (character) => { const bytes = Buffer.alloc(4); bytes[write](character.codePointAt(0) ?? 0); return bytes; }));

test.each([
  ['UTF-8', Buffer.from('flask # é')],
  ['UTF-8 with its mark', Buffer.from('\ufeffflask # é')],
  ['UTF-16 LE', Buffer.from('\ufeffflask # é', 'utf16le')],
  ['UTF-16 BE', Buffer.from('\ufeffflask # é', 'utf16le').swap16()],
  ['UTF-32 LE', utf32('flask # é', 'writeUInt32LE')],
  ['UTF-32 BE', utf32('flask # é', 'writeUInt32BE')],
])('%s is read by its mark or without one', (_, bytes) => {
  expect(decodeText(bytes)).toBe('flask # é');
});

test.each([
  ['latin-1', Buffer.from('# -*- coding: Latin_1 -*-\n# é', 'latin1'), '# -*- coding: Latin_1 -*-\n# é'],
  ['windows-1251', Buffer.from('#\n# coding=cp1251\n# \xe0', 'latin1'), '#\n# coding=cp1251\n# а'],
  ['koi8-r', Buffer.from('# coding: koi8-r\n# \xc1', 'latin1'), '# coding: koi8-r\n# а'],
  ['windows-1252', Buffer.from('# coding: cp1252\n# a\x85b', 'latin1'), '# coding: cp1252\n# a…b'],
  ['another name of Latin-1', Buffer.from('# coding: csisolatin1\n# a\x85b', 'latin1'), '# coding: csisolatin1\n# a\x85b'],
])('a coding comment for %s is believed', (_, bytes, text) => {
  expect(decodeText(bytes)).toBe(text);
});

test('a coding comment in the third line is none', () => {
  expect(() => decodeText(Buffer.from('#\n#\n# coding: latin-1\n# é', 'latin1'))).toThrow(UserError);
});

test.each([
  ['not UTF-8', Buffer.from('flask # é', 'latin1'), 'not UTF-8 text'],
  ['an unknown encoding', Buffer.from('# coding: x-none\nflask'), '"x-none"'],
  ['not what the comment says', Buffer.from('# coding: ascii\n# é'), 'as its coding comment says'],
  ['a code that ends a line to Python, and is a sign to the web', Buffer.from('# coding: iso-8859-9\n# a\x85b', 'latin1'), 'not ISO-8859-9 text'],
  ['a code that the web exchanges for another', Buffer.from('# coding: cp866\n# a\x1cb', 'latin1'), 'not CP866 text'],
  ['a code that Windows-1252 has not', Buffer.from('# coding: cp1252\n# \x81', 'latin1'), 'not CP1252 text'],
  ['half a code point', Buffer.concat([utf32('flask', 'writeUInt32LE'), Buffer.from([1])]), 'not UTF-32LE text'],
  ['a surrogate', Buffer.from([0xff, 0xfe, 0, 0, 0, 0xd8, 0, 0]), 'not UTF-32LE text'],
])('%s is refused with the reason', (_, bytes, reason) => {
  expect(() => decodeText(bytes)).toThrow(reason);
});
