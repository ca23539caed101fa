import { expect, test } from 'vitest';
import { ageNotices } from '../../../src/app/look-up/age-notices.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = 1_000 * DAY;
const told = (earlier: number | null, offline: number | null, isShipped = true): readonly string[] =>
  ageNotices({ earlierAnswers: earlier === null ? null : NOW - earlier, offlineAsOf: offline === null ? null : NOW - offline }, { nowMs: NOW, isShipped: () => isShipped }).map(({ level, text }) => `${level}: ${text}`);

test.each<[string, readonly string[], readonly string[]]>([
  ['a run that asked has nothing to tell', told(null, null), []],
  ['answers of less than an hour ago are as good as new', told(59 * 60_000, null), []],
  ['older answers are told', told(5.5 * HOUR, null), ['info: Advisories: using answers of OSV from 5 hours ago.']],
  ['one hour is one hour', told(HOUR, null), ['info: Advisories: using answers of OSV from 1 hour ago.']],
  ['data of less than seven days need no word', told(null, 6.9 * DAY), []],
  ['data of seven days get a line', told(null, 7 * DAY, false), ['info: The downloaded advisories are 7 days old, and newer ones are not known; depsec update-db fetches them.']],
  ['data of thirty days get a warning', told(null, 30 * DAY), ['warning: the advisories that ship with depsec are 30 days old, and newer ones are not known; depsec update-db fetches them']],
])('%s', (...[, notices, expected]) => {
  expect(notices).toEqual(expected);
});
