import { dataMember, isOfLibrary } from '../../core/data-folder.js';
import { join, normalize, sep } from 'node:path';
import type { Resolved } from '../../core/artifact.js';
import type { PlannedPackage } from '../../core/journal.js';
import type { Cleared } from '../../core/decision.js';
import { earlierVersions } from './earlier-versions.js';
import { isThere } from './presence.js';
import type { Unreadable, WheelContents } from './wheel-contents.js';

/** Where members go below site-packages; the other folders are filled after these, so that they alone tell whether pip has begun. */
const libraryPaths = (members: readonly string[]): readonly string[] =>
  members.flatMap((member) => {
    const data = dataMember(member);
    return data === null ? [member] : isOfLibrary(data) ? [data.rest] : [];
  }).map(normalize);

/** Paths that are not there yet. A folder that is missing stands for all that it will hold. */
function absentPaths(members: readonly string[], place: string): readonly string[] {
  const absent = new Set<string>();
  const known = new Map<string, boolean>();
  const exists = (path: string): boolean => {
    const told = known.get(path) ?? isThere(path);
    known.set(path, told);
    return told;
  };
  for (const path of libraryPaths(members)) {
    const parts = path.split(sep);
    const steps = parts.map((_, index) => join(place, ...parts.slice(0, index + 1)));
    const missing = steps.find((step) => !exists(step));
    if (missing !== undefined) absent.add(missing);
  }
  return [...absent];
}

/** What the journal keeps of one package: what it was, and what it will bring that is not there. */
export async function plannedPackage(contents: WheelContents | Unreadable, resolved: Resolved | undefined, places: readonly string[]): Promise<PlannedPackage> {
  const { name, version, sha256, fileName, requested }: Cleared = contents.wheel;
  const members = 'members' in contents ? contents.members : [];
  const directUrl = resolved?.directUrl ?? null;
  return {
    name, version, sha256, fileName, requested,
    direct: directUrl === null ? null : { json: directUrl, url: resolved?.url ?? '' },
    before: await earlierVersions(name, places),
    absent: places.flatMap((place) => absentPaths(members, place)),
  };
}
