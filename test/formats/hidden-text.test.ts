import { describe, expect, test } from 'vitest';
import { hiddenInPath, hiddenInProse, hiddenInPython } from '../../src/formats/hidden-text/hidden-text.js';

const kindsIn = (text: string): readonly string[] => hiddenInPython(Buffer.from(text)).map(({ kind, line }) => `${kind} ${line}`);

describe('is told', () => {
  test.each([
    ['a control that turns the direction and is not ended', 'x = 1\ny = "a\u202e" # b\n', 'direction 2'],
    ['a control alone in its quotes, behind which more stands', 'MARKS = {"rlo": "\u202e", "a": b}\n', 'direction 1'],
    ['two controls in quotes of which one is not ended', 'MARKS = ["\u202e a", "\u202d",\n', 'direction 1'],
    ['an isolate that is not ended', '# a \u2066 b\n', 'direction 1'],
    ['a row of variation selectors', `x = "a${'\u{e0101}'.repeat(40)}"\n`, 'payload 1'],
    ['a row of tag characters', `# a${'\u{e0061}'.repeat(40)}\n`, 'payload 1'],
    ['a row of zero-width characters', `x = "${'\u200b\u200c'.repeat(20)}"\n`, 'payload 1'],
    ['a name that Python folds into a builtin', '\n\uff45\uff58\uff45\uff43(x)\n', 'folded-name 2'],
    ['the same in what an f-string computes', 'x = f"a {\u{1d5d8}val} \u{1d5d8}{\uff45val(x)}"\n', 'folded-name 1'],
    ['a name with a letter that does not show', 'x\u3164 = 1\n', 'invisible 1'],
    ['a Cyrillic double of a module', 'import \u043es\n', 'look-alike 1'],
    ['a name in a mixture of alphabets that is imported', 'from r\u0435qu\u0435sted import x\n', 'look-alike 1'],
    ['code behind a carriage return in a comment', 'x = 1\n# harmless\rdig(x)\n', 'line-end 2'],
    ['an encoding that makes other code', '#!/usr/bin/python\n# -*- coding: rot13 -*-\nx = 1\n', 'encoding 1'],
    ['the same with an underscore', '# coding: unicode_escape\n', 'encoding 1'],
    ['UTF-7 with a sign that begins something else', '# coding: utf-7\nx = 1 +ADs- y\n', 'encoding 1'],
  ])('%s', (_, text, expected) => {
    expect(kindsIn(text)).toEqual([expected]);
  });
});

describe('passes', () => {
  test.each([
    ['a control alone in its quotes, with which the line ends', 'MARKS = {\n    "rlo": "\u202e",\n    "lro": \'\u202d\'})\n}'],
    ['a control that is ended in its line', 'x = "a\u202eb\u202c \u2067c\u2069"\n'],
    ['Arabic and Hebrew', '# \u0645\u0631\u062d\u0628\u0627 \u200f\u05e9\u05dc\u05d5\u05dd\nx = "\u05e9"\n'],
    ['emoji with joiners, selectors and flags', 'x = "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\ufe0f \u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}"\n'],
    ['a byte-order mark', '\ufeffx = 1\n'],
    ['folding letters in strings and comments', 'x = "\uff45\uff58\uff45\uff43" # \uff45\uff58\uff45\uff43\ny = """\n\uff45val\n"""\n'],
    ['names in other alphabets', '\u0438\u043c\u044f = \u03bb + \u0394x\n\u03c3_x = \u00b5\n'],
    ['Windows and Mac line ends', 'x = 1 # a\r\ny = 2\r\n# b\rz = 3\r'.replace('# b\rz = 3\r', '# b\r\n')],
    ['a file of an old Mac', '# a\rx = 1\r'],
    ['ordinary encodings', '# -*- coding: utf-8 -*-\nx = "rot13"\n'],
    ['UTF-7 without such a sign', '# coding: utf-7\nx = 1\n'],
    ['a cookie below code', 'x = 1\ny = 2\n# coding: rot13\n'],
  ])('%s', (_, text) => {
    expect(kindsIn(text)).toEqual([]);
  });
});

test('a file whose name is the double of another one is told, a file in another alphabet is not', () => {
  expect(hiddenInPath('garden/\u043es.py')).toHaveLength(1);
  expect(hiddenInPath('\u0441\u0430\u0434/\u0440\u044b\u0431\u0430.py')).toEqual([]);
});

test('of prose only hidden bytes are told', () => {
  expect(hiddenInProse(Buffer.from(`a\n${'\u{e0061}'.repeat(40)}`))).toMatchObject([{ kind: 'payload', line: 2 }]);
  expect(hiddenInProse(Buffer.from('a\u202e b \u{1f468}\u200d\u{1f469}'))).toEqual([]);
});

const saidOf = (line: string): readonly string[] => hiddenInPython(Buffer.from(`X = 1\n${line}\n`)).map(({ what }) => what);

test('a mark of direction in a line of right-to-left text is told as that, and one beside code as what turns it', () => {
  expect(saidOf('# \u202b\u05e9\u05dc\u05d5\u05dd')).toEqual(['U+202B marks text of a right-to-left language and is not ended in its line, which holds no code']);
  expect(saidOf('leaf = "\u05e9" # \u202b')).toEqual(['U+202B turns the direction of what follows and is not ended in its line']);
  expect(saidOf('# \u202e\u05e9\u05dc\u05d5\u05dd')).toEqual(['U+202E turns the direction of what follows and is not ended in its line']);
});
