import { splitLines } from '../../core/split-lines.js';
import { HOLE, changed, mixed, textValue, type Value } from './value.js';

const LONGEST_RESULT = 1_000_000;

// A short file can ask for terabytes ('{0}{0}' over itself, replace, join), so sizes are added up before anything is built.
const fits = (count: number, longest: number): boolean => count * longest <= LONGEST_RESULT;
const longestOf = (values: readonly Value[]): number => Math.max(8, ...values.map((value) => value.text?.length ?? 0));

/** The text of a value as part of a longer one: a hole where it is not known. */
export const textOrHole = (value: Value | undefined): string => value?.text ?? (value?.number === null || value?.number === undefined ? HOLE : String(value.number));

/** A text that was put together; only its ingredients where it would be too long to keep. */
export const withText = (text: string, ingredients: readonly Value[]): Value =>
  text.length > LONGEST_RESULT ? mixed(ingredients) : changed(mixed(ingredients), { text });

const isList = ({ items, text }: Value): boolean => items !== null && text === null;

/** `a + b`, where at least one side is known. */
export function concatenated(left: Value, right: Value): Value {
  if (left.number !== null && right.number !== null) return changed(mixed([left, right]), { number: left.number + right.number });
  if (left.items && right.items) return changed(mixed([left, right]), { items: [...left.items, ...right.items] });
  // Words in front of or behind a list that is not known, or only as the text that shlex.split() is given: `command + ["-o", name]`.
  if (isList(left) || isList(right)) return changed(mixed([left, right]), { items: [...(left.items ?? [left]), ...(right.items ?? [right])] });
  if (left.text === null && right.text === null) return mixed([left, right]);
  return withText(textOrHole(left) + textOrHole(right), [left, right]);
}

/** `text * count`. */
export function repeated(value: Value, count: number): Value {
  if (value.text === null || count < 0 || !fits(count, value.text.length)) return mixed([value]);
  return withText(value.text.repeat(count), [value]);
}

/** Text out of parts, as f-strings make it. */
export function joined(parts: readonly Value[]): Value {
  const texts = parts.map(textOrHole);
  return texts.every((text) => text === HOLE) ? mixed(parts) : withText(texts.join(''), parts);
}

/** `template % values` for the common conversions, each argument in its turn. */
export function percentFormatted(template: Value, argument: Value, entries: ReadonlyMap<string, Value>): Value {
  const values = (argument.items ?? [argument]).slice(0, 100);
  if (!fits((template.text ?? '').split('%').length, longestOf(values))) return mixed([template, argument, ...values]);
  let next = 0;
  const text = (template.text ?? HOLE).replace(/%(?:\((\w+)\))?[-#0 +]*\d*(?:\.\d+)?([sdrxXifc%])/g, (_, key: string | undefined, kind: string) => {
    if (kind === '%') return '%';
    next += 1;
    return key === undefined ? textOrHole(values[next - 1]) : textOrHole(entries.get(key));
  });
  return withText(text, [template, argument, ...values]);
}

const NONE_NAMED: ReadonlyMap<string, Value> = new Map();

const PLACES = /\{\{|\}\}|\{(\d*)[^{}]*\}/g;

/** How many places of a template were filled before, by what is not known (`'{}/tool {{}}'.format(folder)`): to Python, those that no argument is left for are none. */
const filledBefore = (template: string, args: readonly Value[]): number => Math.max(0, [...template.matchAll(PLACES)].filter(([whole]) => whole === HOLE).length - args.length);

function braceFormatted(template: string, args: readonly Value[], named: ReadonlyMap<string, Value>): string {
  let next = 0;
  let known = filledBefore(template, args);
  return template.replace(PLACES, (whole, index: string | undefined) => {
    if (whole === '{{' || whole === '}}') return whole.slice(1);
    if (whole === HOLE && known > 0) {
      known -= 1;
      return HOLE;
    }
    if (!/^\{\d*[:!}]/.test(whole)) return textOrHole(named.get(/^\{(\w+)[:!}]/.exec(whole)?.[1] ?? ''));
    const position = index ? Number(index) : next;
    next += 1;
    return textOrHole(args[position]);
  });
}

function joinedItems(separator: string, items: Value | undefined): Value {
  if (!items) return mixed([]);
  if (items.text !== null && items.items === null && fits(items.text.length, separator.length + 1)) return withText(Array.from(items.text).join(separator), [items]);
  if (items.items && !fits(items.items.length, longestOf(items.items.slice(0, 1000)) + separator.length)) return mixed(items.items);
  return items.items ? withText(items.items.map(textOrHole).join(separator), [items, ...items.items]) : mixed([items]);
}

