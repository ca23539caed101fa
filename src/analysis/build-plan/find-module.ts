import { folderOf, type SourceTree } from './source-tree.js';

/** What a dotted name leads to in the tree. */
export interface FoundModule {
  /** The module's file behind those of the packages that it lies in: an import runs them all. */
  readonly files: readonly string[];
  /** What is left of the name: a function or class of the last file. */
  readonly rest: string;
  /** A compiled file that is, or may be, loaded in place of source. */
  readonly compiled: string | null;
}

/** Walks down one name from one folder; null where nothing of it is a file there. */
function walk(parts: readonly string[], start: string, tree: SourceTree): FoundModule | null {
  const files: string[] = [];
  let folder = start;
  let used = 0;
  let compiled: string | null = null;
  for (const [index, part] of parts.entries()) {
    const init = `${folder}${part}/__init__.py`;
    const module = `${folder}${part}.py`;
    compiled ??= tree.compiled.get(`${folder}${part}/__init__`) ?? (tree.paths.has(init) ? null : (tree.compiled.get(`${folder}${part}`) ?? null));
    const file = [init, module].find((path) => tree.paths.has(path));
    if (file !== undefined) files.push(file);
    if (file !== undefined || compiled !== null) used = index + 1;
    // A folder without __init__.py is a package as well, only nothing runs for it.
    if (file === module || !tree.folders.has(`${folder}${part}/`)) break;
    folder = `${folder}${part}/`;
  }
  return files.length === 0 && compiled === null ? null : { files, rest: parts.slice(used).join('.'), compiled };
}

function relative(name: string, from: string, tree: SourceTree): FoundModule | null {
  const dots = /^\.+/.exec(name)?.[0].length ?? 0;
  let base = folderOf(from);
  for (let up = 1; up < dots; up += 1) base = folderOf(base.slice(0, -1));
  const init = `${base}__init__.py`;
  const parts = name.slice(dots).split('.').filter((part) => part !== '');
  const inside = walk(parts, base, tree);
  if (inside !== null) return inside;
  return tree.paths.has(init) ? { files: [init], rest: parts.join('.'), compiled: null } : null;
}

/** Finds what importing `name` in the file `from` would run. `folders` come first, as in sys.path. Null for modules from elsewhere. */
export function findModule(name: string, place: { readonly from: string; readonly folders: readonly string[] }, tree: SourceTree): FoundModule | null {
  if (name.startsWith('.')) return relative(name, place.from, tree);
  const parts = name.replaceAll('()', '').split('.');
  const own = folderOf(place.from);
  const beside = tree.paths.has(`${own}__init__.py`) ? [] : [own];
  const loose = tree.looseModules.get(parts[0] ?? '');
  for (const folder of [...place.folders, ...beside, tree.root, `${tree.root}src/`, ...(loose === undefined ? [] : [loose])]) {
    const found = walk(parts, folder, tree);
    if (found !== null) return found;
  }
  return null;
}
