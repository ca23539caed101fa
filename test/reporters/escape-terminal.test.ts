import { expect, test } from 'vitest';
import { displayWidth } from '../../src/reporters/escape/display-width.js';
import { escapeForTerminal } from '../../src/reporters/escape/terminal.js';

const LAST = 0x10ffff;

/** Ranges that must never arrive as themselves, written down from the Unicode charts and independent of the code under test. */
const DANGEROUS: readonly (readonly [string, number, number])[] = [
  ['C0 controls', 0x00, 0x1f],
  ['DEL and C1 controls', 0x7f, 0x9f],
  ['soft hyphen', 0xad, 0xad],
  ['no-break space', 0xa0, 0xa0],
  ['combining grapheme joiner', 0x34f, 0x34f],
  ['Arabic letter mark', 0x61c, 0x61c],
  ['Hebrew and Arabic letters', 0x5d0, 0x64a],
  ['Hangul fillers', 0x115f, 0x1160],
  ['Mongolian variation selectors', 0x180b, 0x180f],
  ['wide and thin blanks, zero-width characters, bidi marks', 0x2000, 0x200f],
  ['line and paragraph separator, bidi embeddings and overrides, narrow no-break space', 0x2028, 0x202f],
  ['invisible operators, bidi isolates, deprecated format characters', 0x205f, 0x206f],
  ['empty braille pattern', 0x2800, 0x2800],
  ['ideographic space', 0x3000, 0x3000],
  ['Hangul filler', 0x3164, 0x3164],
  ['surrogates', 0xd800, 0xdfff],
  ['private use', 0xe000, 0xf8ff],
  ['variation selectors', 0xfe00, 0xfe0f],
  ['byte order mark', 0xfeff, 0xfeff],
  ['halfwidth Hangul filler', 0xffa0, 0xffa0],
  ['interlinear annotations', 0xfff9, 0xfffb],
  ['noncharacters', 0xfffe, 0xffff],
  ['shorthand and musical format controls', 0x1bca0, 0x1bca3],
  ['musical controls', 0x1d173, 0x1d17a],
  ['tags and variation selectors supplement', 0xe0000, 0xe0fff],
  ['supplementary private use', 0xf0000, LAST],
];

/** Every character of Unicode, some hundreds at a time, each after an `x`. */
const everyBatch = function* (): Generator<string> {
  for (let first = 0; first <= LAST; first += 512) {
    yield Array.from({ length: Math.min(512, LAST + 1 - first) }, (_, offset) => `x${String.fromCodePoint(first + offset)}`).join('');
  }
};
const unlimited = { width: Infinity };

test.each(DANGEROUS)('%s are spelled out', (_, first, last) => {
  const shown: string[] = [];
  for (let code = first; code <= last; code += 1) {
    const character = String.fromCodePoint(code);
    if (!/^a\\[\x21-\x7e]+b$/.test(escapeForTerminal(`a${character}b`))) shown.push(code.toString(16));
  }
  expect(shown).toEqual([]);
});

test('any character of Unicode is either shown as itself or spelled out in ASCII', () => {
  const wrong: string[] = [];
  for (let code = 0; code <= LAST; code += 1) {
    const character = String.fromCodePoint(code);
    const shown = escapeForTerminal(character);
    if (shown !== character && !/^\\[\x21-\x7e]+$/.test(shown)) wrong.push(character);
  }
  expect(wrong).toEqual([]);
});

test('without Unicode nothing but printable ASCII comes out, for any character', () => {
  const wrong = [...everyBatch()].filter((batch) => !/^[\x20-\x7e]+$/.test(escapeForTerminal(batch, { ...unlimited, unicode: false })));
  expect(wrong).toEqual([]);
});

test('nothing is escaped twice: the escape of an escape is itself', () => {
  const once = [...everyBatch()].map((batch) => escapeForTerminal(batch, unlimited));
  expect(once.filter((text) => escapeForTerminal(text, unlimited) !== text)).toEqual([]);
});

