import type { Advisory } from '../../core/advisory.js';
import { untrusted } from '../../core/untrusted.js';
import { affectedText } from './affected-text.js';
import { fixesIn, type Fix } from './fixes.js';
import { groupAliases, mergeGroup } from './merge.js';
import { projectTest, type Answer, type Asked } from './project-test.js';
import type { AdvisoryRecord, AffectedProject, UnreadRecord } from './record.js';
import { publicVersion, versionLine, type VersionLine } from './version-line.js';

/** What the records say of one version. `unread` names those that might affect it and could not be compared. */
export interface Judged {
  readonly advisories: readonly Advisory[];
  readonly unread: readonly UnreadRecord[];
}

/** The records of one project, ready for questions about its versions. */
export type AskVersion = (version: string) => Judged;

interface Entry {
  readonly record: AdvisoryRecord;
  readonly projects: readonly AffectedProject[];
  readonly tests: readonly ((asked: Asked) => Answer)[];
}

interface Shelf {
  readonly name: string;
  readonly entries: readonly Entry[];
  /** Those that may leave a question open. */
  readonly doubtful: (asked: Asked) => readonly Entry[];
  readonly line: VersionLine;
  readonly fixes: readonly Fix[];
  readonly byId: ReadonlyMap<string, readonly AdvisoryRecord[]>;
  /** By the ids of their records: many versions are affected by the same. */
  readonly merged: Map<string, Omit<Advisory, 'fixedIn'>>;
}

const idsOf = ({ id, aliases }: AdvisoryRecord): readonly string[] => [id, ...aliases];

function indexById(records: readonly AdvisoryRecord[]): Shelf['byId'] {
  const byId = new Map<string, AdvisoryRecord[]>();
  for (const record of records) for (const id of idsOf(record)) byId.set(id, [...(byId.get(id) ?? []), record]);
  return byId;
}

function shelve(name: string, records: readonly AdvisoryRecord[]): Shelf {
  const live = records.filter(({ isWithdrawn }) => !isWithdrawn).map((record) => ({ record, projects: record.affected.filter((one) => one.name === name) }));
  const all = live.flatMap(({ projects }) => projects);
  const line = versionLine(all.flatMap(({ ranges, versions }) => [...versions, ...ranges.flat().map(([, version]) => version)]));
  const entries = live.map((entry) => ({ ...entry, tests: entry.projects.map((project) => projectTest(project, line)) }));
  const doubtful = entries.filter(({ projects }) => projects.length === 0 || projects.some(({ unread }) => unread !== null));
  return { name, entries, doubtful: ({ at }) => (at === null ? entries : doubtful), line, fixes: fixesIn(all, line), byId: indexById(live.map(({ record }) => record)), merged: new Map() };
}

const affects = ({ tests }: Entry, asked: Asked): boolean => tests.some((test) => test(asked) === 'affected');

function whyUnread({ tests }: Entry, asked: Asked, name: string): string | null {
  // Somebody said that this record is about the project.
  if (tests.length === 0) return `it says nothing about ${name}`;
  const unsure = tests.map((test) => test(asked)).find((answer) => typeof answer === 'object');
  return unsure?.why ?? null;
}

/** The nearest version above that has none of the flaws in `of`. */
function nearestFix(at: number | null, fixes: readonly Fix[], of: readonly Entry[]): string | null {
  if (at === null) return null;
  return fixes.find((fix) => fix.at > at && !of.some((entry) => affects(entry, fix)))?.version ?? null;
}

function mergedGroup(group: readonly Entry[], { line, byId, merged }: Shelf): Omit<Advisory, 'fixedIn'> {
  const records = group.map(({ record }) => record);
  const key = records.map(({ id }) => id).join(' ');
  const known = merged.get(key);
  if (known) return known;
  const needsKin = records.every(({ cvss, severity }) => cvss === null && severity === null);
  const kin = needsKin ? records.flatMap((record) => idsOf(record).flatMap((id) => byId.get(id) ?? [])) : [];
  const made = mergeGroup(records, { affected: affectedText(group.flatMap(({ projects }) => projects), line), kin });
  merged.set(key, made);
  return made;
}

/** Most records share no name with another one of the project, and need not be compared with each. */
function groupsOf(affecting: readonly Entry[], { byId }: Shelf): readonly (readonly Entry[])[] {
  const isAlone = ({ record }: Entry): boolean => idsOf(record).every((id) => byId.get(id)?.length === 1);
  const others = affecting.filter((entry) => !isAlone(entry));
  return others.length === 0 ? affecting.map((entry) => [entry]) : [...affecting.filter(isAlone).map((entry) => [entry]), ...groupAliases(others)];
}

function advisoriesFor({ at }: Asked, affecting: readonly Entry[], shelf: Shelf): readonly Advisory[] {
  if (affecting.length === 0) return [];
  const clean = nearestFix(at, shelf.fixes, shelf.entries);
  return groupsOf(affecting, shelf).map((group) => {
    // Where no version is free of everything, one without this flaw is still better.
    const fixedIn = clean ?? nearestFix(at, fixesIn(group.flatMap(({ projects }) => projects), shelf.line), group);
    return { ...mergedGroup(group, shelf), fixedIn: fixedIn === null ? null : untrusted(fixedIn) };
  });
}

/** Prepares the records of a project. Withdrawn ones are left out. */
export function prepare(name: string, records: readonly AdvisoryRecord[]): AskVersion {
  const shelf = shelve(name, records);
  return (text) => {
    const version = publicVersion(text);
    const asked = { version, at: shelf.line.positionOf(version) };
    const affecting = shelf.entries.filter((entry) => affects(entry, asked));
    const unread = shelf.doubtful(asked).flatMap((entry) => {
      const why = affects(entry, asked) ? null : whyUnread(entry, asked, name);
      return why === null ? [] : [{ id: entry.record.id, why }];
    });
    return { advisories: advisoriesFor(asked, affecting, shelf), unread };
  };
}