function formatted(object: Value, text: string, [args, named]: readonly [readonly Value[], ReadonlyMap<string, Value>]): Value {
  const all = named.size === 0 ? args : [...args, ...named.values()];
  return fits(text.split('{').length, longestOf(all.slice(0, 100))) ? withText(braceFormatted(text, args, named), [object, ...all]) : mixed([object, ...all]);
}

/** The folder that a path lies in. */
export const folderOf = (path: string): string => path.replace(/[\\/]+[^\\/]*$/, '');

/** What is left when blanks, or those letters, are taken off one end or both. */
function stripped(text: string, method: string, letters: string | null): string {
  const isTaken = (letter: string | undefined): boolean => letter !== undefined && (letters === null ? /\s/.test(letter) : letters.includes(letter));
  let [start, end] = [0, text.length];
  if (method !== 'rstrip') while (start < end && isTaken(text[start])) start += 1;
  if (method !== 'lstrip') while (end > start && isTaken(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

/** The same without the blanks that all of its lines begin with, as `textwrap.dedent` gives it. */
export function dedented(value: Value | null): Value | null {
  if (value === null || value.text === null) return value;
  // The first line of a text in a function stands behind its quotes.
  const [first = '', ...more] = value.text.split('\n');
  const lines = more.filter((line) => line.trim() !== '').map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const depth = lines.reduce((least, each) => Math.min(least, each), Infinity);
  return depth === 0 || depth === Infinity ? value : withText([first.trimStart(), ...more.map((line) => line.slice(depth))].join('\n'), [value]);
}

// A part of what was looked through is taken for all of it.
const KEEPS = new Set(['encode', 'decode', 'format_map', 'expandtabs', 'as_posix', 'as_uri', 'expanduser', 'resolve', 'absolute', '__str__', 'group', 'groups']);

/** A string method on known text, or null when it is not one of those that are followed. */
export function textMethod(method: string, object: Value, { args, named = NONE_NAMED }: { readonly args: readonly Value[]; readonly named?: ReadonlyMap<string, Value> }): Value | null {
  const { text } = object;
  if (text === null) return null;
  const first = args[0]?.text ?? null;
  const second = args[1]?.text ?? null;
  if (method === 'join') return joinedItems(text, args[0]);
  if (method === 'format_map' && args[0] !== undefined && args[0].origins.length > 0) return mixed([object, args[0]]);
  if (method === 'format') return formatted(object, text, [args, named]);
  if (method === 'replace' && first !== null && second !== null) return !fits(text.length, second.length) ? mixed([object]) : withText(text.split(first).join(second), [object]);
  if (method === 'split') return changed(mixed([object]), { items: (first === null ? text.trim().split(/\s+/) : text.split(first || ' ')).slice(0, 1000).map(textValue) });
  if (method === 'splitlines') return changed(mixed([object]), { items: splitLines(text).slice(0, 1000).map(textValue) });
  if (method === 'with_suffix' && first !== null) return withText(`${text.replace(/\.[^./\\]*$/, '')}${first}`, [object]);
  if (method === 'with_name' && first !== null) return withText(`${folderOf(text)}/${first}`, [object]);
  if (method === 'lower') return withText(text.toLowerCase(), [object]);
  if (method === 'swapcase') return withText(Array.from(text, (letter) => (letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase())).join(''), [object]);
  if (method === 'upper') return withText(text.toUpperCase(), [object]);
  if (/^[lr]?strip$/.test(method)) return withText(stripped(text, method, first), [object]);
  if (method === 'removeprefix' && first !== null) return withText(text.startsWith(first) ? text.slice(first.length) : text, [object]);
  if (method === 'removesuffix' && first !== null) return withText(first !== '' && text.endsWith(first) ? text.slice(0, -first.length) : text, [object]);
  if (KEEPS.has(method)) return withText(text, [object]);
  return null;
}

const PAIRED = /[\ud800-\udfff]/;

/** `text[a:b:c]`, with null for a part that is left out or not known; the step -1 turns text round. */
export function sliced(value: Value, bounds: { readonly start: number | null; readonly stop: number | null; readonly step: number | null }): Value {
  if (value.text === null) return value;
  const { start, stop, step } = bounds;
  if (step !== null && step < 0) return withText(Array.from(value.text).filter((_, index, all) => (all.length - 1 - index) % -step === 0).toReversed().join(''), [value]);
  // Letters of two units are rare, and to take a long text apart for each slice would take minutes.
  if ((step === null || step === 1) && !PAIRED.test(value.text)) return withText(value.text.slice(start ?? 0, stop ?? undefined), [value]);
  const part = Array.from(value.text).slice(start ?? 0, stop ?? undefined);
  return withText(step !== null && step > 1 ? part.filter((_, index) => index % step === 0).join('') : part.join(''), [value]);
}