/** Numbers from 0 to 1 that are the same in each run (Lehmer's generator with the constants of MINSTD). */
function repeatable(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const PIECES = ['\x1b[31m', '\x1b]8;;http://x.invalid\x07', '\x1bP', '\x9b2J', '\u202e', '\r', '\n', '\ud83d', '\udc00', 'e\u0301\u0301\u0301\u0301\u0301', '漢', '🦀', 'ok', ' ', '\u200d', '\t'];

function mixture(random: () => number): string {
  const length = Math.floor(random() * 30);
  const piece = (): string => (random() < 0.7 ? (PIECES[Math.floor(random() * PIECES.length)] ?? '') : String.fromCodePoint(Math.floor(random() * LAST)));
  return Array.from({ length }, piece).join('');
}

test('any mixture fits its width, holds nothing invisible and is stable when escaped again', () => {
  const random = repeatable(20_250_101);
  for (let round = 0; round < 20_000; round += 1) {
    const text = mixture(random);
    const width = Math.floor(random() * 60);
    const unicode = random() < 0.5;
    const shown = escapeForTerminal(text, { width, unicode });
    expect(displayWidth(shown)).toBeLessThanOrEqual(width);
    expect(shown).not.toMatch(/[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udfff](?![\udc00-\udfff])(?<![\ud800-\udbff][\udc00-\udfff])/);
    expect(escapeForTerminal(shown, { width, unicode })).toBe(shown);
  }
});

test('terminal commands become readable text', () => {
  expect(escapeForTerminal('\x1b[2J\x1b]0;owned\x07')).toBe('\\x1b[2J\\x1b]0;owned\\x07');
  expect(escapeForTerminal('\x9b31m')).toBe('\\x9b31m');
  expect(escapeForTerminal('evil\u202egpj.py')).toBe('evil\\u202egpj.py');
  expect(escapeForTerminal('a\u{e0041}b')).toBe('a\\u{e0041}b');
  expect(escapeForTerminal('safe\r\n\tforged')).toBe('safe\\r\\n\\tforged');
  expect(escapeForTerminal('\ud83d!')).toBe('\\ud83d!');
});

test('ordinary text of many languages stays as it is', () => {
  for (const text of ['Grüße, naïve', 'Привет', '漢字かな交じり', '한국어', 'e\u0301te\u0301', 'ไทยที่', '🦀 ✓ · — →', "exec('x')  # \\x1b"]) {
    expect(escapeForTerminal(text)).toBe(text);
  }
});

test('a combining mark never lands on a character that is not its own', () => {
  expect(escapeForTerminal('\u0338abc')).toBe('\\u0338abc');
  expect(escapeForTerminal('\x1b\u0338')).toBe('\\x1b\\u0338');
  expect(escapeForTerminal('a \u0338')).toBe('a \\u0338');
  expect(escapeForTerminal(`a${'\u0335'.repeat(5)}`)).toBe('a\u0335\u0335\u0335\\u0335\\u0335');
});

test('what is too wide ends in an ellipsis, and no character or escape is cut in two', () => {
  expect(escapeForTerminal('abcdefgh', { width: 5 })).toBe('abcd…');
  expect(escapeForTerminal('abcdefgh', { width: 5, unicode: false })).toBe('ab...');
  expect(escapeForTerminal('漢字漢字', { width: 6 })).toBe('漢字…');
  expect(escapeForTerminal('漢字漢字', { width: 8 })).toBe('漢字漢字');
  expect(escapeForTerminal('ab\x1bcd', { width: 6 })).toBe('ab…');
  expect(escapeForTerminal('abc', { width: 0 })).toBe('');
});

test('a megabyte of text is cut without a width being given', () => {
  expect(displayWidth(escapeForTerminal('\x1b'.repeat(1_000_000)))).toBeLessThanOrEqual(1_000);
});

test('wide characters count two cells, combining marks and colours none', () => {
  expect(displayWidth('漢한Ａ🦀')).toBe(8);
  expect(displayWidth('e\u0301')).toBe(1);
  expect(displayWidth('\x1b[31m✗ Blocked\x1b[39m')).toBe(9);
});
