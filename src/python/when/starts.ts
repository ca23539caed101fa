import { findFunction } from '../flow/functions.js';
import { ASKED, LOCAL, MAIN, type Run } from '../flow/run.js';
import { isBackendHook } from './install-hooks.js';

/** Stands among the starts of a file that is there for nothing but the build: all of its functions run. */
export const EVERYTHING = '*';
/** Behind the name of a class: any of its methods can be called. */
export const ANY_METHOD = '.*';
/** Stands among the starts of a file that is started as a script. */
export const SCRIPT = MAIN;
/** Stands among the starts of a script that somebody else than pip starts, with words of their own. */
export const OTHER_WORDS = ASKED;

/** Begins the start of a script that is told to run a command of setup(), which stands behind it. */
export const COMMAND = '<command> ';

/** Stands among the starts of a module that is imported, and for which a Python of its own is started besides. */
export const STARTED = '<started>';

const lastPart = (dotted: string): string => dotted.slice(dotted.lastIndexOf('.') + 1);
const functionsIn = (prefix: string, run: Run): readonly string[] => [...run.functions.keys()].filter((key) => key.startsWith(`${prefix}.`));

/** All methods of a class and of the classes of this file that it inherits from: whoever is given it can call any. */
function methodsOf(className: string, run: Run, seen: ReadonlySet<string> = new Set()): readonly string[] {
  if (seen.has(className)) return [];
  const bases = (run.classes.get(className)?.bases ?? []).filter((base) => base.startsWith(LOCAL)).map((base) => base.slice(LOCAL.length));
  return [...functionsIn(className, run), ...bases.flatMap((base) => methodsOf(base, run, new Set([...seen, className])))];
}

/** What a dotted name of this module stands for, by its canonical name; null when nothing here is called so. */
function meaning(start: string, run: Run): string | null {
  const [head = '', ...rest] = start.split('.');
  const name = run.module.names.get(head)?.name ?? (run.functions.has(head) || run.classes.has(head) ? `${LOCAL}${head}` : null);
  return name === null ? null : [name, ...rest].join('.');
}

function keysOf(start: string, run: Run): readonly string[] {
  if (start === MAIN || start === STARTED) return [MAIN];
  if (start === OTHER_WORDS) return [ASKED];
  if (start === EVERYTHING) return [MAIN, ...run.functions.keys()];
  const named = isBackendHook(lastPart(start)) ? [...run.functions.keys()].filter((key) => lastPart(key) === lastPart(start)) : [];
  const isAny = start.endsWith(ANY_METHOD);
  const name = meaning(isAny ? start.slice(0, -ANY_METHOD.length) : start, run);
  if (!name?.startsWith(LOCAL)) return named;
  const found = findFunction(name, run);
  if (found) return [...named, found.key];
  const methods = isAny ? methodsOf(name.slice(LOCAL.length).replaceAll('()', ''), run) : [];
  return [...named, ...methods, ...['__init__', '__new__'].flatMap((method) => findFunction(`${name}.${method}`, run)?.key ?? [])];
}

/** The functions of this file that code outside of it calls while installing. */
export function startKeys(run: Run): readonly string[] {
  return run.starts.flatMap((start) => keysOf(start, run));
}

/** Those starts that this file only passes on from other modules, by their full names there. */
export function startNames(run: Run): readonly string[] {
  return run.starts.flatMap((start) => {
    if (start === MAIN || start === STARTED || start === EVERYTHING || start === OTHER_WORDS || start.startsWith(COMMAND)) return [];
    const name = meaning(start, run);
    if (name !== null) return name.startsWith(LOCAL) ? [] : [name];
    return [...run.starImports].map((module) => `${module}.${start}`);
  });
}
