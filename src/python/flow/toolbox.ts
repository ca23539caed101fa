import { changed, type Value } from '../fold/value.js';
import { isKnownName } from '../vocabulary/canonical.js';
import { oneOf } from './choices.js';
import { keepTools } from './kept.js';
import { isTelling } from './learn.js';
import { LOCAL, type Run } from './run.js';

/** A function of Python's own that rules ask about, or one of the file. */
export const isTool = ({ name }: Value): boolean => name !== null && (name.startsWith(LOCAL) || isKnownName(name));

// A place, an address, or a word that rules ask about.
const isEntryOfNote = ({ text, items }: Value): boolean => (text !== null && (text.includes('/') || isTelling(text))) || items?.some((item) => item.text !== null && isEntryOfNote(item)) === true;

/** What holds functions, addresses or names of what is called under keys gets a name, so that what is taken out of it is known; `all` as it is where there are none. */
export function toolbox(name: string, { tools, all }: { readonly tools: ReadonlyMap<string, Value>; readonly all: Value }, run: Run): Value {
  const functions = [...tools.values()].filter(isTool);
  if (functions.length === 0 && ![...tools.values()].some(isEntryOfNote)) return all;
  keepTools(run, name, { tools, any: functions.length === 0 ? all : oneOf(functions, changed(all, { name: functions[0]?.name ?? null })) });
  return changed(all, { name });
}
