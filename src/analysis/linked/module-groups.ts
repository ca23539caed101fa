import { findModule } from '../build-plan/find-module.js';
import type { SourceTree } from '../build-plan/source-tree.js';

/** Modules by their paths. */
export type Contents = ReadonlyMap<string, Buffer>;

// A payload that is split over modules lies in a few that are short; to read more of them together takes long.
const MOST_FILES = 8;
/** How long they may be together. */
export const MOST_BYTES = 40_000;

const FROM = /^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]+(?:\(([^)]{0,2000})\)|([^\n(]*))|^[ \t]*import[ \t]+([\w., \t]+)/gm;

const namesIn = (list: string): readonly string[] => list.split(',').flatMap((part) => /^[\s\\]*([\w.]+)/.exec(part)?.[1] ?? []);

/** The modules that a text takes something from, as they are written; what it takes may be modules as well. */
function namesTaken(text: string): readonly string[] {
  return [...text.matchAll(FROM)].flatMap(([, module = '', inside = '', beside = '', modules = '']) => {
    const names = namesIn(inside || beside || modules);
    return modules === '' ? [module, ...names.map((name) => `${module}${module.endsWith('.') ? '' : '.'}${name}`)] : names;
  });
}

/** The import statements of a module that bring what it calls as soon as it is imported; those of whole modules bring anything. */
const bringing = (text: string, called: ReadonlySet<string>): string =>
  [...text.matchAll(FROM)].flatMap(([line, , inside = '', beside = '', modules = '']) => (modules !== '' || namesIn(inside || beside).some((name) => called.has(name)) ? [line] : [])).join('\n');

/** A module with those that it takes something from, and those with theirs; where these are many, or long, with those alone that it takes from what it calls at once. Null where those are as well. */
export function groupAround(path: string, contents: Contents, { tree, called }: { readonly tree: SourceTree; readonly called: ReadonlySet<string> }): Contents | null {
  const textOf = (module: string): string => contents.get(module)?.toString('latin1') ?? '';
  return groupOf(path, contents, { tree, textOf }) ?? groupOf(path, contents, { tree, textOf: (module) => (module === path ? bringing(textOf(path), called) : textOf(module)) });
}

function groupOf(path: string, contents: Contents, { tree, textOf }: { readonly tree: SourceTree; readonly textOf: (module: string) => string }): Contents | null {
  const group = new Map<string, Buffer>();
  for (let fresh = [path]; fresh.length > 0; ) {
    for (const each of fresh) group.set(each, contents.get(each) ?? Buffer.alloc(0));
    const bytes = [...group.values()].reduce((sum, { length }) => sum + length, 0);
    if (group.size > MOST_FILES || bytes > MOST_BYTES) return null;
    const taken = fresh.flatMap((from) => namesTaken(textOf(from)).flatMap((name) => findModule(name, { from, folders: [] }, tree)?.files.at(-1) ?? []));
    fresh = [...new Set(taken)].filter((file) => !group.has(file));
  }
  return group.size < 2 ? null : group;
}
