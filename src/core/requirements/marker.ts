// PEP 508, with the names that every pip since 23.0 knows. Their older spellings (os.name) are taken by all of them.
const VARIABLE = String.raw`\b(?:python_version|python_full_version|os[._]name|sys[._]platform|platform_(?:release|system)|platform[._](?:version|machine|python_implementation)|python_implementation|implementation_(?:name|version)|extra)\b`;
// Python reads escapes inside its quotes, so a backslash would mean something else to pip than it shows.
const QUOTED = String.raw`"[^"\\]*"|'[^'\\]*'`;
const TOKEN = new RegExp(String.raw`[ \t]*(?:(?<bracket>[()])|(?<operand>${QUOTED}|${VARIABLE})|(?<operator>===|~=|==|!=|<=|>=|<|>|\bnot[ \t]+in\b|\bin\b)|(?<link>\b(?:and|or)\b))`, 'y');

type Kind = '(' | ')' | 'operand' | 'operator' | 'link';

/** The kinds of the tokens, or null when something is none. */
function tokensOf(text: string): Kind[] | null {
  const kinds: Kind[] = [];
  const rest = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rest.length) {
    const found = TOKEN.exec(rest)?.groups;
    if (!found) return null;
    const { bracket } = found;
    if (bracket === '(' || bracket === ')') kinds.push(bracket);
    else kinds.push(found['operand'] ? 'operand' : found['operator'] ? 'operator' : 'link');
  }
  return kinds;
}

/** Where the expression that begins at `at` ends, or null when it is none. */
function endOfExpression(kinds: readonly Kind[], at: number): number | null {
  let end = endOfTerm(kinds, at);
  while (end !== null && kinds[end] === 'link') end = endOfTerm(kinds, end + 1);
  return end;
}

function endOfTerm(kinds: readonly Kind[], at: number): number | null {
  if (kinds[at] === '(') {
    const end = endOfExpression(kinds, at + 1);
    return end !== null && kinds[end] === ')' ? end + 1 : null;
  }
  return kinds[at] === 'operand' && kinds[at + 1] === 'operator' && kinds[at + 2] === 'operand' ? at + 3 : null;
}

/** True for an environment marker as PEP 508 defines it: comparisons joined by `and` and `or`, in brackets that match. */
export function isMarker(text: string): boolean {
  const kinds = tokensOf(text);
  return kinds !== null && endOfExpression(kinds, 0) === kinds.length;
}

const BETWEEN_QUOTES_OR_NOT_IN = new RegExp(String.raw`${QUOTED}|\bnot[ \t]+in\b`, 'g');

/** The same marker as all pips can read it: older ones know `not in` with one blank alone. */
export const plainMarker = (marker: string): string => marker.replace(BETWEEN_QUOTES_OR_NOT_IN, (found) => (found.startsWith('not') ? 'not in' : found));
