import type { Notice } from '../../core/run.js';
import { untrusted } from '../../core/untrusted.js';

/** What the answers of a run rest on besides fresh ones; each null where there were none. Milliseconds since 1970. */
export interface Reliance {
  earlierAnswers: number | null;
  offlineAsOf: number | null;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Older data get a line, and beyond the second mark a warning (defaults.md). */
const TOLD_DAYS = 7;
const WARNED_DAYS = 30;

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`;

function earlierNotice(askedAt: number, nowMs: number): readonly Notice[] {
  const hours = Math.floor((nowMs - askedAt) / HOUR);
  return hours < 1 ? [] : [{ level: 'info', text: untrusted(`Advisories: using answers of OSV from ${counted(hours, 'hour')} ago.`) }];
}

const daysSince = (asOf: number, nowMs: number): number => Math.floor((nowMs - asOf) / DAY);

/** Whether data of then are old enough to be told of. */
export const isDated = (asOf: number, nowMs: number): boolean => daysSince(asOf, nowMs) >= TOLD_DAYS;

function offlineNotice(asOf: number, { nowMs, isShipped }: { readonly nowMs: number; readonly isShipped: () => boolean }): readonly Notice[] {
  const days = daysSince(asOf, nowMs);
  if (!isDated(asOf, nowMs)) return [];
  const which = isShipped() ? 'the advisories that ship with depsec are' : 'the downloaded advisories are';
  const text = `${which} ${counted(days, 'day')} old, and newer ones are not known; depsec update-db fetches them`;
  return days < WARNED_DAYS ? [{ level: 'info', text: untrusted(`${text.charAt(0).toUpperCase()}${text.slice(1)}.`) }] : [{ level: 'warning', text: untrusted(text) }];
}

/** Says how old the advisories are that served in a run, where they were not asked for in it. */
export function ageNotices({ earlierAnswers, offlineAsOf }: Reliance, now: { readonly nowMs: number; readonly isShipped: () => boolean }): readonly Notice[] {
  return [...(earlierAnswers === null ? [] : earlierNotice(earlierAnswers, now.nowMs)), ...(offlineAsOf === null ? [] : offlineNotice(offlineAsOf, now))];
}
