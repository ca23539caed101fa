import { changed, type Value } from '../fold/value.js';
import { commandTraits } from '../vocabulary/commands.js';
import { isTelling } from './learn.js';
import { LOCAL } from './run.js';

// How the name begins of what is one of several functions.
const ONE_OF = `${LOCAL}<one of `;
const MOST = 12;

/** What is one of several things: the name of the one that means something, and one for all of them where several do. */
export function oneOf(values: readonly Value[], all: Value): Value {
  const names = [...new Set(values.flatMap(({ name }) => (name !== null && isTelling(name) ? (choicesIn(name) ?? [name]) : [])))].slice(0, MOST);
  const [only] = names;
  if (only === undefined) return all;
  return changed(all, { name: names.length === 1 ? only : `${ONE_OF}${names.join('|')}>` });
}

/** The names that such a name stands for, each with what is asked of it (`.run`, `()`) behind it; null for any other name. */
export function choicesIn(name: string): readonly string[] | null {
  if (!name.startsWith(ONE_OF)) return null;
  const end = name.lastIndexOf('>');
  return name.slice(ONE_OF.length, end).split('|').map((one) => one + name.slice(end + 1));
}

const MOST_LINES = 40;

/** The first element; of several lines one that does something, when they are run one by one. */
export function mostTelling(items: readonly Value[]): Value | undefined {
  const [first] = items;
  if (first?.text === null || items.length > MOST_LINES || !items.every(({ text }) => text !== null)) return first;
  return items.find(({ text }) => (text ?? '').includes(' ') && [...commandTraits(text ?? '')].some((trait) => trait !== 'build-tool')) ?? items.find(({ text }) => text !== '') ?? first;
}
