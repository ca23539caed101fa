import { listFiles, type FoundFile } from './list-files.js';
import { MANIFEST } from './manifest.js';

const topOf = (path: string): string => path.split('/', 1)[0] ?? '';

/** All files in depsec's folder, its dependencies and the manifest aside. `only`: names in the folder itself beyond which nothing is looked at. */
export async function ownFiles(root: string, only: ReadonlySet<string> | null): Promise<readonly FoundFile[]> {
  return await listFiles(root, (path) => path !== 'node_modules' && path !== MANIFEST && (only === null || only.has(topOf(path))));
}

/** The names in a package's own folder that hold these files. */
export const topNames = (paths: Iterable<string>): ReadonlySet<string> => new Set([...paths].map(topOf));
