import { changed, type Value } from '../fold/value.js';
import { childAs, textOf, type SyntaxNode } from '../syntax/node.js';

// What every client of the network, and every program with a terminal, is meant to look for.
const HARMLESS = /^_?(?:(?:https?|ftp|all|no|socks\d?|wss?|rsync)_?)?proxy$|^(?:LANG|LANGUAGE|LC_\w*|TZ|TERM|COLORTERM|NO_COLOR)$/i;
const ENVIRONMENT = /^(?:(?:list|sorted|dict)\()?(?:os\.)?environ(?:\.copy\(\))?(?:\.(?:items|keys|iteritems)\(\))?\)?$/;
const CASE = String.raw`(?:\.(?:lower|upper|casefold)\(\))?`;
const TEXT = String.raw`(?:"\w+"|'\w+')`;
// In brackets without a comma a text is only a text, and `in` looks for a part of it, which each letter is.
const ROW = String.raw`[([{]\s*${TEXT}\s*,(?:\s*${TEXT}\s*,)*(?:\s*${TEXT})?\s*[)\]}]`;
const TEXTS = `(?:${TEXT}|${ROW})`;
const LONGEST_TEST = 400;

/** `name.lower().endswith("_proxy")`, `name in ("http_proxy", "no_proxy")`, `"proxy" in name`: nothing passes but names that tell no secret. */
function asksForHarmless(test: string, name: string): boolean {
  const key = `${name}${CASE}`;
  const shapes = [String.raw`^${key}\.(?:startswith|endswith)\(\s*${TEXTS}\s*\)$`, String.raw`^${key}\s*(?:==\s*${TEXT}|in\s*${ROW})$`, String.raw`^${TEXT}\s+in\s+${key}$`];
  const texts = test.match(new RegExp(TEXT, 'g')) ?? [];
  return texts.every((text) => HARMLESS.test(text.slice(1, -1))) && shapes.some((shape) => new RegExp(shape).test(test));
}

/** True for a condition that holds for no other name. */
function isLimit(condition: SyntaxNode | null | undefined, name: string): boolean {
  if (!condition || condition.end - condition.start > LONGEST_TEST) return false;
  const parts = condition.children.filter(({ field }) => field !== 'operator');
  if (condition.type === 'parenthesized_expression') return parts.length === 1 && isLimit(parts[0], name);
  if (condition.type !== 'boolean_operator') return asksForHarmless(textOf(condition), name);
  const isAnd = textOf(childAs(condition, 'operator') ?? condition) === 'and';
  return isAnd ? parts.some((part) => isLimit(part, name)) : parts.every((part) => isLimit(part, name));
}

/** The variable that holds the name, in a loop over the environment; null for every other loop. */
function nameIn(left: SyntaxNode, right: SyntaxNode): string | null {
  const key = left.type === 'identifier' ? left : left.children[0];
  return key?.type === 'identifier' && ENVIRONMENT.test(textOf(right)) ? textOf(key) : null;
}

/** The conditions that all of a loop stands under: of a comprehension its own, of a statement the only one in it. */
function conditionsOf(loop: SyntaxNode): readonly (SyntaxNode | null | undefined)[] {
  if (loop.type !== 'for_statement') return loop.children.filter(({ type }) => type === 'if_clause').map(({ children }) => children[0]);
  const body = childAs(loop, 'body')?.children ?? [];
  const [only] = body;
  return body.length === 1 && only?.type === 'if_statement' && childAs(only, 'alternative') === null ? [childAs(only, 'condition')] : [];
}

/** What a loop over the environment goes through, without its secrets where it takes only variables that hold none: those of proxies, languages, terminals. */
export function withoutSecrets(list: Value, loop: SyntaxNode, { left, right }: { readonly left: SyntaxNode; readonly right: SyntaxNode }): Value {
  if (!list.origins.some(({ kind }) => kind === 'environment')) return list;
  const name = nameIn(left, right);
  if (name === null || !conditionsOf(loop).some((condition) => isLimit(condition, name))) return list;
  return changed(list, { name: null, origins: list.origins.filter(({ kind }) => kind !== 'environment') });
}
