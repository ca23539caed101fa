import { inWords } from '../../core/ages.js';
import type { Resolved } from '../../core/artifact.js';
import type { Notice } from '../../core/run.js';
import { untrusted } from '../../core/untrusted.js';
import { isNewer, isSameVersion, newestOf } from '../../core/requirements/version-order.js';
import type { OfferedFile } from './offered-file.js';
import type { SeenProject } from './seen-projects.js';

/** The minimum age, 0 for none, and the time; milliseconds. */
export interface AgeLimit {
  readonly minAgeMs: number;
  readonly now: number;
}

const MOST_NAMED = 5;

const info = (text: string): Notice => ({ level: 'info', text: untrusted(text) });

function listed(texts: readonly string[]): string {
  const more = texts.length - MOST_NAMED;
  return `${texts.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** `2.0.0 (5 hours old)` for the youngest file of that version. */
export function versionWithAge(version: string, files: readonly OfferedFile[], now: number): string {
  const times = files.flatMap((file) => (file.version === version && file.uploadedAt !== null ? [file.uploadedAt] : []));
  return `${version} (${inWords(Math.max(0, now - Math.max(...times)))} old)`;
}

type Taken = Pick<Resolved, 'name' | 'version'>;

/** The newest version that was withheld and would have been taken otherwise. */
function withheldAbove(item: Taken, { withheld }: SeenProject): string | null {
  const versions = [...new Set(withheld.flatMap(({ version }) => version ?? []))].filter((version) => isNewer(version, item.version));
  return newestOf(versions);
}

/** What the user should know of how versions were chosen: what was withheld for its age, and what could not be told. */
export function indexNotices(items: readonly Taken[], projects: readonly SeenProject[], { minAgeMs, now }: AgeLimit): readonly Notice[] {
  const taken = items.flatMap((item) => projects.filter(({ project }) => project === item.name).map((seen) => ({ item, seen })));
  const withheld = taken.flatMap(({ item, seen }) => {
    const version = withheldAbove(item, seen);
    return version === null ? [] : [`${item.name} ${versionWithAge(version, seen.withheld, now)}, so ${item.version} is taken`];
  });
  const isOffered = ({ name, version }: Taken): boolean => projects.some(({ project, files }) => project === name && files.some((file) => file.version !== null && isSameVersion(file.version, version)));
  const elsewhere = minAgeMs === 0 ? [] : items.filter((item) => !isOffered(item)).map(({ name }) => name);
  const ageless = taken.filter(({ item, seen }) => seen.ageless.some(({ version }) => version !== null && isSameVersion(version, item.version))).map(({ item }) => item.name);
  const passedOver = taken.flatMap(({ item, seen: { namesake } }) => (namesake?.wouldWin === true ? [`${item.name} ${item.version} (${namesake.newest ?? 'another'} in public)`] : []));
  return [
    ...(withheld.length > 0 ? [info(`Withheld as younger than ${inWords(minAgeMs)}: ${listed(withheld)}.`)] : []),
    ...(ageless.length > 0 ? [info(`The minimum age says nothing of ${listed(ageless)}: the index does not tell when these files were uploaded.`)] : []),
    ...(elsewhere.length > 0 ? [info(`The minimum age says nothing of ${listed(elsewhere)}: these files come from no index.`)] : []),
    ...(passedOver.length > 0 ? [info(`Taken from a private index although a public one has a newer version: ${listed(passedOver)}. [index_pins] in the configuration says otherwise.`)] : []),
  ];
}
