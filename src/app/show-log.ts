import type { Answer } from '../core/answer.js';
import { UserError } from '../core/errors.js';
import { parsePackageName } from '../core/name.js';
import { eventsIn, type LoggedEvent } from '../store/read-audit-log.js';
import type { Workshop } from './workshop.js';

/** What of the audit log is wanted; null where it does not matter. Texts as they were typed. */
export interface LogQuestion {
  readonly packageName: string | null;
  readonly verdict: string | null;
  readonly since: string | null;
  readonly limit: string | null;
}

export const VERDICTS = ['safe', 'warned', 'blocked'];
const USUAL_LIMIT = 50;
const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

function sinceMs(text: string, nowMs: number): number {
  const [, count, unit = ''] = /^(\d{1,5})([mhdw])$/.exec(text) ?? [];
  if (count !== undefined) return nowMs - Number(count) * (UNIT_MS[unit] ?? 0);
  const day = /^\d{4}-\d{2}-\d{2}([T ].+)?$/.test(text) ? Date.parse(text) : Number.NaN;
  // Date takes the 30th of February for a day in March.
  if (!Number.isNaN(day) && new Date(`${text.slice(0, 10)}T00:00:00Z`).toISOString().startsWith(text.slice(0, 10))) return day;
  throw new UserError('bad-arguments', `--since ${JSON.stringify(text)}: not a time`, { hint: 'a length of time such as 90m, 12h, 7d or 2w, or a date such as 2026-01-31' });
}

function limitOf(text: string | null): number {
  if (text === null) return USUAL_LIMIT;
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new UserError('bad-arguments', `--limit ${JSON.stringify(text)}: expected a number from 1 to 9999999`);
}

function filterFor({ packageName, verdict, since }: LogQuestion, nowMs: number): (event: LoggedEvent) => boolean {
  if (verdict !== null && !VERDICTS.includes(verdict)) throw new UserError('bad-arguments', `--verdict ${JSON.stringify(verdict)}: no such verdict`, { hint: `there are: ${VERDICTS.join(', ')}` });
  const name: string | null = packageName === null ? null : parsePackageName(packageName);
  const from = since === null ? -Infinity : sinceMs(since, nowMs);
  return (event) => (name === null || event.name === name) && (verdict === null || event.verdict === verdict) && !(Date.parse(event.time) < from);
}

const SIGNS: Readonly<Record<string, string>> = { safe: 'safe', warned: 'warning', blocked: 'BLOCKED' };

/** The first reason: the others are in JSON. Of a waiver also what was waived, and of quarantine what was done. */
function whyOf({ event, reasons, rules }: LoggedEvent): string {
  if (event === 'quarantine') return reasons.slice(0, 2).join(': ');
  const [reason = ''] = reasons;
  return event === 'waiver' && rules.length > 0 ? `${rules.join(', ')}: ${reason}` : reason;
}

function rowOf(logged: LoggedEvent): readonly string[] {
  const { time, event, command, name, version, verdict } = logged;
  const minute = time.slice(0, 16).replace('T', ' ');
  const what = event === 'override' ? 'LET IN' : (SIGNS[verdict] ?? event);
  return [minute, command, what, version === '' ? name : `${name} ${version}`, whyOf(logged)];
}

/** Filters the audit log; the newest comes last, where the eye is. Times are UTC. Throws `bad-arguments` for a filter that is none. */
export async function showLog(question: LogQuestion, { home, clock }: Pick<Workshop, 'home' | 'clock'>): Promise<Answer> {
  const isWanted = filterFor(question, clock.nowMs());
  const limit = limitOf(question.limit);
  const found: LoggedEvent[] = [];
  let left = 0;
  for await (const event of eventsIn(home.path)) {
    if (!isWanted(event)) continue;
    if (found.length < limit) found.push(event);
    else left += 1;
  }
  const inOrder = found.toReversed();
  const more = left > 0 ? [{ rows: [[`${left} older ${left === 1 ? 'line is' : 'lines are'} not shown (--limit).`]] }] : [];
  const none = found.length === 0 ? [{ rows: [['Nothing in the audit log fits.']] }] : [];
  return { groups: [...more, { rows: inOrder.map(rowOf) }, ...none], document: { entries: inOrder.map(({ fields }) => Object.fromEntries(fields)), older: left } };
}
