import { contexts, type Sample } from './sample.js';

/** How many samples of a group were found (blocked), of how many. */
export interface Figure {
  readonly found: number;
  readonly total: number;
}

export type Figures = Readonly<Record<string, Readonly<Record<string, Figure>>>>;

/** By which members of a sample it is counted. */
export const groupings = ['source', 'sink', 'spelling', 'encoding', 'carrier', 'context'] as const;

function counted(samples: readonly Sample[], grouping: (typeof groupings)[number], isFound: (sample: Sample) => boolean): Readonly<Record<string, Figure>> {
  const names = grouping === 'context' ? contexts : [...new Set(samples.map((sample) => sample[grouping]))];
  return Object.fromEntries(
    names.map((name) => {
      const group = samples.filter((sample) => sample[grouping] === name);
      return [name, { found: group.filter(isFound).length, total: group.length }];
    }),
  );
}

/** Counts by source, by sink, by spelling, by encoding, by carrier, by context. */
export function figuresOf(samples: readonly Sample[], verdicts: ReadonlyMap<string, string>): Figures {
  const isFound = ({ id }: Sample): boolean => verdicts.get(id) === 'blocked';
  return Object.fromEntries(groupings.map((grouping) => [grouping, counted(samples, grouping, isFound)]));
}
