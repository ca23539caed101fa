import { changed, type Value } from '../../fold/value.js';
import { childAs, type SyntaxNode } from '../../syntax/node.js';
import { keysOfLine } from '../../when/files-in.js';
import { isSame } from '../comprehensions.js';
import type { Run, Scope } from '../run.js';

interface Place {
  readonly scope: Scope;
  readonly run: Run;
}

const OPENS: ReadonlySet<string> = new Set(['open', 'io.open', 'codecs.open']);
/** What hands on some of the elements that it is given, by the place of its list among its arguments. */
const HANDS_ON: ReadonlyMap<string, number> = new Map([['list', 0], ['tuple', 0], ['sorted', 0], ['filter', 1]]);
const CUTS_LINES = /^(?:splitlines\(\)|split\((["'])\\n\1\))$/;

const argumentsOf = (call: SyntaxNode): readonly SyntaxNode[] => childAs(call, 'arguments')?.children ?? [];
const methodOf = (call: SyntaxNode): SyntaxNode | null => childAs(childAs(call, 'function') ?? call, 'object');
/** The call without its object, `split("\n")` for one. */
const words = (call: SyntaxNode, object: SyntaxNode): string => (call.end - object.end > LONGEST_CALL ? '' : call.source.slice(object.end, call.end).replace(/^\s*\.\s*/, ''));
const LONGEST_CALL = 40;

// `open`, `io.open`. To ask what a longer expression is would read its beginning anew for each of its parts.
const isShort = (node: SyntaxNode | null): node is SyntaxNode => node?.type === 'identifier' || (node?.type === 'attribute' && childAs(node, 'object')?.type === 'identifier');

/** The canonical name of what is called: a function of the file may have the name of a builtin. */
function calledName(call: SyntaxNode, { scope, run }: Place): string | null {
  const called = call.type === 'call' ? childAs(call, 'function') : null;
  return isShort(called) ? run.evaluate(called, scope).name : null;
}

const isOpened = (node: SyntaxNode | null, place: Place): boolean => node !== null && OPENS.has(calledName(node, place) ?? '');

/** `open(path).read().split("\n")`, `open(path).readlines()` */
function cutsFile(call: SyntaxNode, place: Place): boolean {
  const object = call.type === 'call' ? methodOf(call) : null;
  if (object === null) return false;
  if (words(call, object) === 'readlines()') return isOpened(object, place);
  const file = object.type === 'call' && CUTS_LINES.test(words(call, object)) ? methodOf(object) : null;
  return file !== null && words(object, file) === 'read()' && isOpened(file, place);
}

/** `[line for line in open(path) if …]` */
function picksLines(node: SyntaxNode, place: Place): boolean {
  const [body, clause] = node.children;
  const from = clause?.type === 'for_in_clause' ? childAs(clause, 'right') : null;
  return from !== null && body !== undefined && isSame(node, [body]) && (isOpened(from, place) || givesLines(from, place));
}

/** True for an expression that gives lines of a file, one by one: all of them, or those that are picked. */
function givesLines(node: SyntaxNode, place: Place): boolean {
  if (node.type === 'list_comprehension') return picksLines(node, place);
  const at = HANDS_ON.get(calledName(node, place) ?? '');
  const list = at === undefined ? null : argumentsOf(node)[at];
  return list ? isOpened(list, place) || givesLines(list, place) : cutsFile(node, place);
}

/** `open(path).read().split("\n")[0]` gives a line of a file and no more: what else the file holds does not run with it. */
export function lineAt(list: SyntaxNode, found: Value, place: Place): Value {
  return found.keys.length > 0 && givesLines(list, place) ? changed(found, { keys: keysOfLine(found.keys) }) : found;
}
