import type { HiddenText } from '../../core/facts/content-facts.js';

// Embeddings and overrides end with U+202C, isolates with U+2069 (Unicode bidirectional algorithm, UAX #9).
const OPENS_EMBEDDING = /[\u202a\u202b\u202d\u202e]/g;
const OPENS_ISOLATE = /[\u2066-\u2068]/g;
const ANY_DIRECTION = /[\u202a-\u202e\u2066-\u2069]/;
// Long rows of characters that do not show: emoji and joined letters have a few in a row, lists of them up to 16, hidden bytes hundreds.
const SELECTORS = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]{32}/u;
const TAGS = /[\u{e0000}-\u{e007f}]{32}/u;
const ZERO_WIDTH = /[\u200b-\u200f\u2060-\u2064\u180e\ufeff]{32}/u;
const ANY_PAYLOAD = new RegExp(`${SELECTORS.source}|${TAGS.source}|${ZERO_WIDTH.source}`, 'u');
// Python takes these for letters, and no editor shows them.
const BLANK_LETTER = /[\u3164\uffa0\u115f\u1160]/;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

// A table of characters holds such a one alone in its quotes: behind it stands nothing that could be read as something else.
const LAST_OF_LINE = /^[^\u202a-\u202e\u2066-\u2069]*(["'])[\u202a-\u202e\u2066-\u2069]\1[\s,)\]}]*$/;

/** True when a control that turns the direction is still in force where the line ends: only then what follows is shown in another place (CVE-2021-42574). */
function isUnclosed(line: string): boolean {
  if (LAST_OF_LINE.test(line)) return false;
  return count(line, OPENS_EMBEDDING) > count(line, /\u202c/g) || count(line, OPENS_ISOLATE) > count(line, /\u2069/g);
}

const hex = (text: string, pattern: RegExp): string => `U+${(pattern.exec(text)?.[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const OVERRIDES = /[\u202d\u202e]/;
// No statement does without.
const CODE = /[A-Za-z_=()]/;

/** A line of a comment or a text in such a language turns nothing of the code, however its marks are set: it holds none. */
const isProse = (line: string): boolean => RIGHT_TO_LEFT.test(line) && !OVERRIDES.test(line) && !CODE.test(line);

const turned = (line: string): string => (isProse(line) ? 'marks text of a right-to-left language and is not ended in its line, which holds no code' : 'turns the direction of what follows and is not ended in its line');

function inLine(text: string, line: number): readonly HiddenText[] {
  const found: HiddenText[] = [];
  if (ANY_DIRECTION.test(text) && isUnclosed(text)) found.push({ kind: 'direction', line, what: `${hex(text, ANY_DIRECTION)} ${turned(text)}` });
  if (ANY_PAYLOAD.test(text)) found.push({ kind: 'payload', line, what: `a long row of characters that do not show, beginning with ${hex(text, ANY_PAYLOAD)}` });
  return found;
}

const ANYTHING = new RegExp(`${ANY_DIRECTION.source}|${ANY_PAYLOAD.source}`, 'u');

/** Controls and hidden bytes anywhere in a text, strings and comments too. */
export function hiddenCharacters(text: string): readonly HiddenText[] {
  return ANYTHING.test(text) ? text.split('\n').flatMap((content, index) => inLine(content, index + 1)) : [];
}

/** True for a word with a letter that does not show. */
export function hasBlankLetter(word: string): boolean {
  return BLANK_LETTER.test(word);
}
