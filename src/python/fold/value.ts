import type { FlowStep, SourceKind } from '../../core/facts/source-facts.js';

/** Where (part of) a value came from, and the way it took. `secret-path` becomes `credentials` once the file is read, `key-name` a `key` once the environment is asked for it. */
export interface Origin {
  readonly kind: SourceKind | 'secret-path' | 'key-name';
  readonly name: string;
  /** The path of the module that it comes from, where that is another one of the package. */
  readonly module?: string;
  readonly line: number;
  readonly steps: readonly FlowStep[];
}

/**
 * What is known of an expression without running it.
 * `text`: its string content, `{}` for unknown parts. `name`: what it denotes, canonically (`os.system`, `requests.get()`, `local:Class()`).
 * `keys`: variables that identify it, so that a path that is written can be met again where it is run.
 */
export interface Value {
  readonly text: string | null;
  readonly number: number | null;
  readonly items: readonly Value[] | null;
  readonly name: string | null;
  readonly origins: readonly Origin[];
  readonly keys: readonly string[];
  /** Arguments that functools.partial has put in front. */
  readonly bound: readonly Value[];
  /** Those that it has given by names. */
  readonly boundNamed: ReadonlyMap<string, Value> | null;
}

/** Nothing is known. */
export const UNKNOWN: Value = { text: null, number: null, items: null, name: null, origins: [], keys: [], bound: [], boundNamed: null };
/** Stands for the unknown part of a partly known text. */
export const HOLE = '{}';

const MOST_ORIGINS = 6;
const MOST_KEYS = 6;
const MOST_STEPS = 12;
const LONGEST_TEXT = 1_000_000;
const LONGEST_NAME = 120;

/** The same value with other parts. Whatever has all parts in one order is of one kind to the engine; an object that is spread is of a new kind at each place that does so, and all that read values would be slow. */
export const changed = (value: Value, parts: Partial<Value>): Value => ({
  text: parts.text === undefined ? value.text : parts.text,
  number: parts.number === undefined ? value.number : parts.number,
  items: parts.items === undefined ? value.items : parts.items,
  name: parts.name === undefined ? value.name : parts.name,
  origins: parts.origins ?? value.origins,
  keys: parts.keys ?? value.keys,
  bound: parts.bound ?? value.bound,
  boundNamed: parts.boundNamed === undefined ? value.boundNamed : parts.boundNamed,
});

export const textValue = (text: string): Value => (text.length > LONGEST_TEXT ? UNKNOWN : changed(UNKNOWN, { text }));
export const numberValue = (number: number): Value => changed(UNKNOWN, { number });
export const namedValue = (name: string): Value => (name.length > LONGEST_NAME ? UNKNOWN : changed(UNKNOWN, { name }));

/** All origins, each source line once. */
export function mergeOrigins(values: readonly Value[]): readonly Origin[] {
  let only: readonly Origin[] = UNKNOWN.origins;
  for (const { origins } of values) {
    if (origins.length === 0 || origins === only) continue;
    if (only.length > 0) return eachOnce(values);
    only = origins;
  }
  return only;
}

const isMereName = ({ kind }: Origin): boolean => kind === 'secret-path' || kind === 'key-name';

/** Names of secrets make room for what is one: nobody can hide that behind a list of them. */
function hasRoomFor(origin: Origin, seen: Map<string, Origin>): boolean {
  if (seen.size < MOST_ORIGINS) return true;
  const [name] = isMereName(origin) ? [] : ([...seen].find(([, known]) => isMereName(known)) ?? []);
  return name !== undefined && seen.delete(name);
}

function eachOnce(values: readonly Value[]): readonly Origin[] {
  const seen = new Map<string, Origin>();
  for (const value of values) {
    for (const origin of value.origins) {
      const id = `${origin.kind}:${origin.line}:${origin.name}`;
      if (seen.has(id) || !hasRoomFor(origin, seen)) continue;
      seen.set(id, origin);
    }
  }
  return [...seen.values()];
}

/** The same list where nothing is added, which is nearly always. */
function withMore(keys: readonly string[], more: readonly string[]): readonly string[] {
  const fresh = more.filter((key) => !keys.includes(key));
  return fresh.length === 0 || keys.length >= MOST_KEYS ? keys : [...keys, ...fresh].slice(0, MOST_KEYS);
}

export function mergeKeys(values: readonly Value[]): readonly string[] {
  let keys: readonly string[] = UNKNOWN.keys;
  for (const { keys: more } of values) {
    if (keys.length === 0) keys = more;
    else if (more.length > 0 && more !== keys) keys = withMore(keys, more);
  }
  return keys;
}

const tellsSomething = ({ origins, keys }: Value): boolean => origins.length + keys.length > 0;

/** A value of which only its ingredients are known. */
export function mixed(values: readonly Value[]): Value {
  const first = values.findIndex(tellsSomething);
  if (first < 0) return UNKNOWN;
  if (values.findLastIndex(tellsSomething) > first) return changed(UNKNOWN, { origins: mergeOrigins(values), keys: mergeKeys(values) });
  const { origins, keys } = values[first] ?? UNKNOWN;
  return changed(UNKNOWN, { origins, keys });
}

// What is said to be the base of a class where the package that has it is missing.
const FALLBACK = 'object';

/** Either of two values: what a name is after both branches of an `if`. */
export function either(before: Value | undefined, now: Value): Value {
  if (!before || before === UNKNOWN) return now;
  if (now === UNKNOWN) return before;
  return {
    text: now.text ?? before.text,
    number: now.number ?? before.number,
    items: now.items ?? before.items,
    name: now.name === null || (now.name === FALLBACK && before.name !== null) ? before.name : now.name,
    origins: mergeOrigins([now, before]),
    keys: mergeKeys([now, before]),
    bound: now.bound.length > 0 ? now.bound : before.bound,
    boundNamed: now.boundNamed ?? before.boundNamed,
  };
}

/** An origin and the way it took; written out for the reason that `changed` is. */
const withSteps = ({ kind, name, module, line }: Omit<Origin, 'steps'>, steps: Origin['steps']): Origin => (module === undefined ? { kind, name, line, steps } : { kind, name, line, steps, module });

/** The same value, one step further on its way. Most values come from nowhere of note: for those the step is not even put into words. */
export function stepped(value: Value, step: () => string, line: number): Value {
  if (value.origins.length === 0) return value;
  const what = step();
  const origins = value.origins.map((origin) => {
    const last = origin.steps.at(-1);
    const known = origin.steps.length >= MOST_STEPS || (last?.what === what && last.line === line) || origin.steps.some((step) => step.what === what && step.line === line);
    return known ? origin : withSteps(origin, [...origin.steps, { what, line }]);
  });
  return changed(value, { origins });
}

/** The value with one more origin. */
export function from(value: Value, origin: Omit<Origin, 'steps'>): Value {
  const added = withSteps(origin, []);
  return changed(value, { origins: mergeOrigins([changed(UNKNOWN, { origins: [added] }), value]) });
}
