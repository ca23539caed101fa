import { isAbsolute, join, relative, sep } from 'node:path';

/** The folders of one wheel, as pip chose them when it installed it (pip's Scheme). */
export interface Scheme {
  readonly purelib: string;
  readonly platlib: string;
  readonly headers: string;
  readonly scripts: string;
  readonly data: string;
}

const PLACES = ['purelib', 'platlib', 'headers', 'scripts', 'data'] as const;

function schemeFrom(value: unknown): Scheme | null {
  const fields = new Map(Object.entries(value ?? {}));
  const [purelib, platlib, headers, scripts, data] = PLACES.map((place) => fields.get(place)).map((path) => (typeof path === 'string' && isAbsolute(path) ? path : null));
  return purelib && platlib && headers && scripts && data ? { purelib, platlib, headers, scripts, data } : null;
}

/** What data/python/install.py wrote: wheel file name to scheme. A wheel that pip put nowhere it told of is left out. */
export function readSchemes(json: string): ReadonlyMap<string, Scheme> {
  const parsed: unknown = JSON.parse(json);
  return new Map(Object.entries(parsed ?? {}).flatMap(([fileName, value]) => {
    const scheme = schemeFrom(value);
    return scheme === null ? [] : [[fileName, scheme] as const];
  }));
}

/** The path from a folder to what lies in it, or null for everything else. */
export function inside(folder: string, path: string): string | null {
  const way = relative(folder, path);
  return way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? null : way;
}

/**
 * Where a file is in the end. With --target pip installs into a temporary folder and moves what is in it, item by item, but not what it
 * finds in the folder above the libraries (`lib`): that is null. A file that is in none of the folders stays where it is.
 */
export function finalPath(path: string, scheme: Scheme, target: string | null): string | null {
  if (target === null) return path;
  const libraries = [scheme.purelib, scheme.platlib];
  const inLibrary = libraries.map((library) => inside(library, path)).find((way) => way !== null);
  if (inLibrary) return join(target, inLibrary);
  const inData = inside(scheme.data, path);
  if (inData === null) return path;
  const top = join(scheme.data, inData.split(sep)[0] ?? '');
  return libraries.some((library) => library.startsWith(top)) ? null : join(target, inData);
}
