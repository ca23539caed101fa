import { dataMember, isOfLibrary } from '../../core/data-folder.js';
import { runsUnseen } from '../../python/vocabulary/environment-places.js';

/** How what a wheel installs beside its packages comes to run: by its name as a command, or unseen with something else. */
export type InstalledPlace = 'command' | 'unseen';

const COMMAND = /^(?:bin|Scripts)\/[^/]+$/i;

/** The place of a member that a wheel brings in its `.data` folder; null for what is a part of a package, and for what nothing runs. */
export function installedPlace(path: string): InstalledPlace | null {
  const member = dataMember(path);
  if (member === null || isOfLibrary(member)) return null;
  const { scheme, rest } = member;
  if (scheme === 'scripts' || (scheme === 'data' && COMMAND.test(rest))) return 'command';
  return scheme === 'data' && runsUnseen(rest) ? 'unseen' : null;
}
