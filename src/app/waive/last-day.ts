import { UserError } from '../../core/errors.js';
import type { Clock } from '../../platform/clock.js';

const DAY_MS = 86_400_000;
const USUAL_DAYS = 90;

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(Date.parse(text)) === text;

/** The last day of a waiver, `YYYY-MM-DD`: 90 days from now unless told. Throws `bad-arguments` for what is no day or has passed. */
export function lastDay({ until, days }: { readonly until: string | null; readonly days: string | null }, clock: Pick<Clock, 'nowMs'>): string {
  if (until !== null && days !== null) throw new UserError('bad-arguments', '--until and --days exclude each other');
  if (days !== null && !/^[1-9]\d{0,3}$/.test(days)) throw new UserError('bad-arguments', `--days ${JSON.stringify(days)}: expected a number from 1 to 9999`);
  if (until === null) return dayOf(clock.nowMs() + Number(days ?? USUAL_DAYS) * DAY_MS);
  if (!isDay(until)) throw new UserError('bad-arguments', `--until ${JSON.stringify(until)}: expected a day such as 2026-12-31`);
  if (until < dayOf(clock.nowMs())) throw new UserError('bad-arguments', `--until ${until}: that day has passed`);
  return until;
}
