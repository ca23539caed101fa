/** The files of a source tree, arranged for those who look for modules. Folders are paths with a slash at their end, '' for the top. */
export interface SourceTree {
  /** Where the project lies. */
  readonly root: string;
  readonly paths: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
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

// What Python prefers to a source file, or takes where there is none. A cached one counts, since its own header tells whether it is up to date.
const COMPILED = /^(.*?)(?:__pycache__\/)?([^/.]+)(?:\.[^/]*)?\.(?:so|pyd|pyc)$/;

/** Arranges the paths of a tree. `trustCache`: leave out `__pycache__`, which in a folder of the user's own holds what Python put there itself. */
export function sourceTree(paths: readonly string[], root: string, options: { readonly trustCache: boolean }): SourceTree {
  const compiled = new Map<string, string>();
  const folders = new Set<string>(['']);
  for (const path of paths) {
    for (const folder of parentsOf(path)) folders.add(folder);
    const [, folder, stem] = COMPILED.exec(path) ?? [];
    if (folder !== undefined && stem !== undefined && !(options.trustCache && path.includes('__pycache__/'))) compiled.set(`${folder}${stem}`, path);
  }
  return { root, paths: new Set(paths), folders, compiled };
}
