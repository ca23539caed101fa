import { basename, join } from 'node:path';
import type { Mismatch } from '../core/self-check.js';
import { untrusted } from '../core/untrusted.js';
import { entriesOf } from './list-files.js';

/** A folder that holds packages. `isKnown`: whether a package of this name belongs in it. */
export interface PackagesFolder {
  readonly folder: string;
  readonly isKnown: (name: string) => boolean;
  readonly shown: (path: string) => string;
}

// npm's and vite's own notes, which nobody can ask for by such a name.
const isNote = (name: string): boolean => name.startsWith('.');

async function namesIn(folder: string): Promise<readonly string[]> {
  const names = ((await entriesOf(folder)) ?? []).map(({ name }) => name).filter((name) => !isNote(name));
  const inScopes = names.filter((name) => name.startsWith('@')).map(async (scope) => (await namesIn(join(folder, scope))).map((name) => `${scope}/${name}`));
  return [...names.filter((name) => !name.startsWith('@')), ...(await Promise.all(inScopes)).flat()];
}

/**
 * What lies between the packages and belongs to none: another package, but also `better-sqlite3.js`, which Node loads in place of the folder
 * `better-sqlite3` (nodejs.org, modules: LOAD_AS_FILE comes first).
 */
export async function strayPackages({ folder, isKnown, shown }: PackagesFolder): Promise<readonly Mismatch[]> {
  const names = await namesIn(join(folder, 'node_modules'));
  return names.filter((name) => !isKnown(name)).map((name) => ({ kind: 'unexpected', path: untrusted(shown(`node_modules/${name}`)), detail: untrusted(`${basename(name)} is no dependency of depsec`) }));
}
