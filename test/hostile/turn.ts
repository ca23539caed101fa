import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Ground } from '../support/runs/prepare.js';
import type { Family, Outcome, Trial } from './family.js';

/** What came of some cases of a family. */
export interface Turn {
  /** How often which end. */
  readonly endings: ReadonlyMap<string, number>;
  readonly broken: readonly Outcome[];
}

/** Opens a family in a folder of its own on prepared ground. */
export async function openFamily(name: string, family: Family, ground: Ground): Promise<Trial> {
  const folder = join(ground.folder, `hostile-${name}`);
  mkdirSync(folder);
  return await family.open({ ground, folder });
}

export async function takeTurn(trial: Trial, seeds: readonly number[]): Promise<Turn> {
  const outcomes = await trial.attempt(seeds);
  const endings = new Map<string, number>();
  for (const { ended } of outcomes) endings.set(ended, (endings.get(ended) ?? 0) + 1);
  return { endings, broken: outcomes.filter(({ broken }) => broken !== null) };
}
