import { UserError } from '../../core/errors.js';

/** What somebody chose of a lock file; `every`: whatever it is called, also where a part of the lock asks for its absence. */
export interface Selection {
  readonly extras: readonly string[] | 'every';
  readonly groups: readonly string[] | 'every';
}

const EVERY_PART: Selection = { extras: 'every', groups: 'every' };

/** An expression of which a part is known: true, false, or what is left of it as text. */
type Value = boolean | string;

const TOKEN = /\s*(\(|\)|\b(?:and|or)\b|(?:"[^"]*"|'[^']*'|[^\s()"'<>=!~]+)(?:\s+(?:not\s+)?in\s+|\s*(?:===|~=|==|!=|<=|>=|<|>)\s*)(?:"[^"]*"|'[^']*'|[^\s()"']+))/y;
const CHOICE = /^(?:"([^"]*)"|'([^']*)')\s+(not\s+)?in\s+(extras|dependency_groups)$/;
// How Poetry and uv write it.
const EXTRA = /^(?:extra\b|(?:"[^"]*"|'[^']*')[^"']*\bextra$)/;
const NAMES_A_PART = /\b(?:extras?|dependency_groups)\b/;

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  const rest = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rest.length) {
    const token = TOKEN.exec(rest)?.[1];
    if (token === undefined) throw new UserError('bad-input', `not an environment marker: ${JSON.stringify(text)}`);
    tokens.push(token);
  }
  return tokens;
}

// The older way to ask for one extra, of whoever takes one at a time.
const ONE_EXTRA = /^(?:extra\s*([=!]=)\s*(?:"([^"]*)"|'([^']*)')|(?:"([^"]*)"|'([^']*)')\s*([=!]=)\s*extra)$/;

function known(leaf: string, { extras, groups }: Selection): Value {
  if (extras === 'every' && EXTRA.test(leaf)) return true;
  const [one, first, ...parts] = ONE_EXTRA.exec(leaf) ?? [];
  if (extras !== 'every' && one !== undefined) return extras.includes(parts.slice(0, 4).find((part) => part !== undefined) ?? '') === ((first ?? parts[4]) === '==');
  const [, double, single, not, list] = CHOICE.exec(leaf) ?? [];
  if (list === undefined) return leaf;
  const chosen = list === 'extras' ? extras : groups;
  if (chosen === 'every') return true;
  const isIn = chosen.includes(double ?? single ?? '');
  return not === undefined ? isIn : !isIn;
}

const inBrackets = (value: string): string => (/\b(?:and|or)\b/.test(value) ? `(${value})` : value);

function join(word: 'and' | 'or', values: readonly Value[]): Value {
  const decides = word === 'or';
  if (values.includes(decides)) return decides;
  const left = values.filter((value): value is string => typeof value === 'string');
  if (left.length === 0) return !decides;
  return left.length === 1 ? (left[0] ?? !decides) : left.map(inBrackets).join(` ${word} `);
}

interface Cursor {
  readonly tokens: readonly string[];
  readonly selection: Selection;
  at: number;
}

function term(cursor: Cursor): Value {
  const token = cursor.tokens[cursor.at];
  cursor.at += 1;
  if (token === '(') {
    const value = alternatives(cursor);
    if (cursor.tokens[cursor.at] !== ')') throw new UserError('bad-input', 'a bracket of an environment marker is not closed');
    cursor.at += 1;
    return value;
  }
  if (token === undefined || /^(?:\)|and|or)$/.test(token)) throw new UserError('bad-input', 'an environment marker ends in the middle');
  return known(token, cursor.selection);
}

function chain(cursor: Cursor, word: 'and' | 'or', next: (cursor: Cursor) => Value): Value {
  const values = [next(cursor)];
  while (cursor.tokens[cursor.at] === word) {
    cursor.at += 1;
    values.push(next(cursor));
  }
  return join(word, values);
}

const alternatives = (cursor: Cursor): Value => chain(cursor, 'or', (inner) => chain(inner, 'and', term));

/**
 * What is left of a marker of pylock.toml once extras and groups are chosen (PEP 751, "extras" and "dependency_groups" in markers): null when it
 * always holds, false when it never does. Throws `bad-input`.
 */
export function chosenMarker(text: string | null, selection: Selection): string | null | false {
  if (text === null) return null;
  const cursor: Cursor = { tokens: tokensOf(text), selection, at: 0 };
  const value = alternatives(cursor);
  if (cursor.at < cursor.tokens.length) throw new UserError('bad-input', `not an environment marker: ${JSON.stringify(text)}`);
  return value === true ? null : value;
}

/** What is left of a marker once every extra and every group is chosen; null when it always holds. Throws `bad-input`. */
export function markerInEveryPart(text: string | null): string | null {
  if (text === null || !NAMES_A_PART.test(text)) return text;
  const left = chosenMarker(text, EVERY_PART);
  return left === false ? null : left;
}
