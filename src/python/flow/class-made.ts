import { mixed, namedValue, textValue, UNKNOWN, type Value } from '../fold/value.js';
import { childAs, nameOf, type SyntaxNode } from '../syntax/node.js';
import { callFunction, findFunction, NONE_NAMED } from './functions.js';
import { TOOLBOX } from './attributes.js';
import { handOver, knownOutside } from './outside.js';
import { LOCAL, type Run, type Scope } from './run.js';
import { callSpecial } from './special-methods.js';
import { toolbox } from './toolbox.js';

/** What a class statement is given by name, behind its bases: `metaclass=Meta`, and what `__init_subclass__` asks for. */
export function classKeywords(superclasses: SyntaxNode | null, scope: Scope, run: Run): ReadonlyMap<string, Value> {
  const given = (superclasses?.children ?? []).filter(({ type }) => type === 'keyword_argument').flatMap((part) => {
    const [name, value] = [childAs(part, 'name'), childAs(part, 'value')];
    return name && value ? [[nameOf(name), run.evaluate(value, scope)] as const] : [];
  });
  return given.length === 0 ? NONE_NAMED : new Map(given);
}

// A class can be written as its own heir.
const LONGEST_LINE = 50;

/** The class that makes a class: named there, or where a base of it is defined. */
export function metaclassOf(key: string, { classes }: Run): string | null {
  let owner: string | undefined = key;
  for (let depth = 0; depth < LONGEST_LINE && owner !== undefined; depth += 1) {
    const known = classes.get(owner);
    if (known?.metaclass !== undefined) return known.metaclass;
    owner = known?.bases.find((base) => base.startsWith(LOCAL))?.slice(LOCAL.length);
  }
  return null;
}

/** What runs when the end of a class statement is reached: methods of its metaclass, `__init_subclass__` of its bases, `__set_name__` of what stands in it. */
export function noteClassMade(key: string, made: { readonly keywords: ReadonlyMap<string, Value>; readonly names: ReadonlyMap<string, Value>; readonly line: number }, { scope, run }: { readonly scope: Scope; readonly run: Run }): void {
  const [from, line] = [scope.owner, made.line];
  const metaclass = metaclassOf(key, run);
  const body = metaclass === null ? UNKNOWN : toolbox(`${TOOLBOX}${line} ${key}>`, { tools: made.names, all: mixed([...made.names.values()]) }, run);
  for (const method of metaclass === null ? [] : ['__prepare__', '__new__', '__init__']) {
    const call = { args: [textValue(key), UNKNOWN, body], named: NONE_NAMED, isMethod: true, from, line };
    const info = findFunction(`${metaclass}.${method}`, run);
    if (info === null) handOver({ name: `${metaclass}.${method}`, args: call.args, named: NONE_NAMED, owner: from }, run);
    const given = info === null ? knownOutside(`${metaclass}.${method}()`, line, run) : callFunction(info, call, run);
    if (method === '__prepare__' && given !== null) for (const [name, value] of made.names) callSpecial(given, ['__setitem__'], { call: { args: [textValue(name), value], from, line }, run });
  }
  const bases = run.classes.get(key)?.bases.filter((base) => base.startsWith(LOCAL)) ?? [];
  for (const base of bases) {
    const info = findFunction(`${base}.__init_subclass__`, run);
    if (info) callFunction(info, { args: [], named: made.keywords, isMethod: true, from, line }, run);
  }
  for (const [name, value] of made.names) callSpecial(value, ['__set_name__'], { call: { args: [namedValue(`${LOCAL}${key}`), textValue(name)], from, line }, run });
}
