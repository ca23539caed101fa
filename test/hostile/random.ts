/** Numbers that look random and are the same in every run for one seed, so that each failure can be repeated. */
export interface Random {
  /** A whole number from 0 up to, not including, `end`. */
  readonly below: (end: number) => number;
  readonly pick: <T>(choices: readonly [T, ...T[]]) => T;
  readonly chance: (oneIn: number) => boolean;
}

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (end: number): number => (end <= 1 ? 0 : next() % end);
  return { below, pick: (choices) => choices[below(choices.length)] ?? choices[0], chance: (oneIn) => below(oneIn) === 0 };
}
