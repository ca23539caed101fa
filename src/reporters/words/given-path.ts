import type { Staged } from '../../core/artifact.js';

/** True for what was given by a path that its name does not tell. Other files are an index's, and nowhere on this machine. */
export function isGivenPath({ isLocal, shownAs, fileName, name }: Pick<Staged, 'isLocal' | 'shownAs' | 'fileName' | 'name'>): boolean {
  const called: string = name;
  return shownAs !== fileName || (isLocal === true && fileName !== called);
}
