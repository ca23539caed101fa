/** The files of a source tree, arranged for those who look for modules. Folders are paths with a slash at their end, '' for the top. */
export interface SourceTree {
  /** Where the project lies. */
  readonly root: string;
  readonly paths: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  /** Both by their last component, which a folder has with its slash. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
  /**
   * Modules in folders straight below the root that are no packages, with the folder: one of those may be put onto sys.path in a way that
   * nobody can follow.
   */
  readonly looseModules: ReadonlyMap<string, string>;
  /** Compiled modules by the path that their source would have, without its suffix. */
  readonly compiled: ReadonlyMap<string, string>;
}

/** The folder of a path. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function* parentsOf(path: string): Generator<string> {
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder.slice(0, -1))) yield folder;
}

// Python prefers an extension module to a source file, and takes a `.pyc` beside it only where there is none. What lies in `__pycache__` is not
// here: honest projects ship such folders, and builds are started so that Python looks for its cache elsewhere.
const EXTENSION = /^(.*\/|)([^/.]+)(?:\.[^/]*)?\.(?:so|pyd)$/;
const BYTE_CODE = /^(.*\/|)([^/.]+)\.pyc$/;

/** The module that a compiled file is loaded as, as a path without suffix. */
function moduleOf(pattern: RegExp, path: string): string {
  const [, folder, stem] = pattern.exec(path) ?? [];
  return stem === undefined ? '' : `${folder ?? ''}${stem}`;
}

function namedIn(paths: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, string[]>();
  for (const path of paths) {
    const name = /[^/]*\/?$/.exec(path)?.[0] ?? '';
    const known = named.get(name);
    if (known) known.push(path);
    else named.set(name, [path]);
  }
  return named;
}

function looseModules(paths: ReadonlySet<string>, root: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const path of paths) {
    const [folder, name] = path.startsWith(root) ? path.slice(root.length).split('/') : [];
    const module = name?.replace(/\..*$/, '');
    if (module && !found.has(module) && !paths.has(`${root}${folder}/__init__.py`)) found.set(module, `${root}${folder}/`);
  }
  return found;
}

/** Arranges the paths of a tree. */
export function sourceTree(paths: readonly string[], root: string): SourceTree {
  const known = new Set(paths);
  const compiled = new Map<string, string>();
  const folders = new Set<string>(['']);
  for (const path of paths) {
    for (const folder of parentsOf(path)) folders.add(folder);
    const extension = moduleOf(EXTENSION, path);
    const byteCode = moduleOf(BYTE_CODE, path);
    if (extension !== '') compiled.set(extension, path);
    else if (byteCode !== '' && !known.has(`${byteCode}.py`)) compiled.set(byteCode, path);
  }
  return { root, paths: known, folders, compiled, byName: namedIn([...known, ...folders]), looseModules: looseModules(known, root) };
}

const USUAL_FOLDERS = ['', 'src', 'lib', 'python'];

/**
 * Tells of a folder whether an installed package could be imported from it: a package itself, or one of those that hold the packages (`declared`,
 * and by custom). Scripts of a project's CI or manual lie in others; what a build does install shows in the wheel that is built.
 */
export function importableFolders(tree: SourceTree, declared: readonly string[]): (folder: string) => boolean {
  const roots = new Set([...USUAL_FOLDERS, ...declared].map((folder) => `${tree.root}${folder === '' || folder === '.' ? '' : `${folder.replace(/^\.\/|\/$/g, '')}/`}`));
  return (folder) => roots.has(folder) || tree.paths.has(`${folder}__init__.py`);
}
