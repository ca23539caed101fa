import { dataMember } from '../../core/data-folder.js';
import type { InstalledFile, InstallRoot } from '../../core/facts/wheel-facts.js';

const ROOTS: Readonly<Record<string, InstallRoot>> = { purelib: 'library', platlib: 'library', scripts: 'scripts', headers: 'headers', data: 'environment' };

// Folders of an environment that have a name of their own in the scheme: on Windows, elsewhere, and where lib64 is used.
const INSIDE_ENVIRONMENT: readonly (readonly [RegExp, InstallRoot])[] = [
  [/^(?:lib(?:64)?\/python[^/]*\/|lib\/)(?:site|dist)-packages\//i, 'library'],
  [/^(?:bin|scripts)\//i, 'scripts'],
];

/**
 * Where pip puts the files of a wheel (binary distribution format, "Installing a wheel", and "The .data directory"): members as
 * they are, members of a `.data` folder by the scheme that it names, and a command for each entry point. Paths that lead into
 * the libraries or the commands by way of the environment's root count as such, so that two files of one place meet.
 */
export function installedFiles(members: readonly string[], commands: readonly string[]): readonly InstalledFile[] {
  const written = commands.map((path): InstalledFile => ({ member: null, root: 'scripts', path }));
  return [...members.map((member) => installedFile(member)), ...written];
}

function installedFile(member: string): InstalledFile {
  const data = dataMember(member);
  if (data === null) return { member, root: 'library', path: member };
  const { scheme, rest: path } = data;
  const root = Object.hasOwn(ROOTS, scheme) ? ROOTS[scheme] : undefined;
  if (root === undefined) return { member, root: 'unknown', path };
  return root === 'environment' ? { member, ...insideEnvironment(path) } : { member, root, path };
}

function insideEnvironment(path: string): { readonly root: InstallRoot; readonly path: string } {
  for (const [folder, root] of INSIDE_ENVIRONMENT) if (folder.test(path)) return { root, path: path.replace(folder, '') };
  return { root: 'environment', path };
}
