import type { Ground } from '../support/runs/prepare.js';
import { createRandom, type Random } from './random.js';

/** What the cases of a family may use: what all end-to-end tests share, and a folder of their own. */
export interface Place {
  readonly ground: Ground;
  readonly folder: string;
}

/** How one case came out: `ended` in a word or two, and what broke the promise, if anything did. */
export interface Outcome {
  readonly seed: number;
  readonly ended: string;
  readonly broken: string | null;
}

/** Tries the cases that these numbers make. */
export interface Trial {
  readonly attempt: (seeds: readonly number[]) => Promise<readonly Outcome[]>;
  readonly close?: () => Promise<void>;
}

/** Cases of one kind, each made from a number and so repeatable, of which all keep one promise. */
export interface Family {
  /** What holds in every case. */
  readonly promise: string;
  /** How many cases the ordinary test run tries. */
  readonly ordinary: number;
  /** In how many ways at least these end: where all end alike they prove little. */
  readonly variety: number;
  readonly open: (place: Place) => Promise<Trial>;
}

export const held = (ended: string): Omit<Outcome, 'seed'> => ({ ended, broken: null });
export const broke = (what: string): Omit<Outcome, 'seed'> => ({ ended: 'broken', broken: what });

type Attempt = (random: Random, seed: number) => Promise<Omit<Outcome, 'seed'>> | Omit<Outcome, 'seed'>;

/** Cases that are tried one after the other. One that throws has broken the promise, whatever it was. */
export function oneByOne(attempt: Attempt): Trial['attempt'] {
  const outcomeOf = async (seed: number): Promise<Outcome> => {
    try {
      return { seed, ...(await attempt(createRandom(seed), seed)) };
    } catch (cause) {
      return { seed, ...broke(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)) };
    }
  };
  return async (seeds) => {
    const outcomes: Outcome[] = [];
    for (const seed of seeds) outcomes.push(await outcomeOf(seed));
    return outcomes;
  };
}

/** Numbers from `first` on. */
export const seedsFrom = (first: number, count: number): readonly number[] => Array.from({ length: count }, (_, index) => first + index);
