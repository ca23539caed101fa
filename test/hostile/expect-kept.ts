import { expect, onTestFinished, test } from 'vitest';
import { ground } from '../support/given.js';
import { seedsFrom, type Family } from './family.js';
import { openFamily, takeTurn } from './turn.js';

/** Another start than the usual one, to repeat a case of a soak: DEPSEC_SEED=4711 DEPSEC_CASES=1. */
const FIRST = Number(process.env['DEPSEC_SEED'] ?? '1');
const CASES = process.env['DEPSEC_CASES'];

/** A test for each family: its ordinary number of cases, always the same. */
export function expectPromisesKept(families: Readonly<Record<string, Family>>): void {
  test.each(Object.entries(families).map(([name, family]) => ({ name, ...family })))('$name: $promise', { timeout: 300_000 }, async ({ name, ordinary, variety, ...family }) => {
    const trial = await openFamily(name, { ordinary, variety, ...family }, ground());
    onTestFinished(async () => { await trial.close?.(); });
    const turn = await takeTurn(trial, seedsFrom(FIRST, Number(CASES ?? ordinary)));
    expect(turn.broken).toEqual([]);
    expect([...turn.endings.keys()].length).toBeGreaterThanOrEqual(CASES === undefined ? variety : 1);
  });
}
