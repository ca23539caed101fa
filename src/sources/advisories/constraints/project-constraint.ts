import { groupAliases, mergeGroup } from '../merge.js';
import type { AdvisoryRecord, AffectedProject } from '../record.js';
import { clausesFor } from './clauses.js';
import { intervalsOf, united, type Interval } from './intervals.js';

/** What keeps the affected versions of a project out. */
export interface ProjectConstraint {
  /** PEP 440 specifiers, joined by commas; '' where nothing can be said. */
  readonly specifier: string;
  /** The advisories that it keeps out, by the ids that people look for. */
  readonly ids: readonly string[];
  /** Advisories that it leaves in: with them no version would be left. */
  readonly unfixed: readonly string[];
  /** It also keeps out versions that no advisory names. */
  readonly isWider: boolean;
  /** Records of which a part could not be read. */
  readonly unread: readonly string[];
}

interface Flaw {
  readonly id: string;
  readonly isMalware: boolean;
  readonly intervals: readonly Interval[];
}

// Matches no version; what is malware through and through has none to offer.
const NO_VERSION = '<0';

function flawsIn(name: string, records: readonly AdvisoryRecord[]): readonly Flaw[] {
  const entries = records.filter(({ isWithdrawn }) => !isWithdrawn).map((record) => ({ record, projects: record.affected.filter((one) => one.name === name) }));
  return groupAliases(entries).map((group) => {
    const { id, kind } = mergeGroup(group.map(({ record }) => record), { affected: '', kin: [] });
    return { id, isMalware: kind === 'malware', intervals: intervalsOf(group.flatMap(({ projects }): readonly AffectedProject[] => projects)) };
  }).filter(({ intervals }) => intervals.length > 0);
}

const hasEnd = ({ intervals }: Flaw): boolean => intervals.every(({ end }) => end !== null);
const idsOf = (flaws: readonly Flaw[]): readonly string[] => flaws.map(({ id }) => id).toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
const whole = (flaws: readonly Flaw[]): ReturnType<typeof clausesFor> => clausesFor(united(flaws.flatMap(({ intervals }) => intervals)));

/** The constraint for a project; null when nothing is known against it. Pre-releases of a fixed version, which pip takes only when told to, are not told apart. */
export function projectConstraint(name: string, records: readonly AdvisoryRecord[]): ProjectConstraint | null {
  const flaws = flawsIn(name, records);
  const unread = records.filter(({ isWithdrawn, affected }) => !isWithdrawn && affected.some((one) => one.name === name && one.unread !== null)).map(({ id }) => id);
  if (flaws.length === 0) return unread.length === 0 ? null : { specifier: '', ids: [], unfixed: [], isWider: false, unread };
  const malware = flaws.filter(({ isMalware }) => isMalware);
  if (malware.length > 0 && whole(malware) === null) return { specifier: NO_VERSION, ids: idsOf(malware), unfixed: [], isWider: false, unread };
  const all = whole(flaws);
  if (all !== null) return { specifier: all.clauses.join(','), ids: idsOf(flaws), unfixed: [], isWider: all.isWider, unread };
  // A flaw that nobody has fixed would leave nothing to install; the others are still worth keeping out.
  const counted = flaws.filter((flaw) => flaw.isMalware || hasEnd(flaw));
  const some = counted.length === 0 ? null : whole(counted);
  const left = flaws.filter((flaw) => some === null || !counted.includes(flaw));
  return { specifier: some?.clauses.join(',') ?? '', ids: some === null ? [] : idsOf(counted), unfixed: idsOf(left), isWider: some?.isWider ?? false, unread };
}
