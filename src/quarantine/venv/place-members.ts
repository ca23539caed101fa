import { installedFiles } from '../../archive/wheel/installed-paths.js';

/** Where a member goes, as a path with slashes below the environment. */
export interface Placed {
  readonly member: string;
  readonly path: string;
  /** True for what Python would run by itself at its start, and for what would lie outside its library: it is there to be read, and has no effect. */
  readonly isInert: boolean;
}

/** What lies here has no effect on the environment. */
export const INERT = 'not-in-effect';

// Python's site module runs lines of the first and imports the others whenever it starts.
const STARTS = /^(?:[^/]*\.(?:pth|start)|(?:site|user)customize(?:[./].*)?)$/i;

/**
 * Places the members of a wheel as an install would, but for what takes effect without being asked: start hooks, commands, headers and files at the
 * root of the environment (which could replace its interpreter) lie in a folder of their own.
 */
export function placeWheel(members: readonly string[], library: string): readonly Placed[] {
  return installedFiles(members, []).flatMap(({ member, root, path }): readonly Placed[] => {
    if (member === null) return [];
    const takesEffect = root === 'library' && !STARTS.test(path);
    return [{ member, isInert: !takesEffect, path: takesEffect ? `${library}/${path}` : `${INERT}/${root}/${path}` }];
  });
}

/** A source package would have to be built, which runs its code: it is only laid out. */
export function placeSource(members: readonly string[]): readonly Placed[] {
  return members.map((member) => ({ member, isInert: true, path: `${INERT}/source/${member}` }));
}
