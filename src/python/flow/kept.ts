import { mixed, UNKNOWN, type Value } from '../fold/value.js';
import { ELSEWHERE, LOCAL, type Run } from './run.js';

/** Holds the streams of Python that the file has put others in the place of: nothing is looked up there by such a name. */
export const GIVEN = 'given';

const everything = (holder: string): string => `${holder}.*`;

/** Notes what an attribute holds. What an object of the file holds in all of them is known together as well, for who takes it apart. */
export function keep({ attributes }: Run, { holder, attribute }: { readonly holder: string; readonly attribute: string }, value: Value): void {
  attributes.set(`${holder}.${attribute}`, value);
  if (value.origins.length === 0 || !holder.startsWith(LOCAL)) return;
  attributes.set(everything(holder), mixed([attributes.get(everything(holder)) ?? UNKNOWN, value]));
}

const LONGEST_LINE = 20;

/** The classes of the file that one of it inherits from, the nearest first. */
export function lineOf(name: string, { classes }: Run): readonly string[] {
  const line = [name];
  for (let at = 0; at < line.length && line.length <= LONGEST_LINE; at += 1) {
    line.push(...(classes.get(line[at]?.slice(LOCAL.length) ?? '')?.bases ?? []).filter((base) => base.startsWith(LOCAL) && !line.includes(base)));
  }
  return line.slice(1);
}

/** What an object or a class of the file has from the classes that it inherits from. */
export function inheritedAttribute(object: string, attribute: string, run: Run): Value | undefined {
  if (run.classes.size < 2 || !object.startsWith(LOCAL)) return undefined;
  const end = object.endsWith('()') ? '()' : '';
  const keys = lineOf(object.slice(0, object.length - end.length), run).map((base) => `${base}${end}.${attribute}`);
  for (const key of keys) run.asked.add(key);
  const known = keys.find((key) => run.attributes.has(key));
  return known === undefined ? undefined : run.attributes.get(known);
}

/** Everything of note that is kept in the attributes of an object of the file, or of another module of the package. */
export function heldBy({ name }: Value, { attributes, outside }: Run): Value {
  if (name === null) return UNKNOWN;
  return (name.startsWith(ELSEWHERE) ? outside(everything(name)) : attributes.get(everything(name))) ?? UNKNOWN;
}

const NO_TOOLS: ReadonlyMap<string, Value> = new Map();

const IS_DICT = /^(?:local|elsewhere:\d+):<dict /;

/** True for a dict whose entries are kept apart, of the file or of another module of the package. */
export const isTable = ({ name }: Value): boolean => name !== null && IS_DICT.test(name);

/** Behind the name of a dict: its entries, for whoever asks from another module. */
export const ENTRIES = '.<entries>';

/** What a dict holds under its keys, where that is known. */
export function toolsOf(dict: Value | undefined, { tables, outside }: Run): ReadonlyMap<string, Value> {
  if (dict === undefined || !isTable(dict) || dict.name === null) return NO_TOOLS;
  if (!dict.name.startsWith(ELSEWHERE)) return tables.get(dict.name) ?? NO_TOOLS;
  const pairs = outside(`${dict.name}${ENTRIES}`)?.items ?? [];
  return new Map(pairs.map(({ text, items }) => [text ?? '', items?.[0] ?? UNKNOWN]));
}

// A table of more entries is known by what it holds at all.
const MOST_TOOLS = 200;

/** Notes the functions of a dict, each under its key, and any of them for keys that are not known. */
export function keepTools({ attributes, tables }: Run, holder: string, { tools, any }: { readonly tools: ReadonlyMap<string, Value>; readonly any: Value }): void {
  const table = tables.get(holder) ?? new Map<string, Value>();
  tables.set(holder, table);
  for (const [key, value] of tools) {
    attributes.set(`${holder}.${key}`, value);
    if (table.size < MOST_TOOLS || table.has(key)) table.set(key, value);
  }
  attributes.set(everything(holder), any);
}
