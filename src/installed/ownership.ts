/** Whose files are whose. Names of owners are indexes into the list that was given. */
export interface Ownership {
  /** Of a file that is not on anybody's list: whoever alone has files in the nearest folder above it; null for nobody. */
  readonly ownerOf: (path: string) => number | null;
  readonly isListed: (path: string) => boolean;
}

// Paths are in order, so that this is all of dirname() they need.
const above = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));

function noteFolders(folders: Map<string, Set<number>>, path: string, owner: number): void {
  for (let folder = above(path); folder !== ''; folder = above(folder)) {
    const owners = folders.get(folder) ?? new Set();
    if (owners.has(owner)) return;
    folders.set(folder, owners.add(owner));
  }
}

const CACHED = /^(.*\/|)__pycache__\/([^/.]+)\.[^/]*\.pyc$/;

// What Python keeps of a module belongs to whom the module belongs.
function sourceOf(path: string): string {
  const [, folder, stem] = CACHED.exec(path) ?? [];
  return stem === undefined ? path : `${folder ?? ''}${stem}.py`;
}

/** Takes each owner's list of paths, relative to the library; those outside of it start with `..`. */
export function ownership(lists: readonly (readonly string[])[]): Ownership {
  const listed = new Map<string, number>();
  const folders = new Map<string, Set<number>>();
  lists.forEach((paths, owner) => {
    for (const path of paths) {
      if (!listed.has(path)) listed.set(path, owner);
      if (!path.startsWith('../')) noteFolders(folders, path, owner);
    }
  });
  const nearest = (path: string): number | null => {
    for (let folder = above(path); folder !== ''; folder = above(folder)) {
      const [only, ...others] = folders.get(folder) ?? [];
      if (only !== undefined) return others.length === 0 ? only : null;
    }
    return null;
  };
  return { isListed: (path) => listed.has(path), ownerOf: (path) => listed.get(path) ?? listed.get(sourceOf(path)) ?? nearest(path) };
}
