import { changed, mixed, type Value } from '../fold/value.js';
import { isKnownName } from '../vocabulary/canonical.js';
import { oneOf } from './choices.js';
import { TOOLBOX } from './attributes.js';
import { heldBy, keepTools, toolsOf } from './kept.js';
import { anyEntry, isEntry } from './any-entry.js';
import { isTelling } from './learn.js';
import { MOST_ITEMS } from './loops.js';
import { LOCAL, type Run } from './run.js';

/** A function of Python's own that rules ask about, or one of the file. */
export const isTool = ({ name }: Value): boolean => name !== null && (name.startsWith(LOCAL) || isKnownName(name));

// `('--yes', '-p')`, `('APPDATA', 'Exodus', 'exodus.wallet')`: words of a command, parts of a path.
const isRowOfWords = ({ items }: Value): boolean => items !== null && items.length > 0 && items.every(({ text }) => text !== null);

// A place, an address, or a word that rules ask about.
const isEntryOfNote = ({ text, items }: Value): boolean => (text !== null && (text.includes('/') || isTelling(text))) || items?.some((item) => isTool(item) || (item.text !== null && isEntryOfNote(item))) === true;

/** What holds functions, addresses or names of what is called under keys gets a name, so that what is taken out of it is known; `all` as it is where there are none. */
export function toolbox(name: string, { tools, all, isWhole = false }: { readonly tools: ReadonlyMap<string, Value>; readonly all: Value; readonly isWhole?: boolean }, run: Run): Value {
  const functions = [...tools.values()].filter(isTool);
  if (functions.length === 0 && ![...tools.values()].some(isEntryOfNote) && !(tools.size < MOST_ITEMS && [...tools.values()].some(isRowOfWords))) return all;
  keepTools(run, name, { tools, any: functions.length === 0 ? (isWhole ? anyEntry([...tools.values()], all) : all) : oneOf(functions, changed(all, { name: functions[0]?.name ?? null })) });
  return changed(all, { name });
}

const isBox = ({ name }: Value): boolean => name?.startsWith(TOOLBOX) === true;

/** `a | b`, `ChainMap(a, b)`, `{**a, **b}`: what each of several dicts holds, the last of them first where two have the same name. Null where none of them is known. */
export function together(name: string, { boxes, run }: { readonly boxes: readonly Value[]; readonly run: Run }): Value | null {
  if (!boxes.some(isBox) || !boxes.every((box) => isBox(box) || box.name === null)) return null;
  const all = mixed(boxes);
  const made = toolbox(name, { tools: new Map(boxes.flatMap((box) => [...toolsOf(box, run)])), all }, run);
  return made === all ? null : made;
}

const NONE: ReadonlyMap<string, Value> = new Map();

/** `COMMANDS[name] = function`: a dict that functions are put into, under a name or whatever comes. */
export function addTool(holder: Value, key: string | null, { value, run }: { readonly value: Value; readonly run: Run }): void {
  if (!holder.name?.startsWith(TOOLBOX)) return;
  const before = heldBy(holder, run);
  // Whatever is taken out of it may now be this.
  if (!isTool(value) && isEntry(before)) keepTools(run, holder.name, { tools: NONE, any: mixed([before, value]) });
  if (!isTool(value)) return;
  const any = oneOf([before, value], changed(mixed([before, value]), { name: before.name ?? value.name }));
  run.toolsPut += 1;
  // The dict is made anew in each pass: what was put into it in the one before is no news.
  const news = `${holder.name} ${any.name ?? ''}`;
  if (any.name !== before.name && !run.putInto.has(news)) run.learned = true;
  run.putInto.add(news);
  // A function that puts others into it is read for all of them, so what it does with one may be said of another.
  const known = key === null ? undefined : toolsOf(holder, run).get(key);
  const kept = known !== undefined && isTool(known) ? oneOf([known, value], changed(mixed([known, value]), { name: value.name })) : value;
  keepTools(run, holder.name, { tools: key === null || key === '' ? new Map() : new Map([[key, kept]]), any });
}
