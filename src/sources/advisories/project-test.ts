import { rangeTest } from './range.js';
import type { AffectedProject } from './record.js';
import type { VersionLine } from './version-line.js';

/** A version as it is compared: its text without its local part, and its place, null for what is no version. */
export interface Asked {
  readonly version: string;
  readonly at: number | null;
}

export type Answer = 'affected' | 'not-affected' | { readonly why: string };

/** What one entry of a record says of any version. Listed versions count beside the ranges. */
export function projectTest({ versions, ranges, unread }: AffectedProject, line: VersionLine): (asked: Asked) => Answer {
  const texts = new Set(versions);
  const places = new Set(versions.map(line.positionOf));
  const tests = ranges.map((range) => rangeTest(range, line));
  return ({ version, at }) => {
    if (texts.has(version) || (at !== null && places.has(at))) return 'affected';
    if (at !== null && tests.some((isIn) => isIn(at))) return 'affected';
    if (unread !== null) return { why: `it has ${unread}` };
    if (at === null && ranges.length > 0) return { why: `${JSON.stringify(version.slice(0, 40))} is no version that ranges can be compared with` };
    return 'not-affected';
  };
}
