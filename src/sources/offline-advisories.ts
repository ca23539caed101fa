import { isAdvisoryRecord, type AdvisoryRecord, type UnreadRecord } from './advisories/record.js';
import { openSnapshot } from './advisories/snapshot.js';

/** What an offline database knows of a project. */
export interface OfflineAnswer {
  readonly records: readonly AdvisoryRecord[];
  readonly unread: readonly UnreadRecord[];
}

/** The downloaded edition of the database (`depsec update-db`) as the store has it. */
export interface Edition {
  /** Milliseconds since 1970; null when none was downloaded. */
  readonly asOf: () => number | null;
  readonly recordsFor: (name: string) => { readonly values: readonly unknown[]; readonly damaged: number };
}

/** Advisories on this machine: the downloaded ones where they are newer than the ones that ship. */
export interface OfflineAdvisories {
  readonly asOf: () => number;
  /** Whether the answers are those that ship with depsec. */
  readonly isShipped: () => boolean;
  readonly answer: (name: string) => OfflineAnswer;
}

const NO_EDITION: Edition = { asOf: () => null, recordsFor: () => ({ values: [], damaged: 0 }) };

function editionAnswer(name: string, edition: Edition): OfflineAnswer {
  const { values, damaged } = edition.recordsFor(name);
  const records = values.filter(isAdvisoryRecord);
  const lost = damaged + values.length - records.length;
  return { records, unread: lost === 0 ? [] : [{ id: `${lost} downloaded ${lost === 1 ? 'advisory' : 'advisories'} about ${name}`, why: 'what is stored is damaged; depsec update-db downloads it again' }] };
}

/** Opens what there is. Each project is looked up once. */
export function openOfflineAdvisories({ snapshotFile, edition = NO_EDITION }: { readonly snapshotFile: string; readonly edition?: Edition }): OfflineAdvisories {
  const snapshot = openSnapshot(snapshotFile);
  let newer: boolean | null = null;
  const isShipped = (): boolean => !(newer ??= (edition.asOf() ?? -1) > snapshot.asOf());
  const kept = new Map<string, OfflineAnswer>();
  const look = (name: string): OfflineAnswer => (isShipped() ? { records: snapshot.recordsFor(name), unread: [] } : editionAnswer(name, edition));
  return {
    asOf: () => (isShipped() ? snapshot.asOf() : (edition.asOf() ?? snapshot.asOf())),
    isShipped,
    answer: (name) => {
      const answer = kept.get(name) ?? look(name);
      kept.set(name, answer);
      return answer;
    },
  };
}

/** The source as a plug-in: its id is its file name. */
export default { title: 'Advisories on this machine: those that ship, and those that update-db has fetched', load: openOfflineAdvisories } as const;
