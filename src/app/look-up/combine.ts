import type { Known, LookUp, Subject } from './known.js';

/** One service, or what answers in its place. It fills its own part of what is known. */
export interface LookUpPart {
  readonly ask: (subject: Subject) => Promise<Partial<Known>>;
  readonly askSoon: (subjects: readonly Subject[]) => void;
}

/** Asks all parts at the same time and puts together what they know. */
export function combineLookUps(parts: readonly LookUpPart[]): LookUp {
  const ask = async (subject: Subject): Promise<Known> => {
    const known = await Promise.all(parts.map((part) => part.ask(subject)));
    return {
      advisories: known.flatMap(({ advisories = [] }) => advisories),
      project: known.map(({ project = null }) => project).find((project) => project !== null) ?? null,
      gaps: known.flatMap(({ gaps = [] }) => gaps),
    };
  };
  return { ask, askSoon: (subjects) => { for (const part of parts) part.askSoon(subjects); } };
}
