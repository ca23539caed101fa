import { IN_WORD } from './spot.js';

export const LINE_FEED = 10;
export const RETURN = 13;
export const SMALL_X = 120;
export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;

// What a byte begins. A NUL character ends some readings of a file and not others.
export const [WORD, BLANK, LINE, QUOTE, ESCAPE, HASH, CARET, ENDS] = [1, 2, 3, 4, 5, 6, 7, 8];

/** What each byte begins, or 0 for nothing of note. */
export const KINDS = new Uint8Array(256);
for (let code = 0; code < 256; code += 1) if (IN_WORD[code] === 1) KINDS[code] = WORD;
for (const [letters, kind] of [[' \t\f', BLANK], ['\n\r', LINE], [`"'`, QUOTE], ['\\', ESCAPE], ['#', HASH], ['^', CARET], ['\0', ENDS]] as const) for (const letter of letters) KINDS[letter.codePointAt(0) ?? 0] = kind;

/** True for the quotes that texts stand in. */
export const isQuote = (code: number | undefined): boolean => code !== undefined && KINDS[code] === QUOTE;
