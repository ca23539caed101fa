import { changed, type Value } from '../fold/value.js';
import { isTelling } from './learn.js';
import { LOCAL } from './run.js';

// How the name begins of what is one of several functions.
const ONE_OF = `${LOCAL}<one of `;
const MOST = 12;

/** What is one of several things: a name for all of them, where more than one is a function that means something. */
export function oneOf(values: readonly Value[], all: Value): Value {
  const names = [...new Set(values.flatMap(({ name }) => (name !== null && isTelling(name) ? (choicesIn(name) ?? [name]) : [])))].slice(0, MOST);
  return names.length < 2 ? all : changed(all, { name: `${ONE_OF}${names.join('|')}>` });
}

/** The names that such a name stands for, each with what is asked of it (`.run`, `()`) behind it; null for any other name. */
export function choicesIn(name: string): readonly string[] | null {
  if (!name.startsWith(ONE_OF)) return null;
  const end = name.lastIndexOf('>');
  return name.slice(ONE_OF.length, end).split('|').map((one) => one + name.slice(end + 1));
}
