import { compare } from '@renovatebot/pep440';
import type { Interval } from './intervals.js';

/** A constraint of pip on one project; `isWider` when it also keeps out versions that nothing is known of. */
export interface Clauses {
  readonly clauses: readonly string[];
  readonly isWider: boolean;
}

// A longer list nobody reads, and below it the newest fix is a fair bound.
const MOST_TERMS = 80;

// A release and nothing else; where an interval begins, its pre-releases may count as well.
const RELEASE = /^v?(\d+(?:\.\d+)*)$/i;
const BEGINNING = /^v?(\d+(?:\.\d+)*)(?:[-_.]?(?:a|b|c|rc|alpha|beta|pre|preview)[-_.]?\d*)?(?:[-_.]?dev\d*)?$/i;

function numbersOf(version: string, shape: RegExp): readonly number[] | null {
  const numbers = shape.exec(version)?.[1]?.split('.').map(Number);
  return numbers?.every(Number.isSafeInteger) === true ? numbers : null;
}

const padded = (numbers: readonly number[], length: number): readonly number[] => Array.from({ length }, (_, index) => numbers[index] ?? 0);

const prefixes = (head: readonly number[], from: number, to: number): readonly string[] => Array.from({ length: Math.min(to - from, MOST_TERMS + 1) }, (_, index) => `!=${[...head, from + index].join('.')}.*`);

/**
 * A gap in the middle as series of versions that are left out (`!=4.1.*`): pip knows no "or", so what lies between two versions can only be told
 * by naming it. Null where the series would never end (from 3.2.5 to 4.1: who knows how far 3 goes on).
 */
function seriesBetween(start: string, end: string): readonly string[] | null {
  const [low, high] = [numbersOf(start, BEGINNING), numbersOf(end, RELEASE)];
  if (low === null || high === null) return null;
  const length = Math.max(low.length, high.length);
  const [from, to] = [padded(low, length), padded(high, length)];
  const at = from.findIndex((number, index) => number !== to[index]);
  if (at < 0) return [];
  if (from.slice(at + 1).some((number) => number !== 0)) return null;
  const below = to.flatMap((number, index) => (index > at ? prefixes(to.slice(0, index), 0, number) : []));
  return [...prefixes(from.slice(0, at), from[at] ?? 0, to[at] ?? 0), ...below];
}

function hole({ start, end, isClosed }: Interval): readonly string[] | null {
  if (start === null || end === null) return null;
  const last = isClosed ? [`!=${end}`] : [];
  if (compare(start, end) === 0) return last;
  const series = seriesBetween(start, end);
  return series === null || series.length > MOST_TERMS ? null : [...series, ...last];
}

// ">" would leave out the post-releases of the last affected version, which may well be its fix.
const floor = ({ end, isClosed }: Interval): readonly string[] => (end === null ? [] : [`>=${end}`, ...(isClosed ? [`!=${end}`] : [])]);

/** Without single versions that a series leaves out already. */
function shortest(clauses: readonly string[]): readonly string[] {
  const series = clauses.filter((clause) => clause.endsWith('.*')).map((clause) => clause.slice(2, -2).split('.').map(Number));
  return clauses.filter((clause) => {
    const numbers = clause.startsWith('!=') ? numbersOf(clause.slice(2), BEGINNING) : null;
    return numbers === null || !series.some((prefix) => padded(numbers, prefix.length).join('.') === prefix.join('.'));
  });
}

/** Says which versions are not affected, as pip takes it; null where that is none. */
export function clausesFor(intervals: readonly Interval[]): Clauses | null {
  if (intervals.some(({ start, end }) => start === null && end === null)) return null;
  const between = intervals.filter(({ start, end }) => start !== null && end !== null);
  const untold = between.findLastIndex((each) => hole(each) === null);
  // Everything below the last gap that cannot be told goes with it.
  const base = untold >= 0 ? between[untold] : intervals.find(({ start }) => start === null);
  const top = intervals.find(({ end }) => end === null);
  const clauses = [...(base === undefined ? [] : floor(base)), ...between.slice(untold + 1).flatMap((each) => hole(each) ?? []), ...(top?.start ? [`<${top.start}`] : [])];
  return { clauses: shortest(clauses), isWider: untold >= 0 };
}
