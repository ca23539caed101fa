import { UNKNOWN, changed, mixed, namedValue, numberValue, type Value } from '../../fold/value.js';
import type { EvaluatedCall } from '../call.js';
import { elementOf } from '../comprehensions.js';
import { SUMS } from './letters.js';
import { ANY_CLASS } from '../picked-classes.js';

const MOST_ITEMS = 1_000;

const listOf = (items: readonly Value[], from: readonly Value[]): Value => changed(mixed([...from, ...items]), { items: items.slice(0, MOST_ITEMS) });

/** What each of them gives in its turn; something that nobody knows for what is not known. */
const itemsOf = (value: Value): readonly Value[] => value.items ?? [mixed([value])];

const isKnown = ({ items }: Value): boolean => items !== null;

function ordered(items: readonly Value[]): readonly Value[] {
  return items.every(({ text }) => text !== null) ? items.toSorted((left, right) => ((left.text ?? '') < (right.text ?? '') ? -1 : 1)) : items;
}

/** `zip(names, values)`: pairs, as many as the longest of what is known. */
function pairs(lists: readonly Value[]): readonly Value[] {
  const length = Math.max(0, ...lists.map(({ items }) => items?.length ?? 0));
  return Array.from({ length: Math.min(length, MOST_ITEMS) }, (_, place) => {
    const parts = lists.map((list) => list.items?.[place] ?? mixed([list]));
    return changed(mixed(parts), { items: parts });
  });
}

/** `accumulate(differences)`: numbers that stand there as what they differ by from the one before. */
function summed({ items }: Value): Value | null {
  if (items === null || items.length > MOST_ITEMS || items.some(({ number }) => number === null)) return null;
  let sum = 0;
  return changed(listOf(items.map(({ number }) => numberValue((sum += number ?? 0))), items), { name: SUMS });
}

type Through = (args: readonly Value[]) => Value | null;

const same: Through = ([list]) => (list && isKnown(list) ? listOf(itemsOf(list), [list]) : null);
const one: Through = ([list, ...more]) => (list && isKnown(list) && more.length === 0 ? elementOf(list) : null);

// What hands on the elements of what it is given: all of them, or one.
const THROUGH: ReadonlyMap<string, Through> = new Map<string, Through>([
  ['iter', same], ['set', same], ['frozenset', same], ['collections.deque', same], ['itertools.islice', same], ['itertools.cycle', same],
  ['filter', ([, list]) => same(list ? [list] : [])],
  ['sorted', ([list]) => (list && isKnown(list) ? listOf(ordered(itemsOf(list)), [list]) : null)],
  ['enumerate', ([list]) => (list && isKnown(list) ? listOf(pairs([UNKNOWN, list]), [list]) : null)],
  ['zip', (lists) => (lists.some(isKnown) ? listOf(pairs(lists), lists) : null)],
  ['itertools.zip_longest', (lists) => (lists.some(isKnown) ? listOf(pairs(lists), lists) : null)],
  ['itertools.chain', (lists) => (lists.some(isKnown) ? listOf(lists.flatMap(itemsOf), lists) : null)],
  ['itertools.chain.from_iterable', ([lists]) => (lists && isKnown(lists) ? listOf(itemsOf(lists).flatMap(itemsOf), [lists]) : null)],
  ['itertools.repeat', ([value]) => (value ? listOf([value], []) : null)],
  ['next', ([list, otherwise]) => (list && isKnown(list) ? elementOf(otherwise ? listOf([...itemsOf(list), otherwise], [list]) : list) : null)],
  ['itertools.accumulate', ([list, ...more]) => (list && more.length === 0 ? summed(list) : null)],
  ['min', one], ['max', one], ['random.choice', one], ['secrets.choice', one],
]);

const TAKES_OUT: ReadonlySet<string> = new Set(['pop', 'popleft']);

/** Calls that hand on what a list, a generator or the like gives: `enumerate(lines)`, `next(iter(lines))`, `lines.pop()`. Null for any other. */
export function iteratorCall({ name, object, method, args }: EvaluatedCall): Value | null {
  if (object !== null && object.items !== null && TAKES_OUT.has(method)) return (args[0]?.number === null || args[0]?.number === undefined ? undefined : object.items.at(args[0].number)) ?? elementOf(object);
  if (method === '__subclasses__') return changed(UNKNOWN, { items: [namedValue(ANY_CLASS)] });
  return THROUGH.get(name)?.(args) ?? null;
}
