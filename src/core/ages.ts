export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 365.25 * DAY_MS;

const UNITS: readonly (readonly [ms: number, noun: string])[] = [[YEAR_MS, 'year'], [DAY_MS, 'day'], [HOUR_MS, 'hour'], [60_000, 'minute']];

/** A length of time in words, rounded down: `3 days`, `2 hours`. Days are counted up to two years. */
export function inWords(ms: number): string {
  const [size, noun] = UNITS.find(([unit]) => ms >= (unit === YEAR_MS ? 2 * unit : unit)) ?? [60_000, 'minute'];
  const count = Math.max(0, Math.floor(ms / size));
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Milliseconds since then; what lies in the future, by a clock that is off, has just happened. Null where nobody knows. */
export function ageOf(at: number | null, now: number): number | null {
  return at === null ? null : Math.max(0, now - at);
}

/** The day in UTC: `2026-11-26`. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
