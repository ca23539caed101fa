import { isAscii } from 'node:buffer';
import type { HiddenText } from '../../core/facts/content-facts.js';
import { foreignBytes } from './foreign-bytes.js';
import { foreignWords, wordsAnywhere, type ForeignWord } from './code-words.js';
import { hasBlankLetter, hiddenCharacters } from './hidden-characters.js';
import { isWorthHiding, looksLike } from './look-alikes.js';
import { hidesNothing } from '../../core/utf-7.js';

// Codecs of Python that turn harmless-looking text into other code while it is read (PEP 263).
const HIDING_COOKIE = /^(?:[ \t\f]*(?:#[^\n]*)?\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*((?:raw_)?unicode[_-]escape|utf[_-]?7|rot[_-]?13|punycode|idna|(?:hex|base64|bz2|zlib|zip|uu|quopri)(?:[_-]?codec)?)(?![\w.-])/i;
const CARRIAGE_RETURN = 0x0d;

const shown = (word: string): string => JSON.stringify(word.slice(0, 60));

function wordProblem({ word, line, isImport }: ForeignWord): readonly HiddenText[] {
  if (hasBlankLetter(word)) return [{ kind: 'invisible', line, what: 'a name with letters that do not show' }];
  const folded = word.normalize('NFKC');
  if (folded !== word && isWorthHiding(folded)) return [{ kind: 'folded-name', line, what: `${shown(word)} is ${folded} for Python` }];
  const double = looksLike(word);
  if (double === null) return [];
  const isMixed = /[a-z]/i.test(word);
  return isWorthHiding(double) || (isImport && isMixed) ? [{ kind: 'look-alike', line, what: `${shown(word)} looks like ${double} and is another name` }] : [];
}

// Split first: a pattern over the whole line would look at it once for each "#".
function goesOnBehindComment(line: string): boolean {
  const pieces = line.split(/\r+/);
  return pieces.some((piece, index) => piece.includes('#') && /^[ \t]*[^\s#]/.test(pieces[index + 1] ?? ''));
}

/** Where a carriage return alone ends a line of Python that editors show as one. Files of old Macs have no other line ends. */
function lineEnds(text: string): readonly HiddenText[] {
  const lines = text.split('\n');
  if (lines.length < 2) return [];
  return lines.flatMap((content, index) => (goesOnBehindComment(content) ? [{ kind: 'line-end' as const, line: index + 1, what: 'a carriage return ends a comment, and code follows it in what looks like one line' }] : []));
}

function encoding(bytes: Buffer): readonly HiddenText[] {
  const codec = HIDING_COOKIE.exec(bytes.toString('latin1', 0, 1024).replace(/\r\n?/g, '\n'))?.[1];
  return codec === undefined || hidesNothing(codec, bytes) ? [] : [{ kind: 'encoding', line: 1, what: `the file is written in ${codec}, which makes other code of what is shown` }];
}

// Most words are in strings and comments, so those are only told apart when there is a word to tell. A text repeats its words.
function doubtfulWords(text: string): readonly HiddenText[] {
  const each = new Map(wordsAnywhere(text).map((found) => [`${found.isImport} ${found.word}`, found]));
  return [...each.values()].some((word) => wordProblem(word).length > 0) ? foreignWords(text).flatMap(wordProblem) : [];
}

function foreign(bytes: Buffer): readonly HiddenText[] {
  const { hasInvisible, hasDoubtfulLetters } = foreignBytes(bytes);
  if (!hasInvisible && !hasDoubtfulLetters) return [];
  const text = bytes.toString('utf8');
  return [...(hasInvisible ? hiddenCharacters(text) : []), ...(hasDoubtfulLetters ? doubtfulWords(text) : [])];
}

/** Where Python source is not what it looks like. A file in plain ASCII with ordinary line ends costs two searches. */
export function hiddenInPython(bytes: Buffer): readonly HiddenText[] {
  return [...encoding(bytes), ...(isAscii(bytes) ? [] : foreign(bytes)), ...(bytes.includes(CARRIAGE_RETURN) ? lineEnds(bytes.toString('utf8')) : [])];
}

/** Hidden bytes in a text for people or for agents that read it. */
export function hiddenInProse(bytes: Buffer): readonly HiddenText[] {
  if (isAscii(bytes) || !foreignBytes(bytes).hasInvisible) return [];
  return hiddenCharacters(bytes.toString('utf8')).filter(({ kind }) => kind === 'payload');
}

/** A module whose name looks like another one's. */
export function hiddenInPath(path: string): readonly HiddenText[] {
  if (isAscii(Buffer.from(path))) return [];
  const words = path.split(/[/.]/).filter((word) => /[^\0-\x7f]/.test(word));
  return words.flatMap((word) => {
    const double = looksLike(word.normalize('NFKC'));
    return double === null || !(isWorthHiding(double) || /[a-z]/i.test(word)) ? [] : [{ kind: 'look-alike' as const, line: 1, what: `the file is called ${shown(word)}, which looks like ${double}` }];
  });
}
