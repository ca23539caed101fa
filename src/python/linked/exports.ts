import { HOLE, UNKNOWN, changed, textValue, type Value } from '../fold/value.js';
import { choicesIn, oneOf } from '../flow/choices.js';
import { docOf } from '../flow/function-parts.js';
import { ENTRIES } from '../flow/kept.js';
import { ELSEWHERE, LOCAL, type Run } from '../flow/run.js';

/** A function or an object of one file as the others know it. */
const namedOutside = (name: string, place: number): string | null => (/^[^<]|^<(?:lambda|dict) /.test(name.slice(LOCAL.length)) ? `${ELSEWHERE}${place}:${name.slice(LOCAL.length)}` : null);

/** What others know a value by that is called so in its own file: one of several functions is one of those there. */
function nameOutside(name: string | null, place: number): string | null {
  const choices = name === null ? null : choicesIn(name);
  if (choices !== null) return oneOf(choices.map((one) => changed(UNKNOWN, { name: nameOutside(one, place) })), UNKNOWN).name;
  return name?.startsWith(LOCAL) ? namedOutside(name, place) : name;
}

/** The place of the file and the name there, of what is known so. */
export function placeOf(name: string): { readonly place: number; readonly rest: string } | null {
  const [, place, rest] = /^elsewhere:(\d+):(.*)$/s.exec(name) ?? [];
  return place === undefined || rest === undefined ? null : { place: Number(place), rest };
}

/** What other modules see of a value: nothing that means something in its own file only. `place` is that of its file among all. */
export function seenFromOutside(value: Value, { module, place }: { readonly module: string; readonly place: number }): Value {
  const name = nameOutside(value.name, place);
  const origins = value.origins.map((origin) => ({ ...origin, module: origin.module ?? module, steps: [] }));
  return changed(value, { name, origins, keys: value.keys.filter((key) => key.startsWith('text:')), bound: [], boundNamed: null, items: value.items?.map((item) => seenFromOutside(item, { module, place })) ?? null });
}

const tellsSomething = ({ text, name, origins, items }: Value): boolean => origins.length > 0 || name !== null || (text !== null && text !== HOLE) || items !== null;

/** The entries of a dict: under each key what it holds. */
function entriesOf(run: Run, dict: string, from: { readonly module: string; readonly place: number }): Value | null {
  const entries = run.tables.get(`${LOCAL}${dict}`);
  return entries === undefined ? null : changed(UNKNOWN, { items: [...entries].map(([key, value]) => changed(textValue(key), { items: [seenFromOutside(value, from)] })) });
}

const DOC = '.__doc__';

/** The text that a function begins with. */
function docIn({ functions }: Run, key: string): Value | null {
  const node = functions.get(key)?.body.node;
  const text = node === undefined ? null : docOf(node);
  return text === null ? null : textValue(text);
}

/** What `rest` stands for in a module that has been read: a variable, an attribute of a class, or with brackets behind it what a call of it gives. */
export function exported(run: Run, rest: string, from: { readonly module: string; readonly place: number }): Value | null {
  const bare = rest.replaceAll('()', '');
  if (rest.endsWith(ENTRIES)) return entriesOf(run, rest.slice(0, -ENTRIES.length), from);
  if (rest.endsWith(DOC)) return docIn(run, bare.slice(0, -DOC.length));
  const held = rest.endsWith('()') || run.properties.has(bare) ? run.functions.get(bare)?.returned : (run.module.names.get(rest) ?? run.attributes.get(`${LOCAL}${rest}`) ?? run.attributes.get(`${LOCAL}${bare}`));
  const value = seenFromOutside(held ?? UNKNOWN, from);
  return tellsSomething(value) ? value : null;
}
