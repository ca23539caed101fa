import { describe, expect, test } from 'vitest';
import { lastDay } from '../../../src/app/waive/last-day.js';

const clock = { nowMs: () => Date.parse('2026-06-15T12:00:00Z') };

describe('a waiver ends', () => {
  const rows: readonly (readonly [string, Parameters<typeof lastDay>[0], string])[] = [
    ['after 90 days', { until: null, days: null }, '2026-09-13'],
    ['after the days that are told', { until: null, days: '1' }, '2026-06-16'],
    ['on the day that is told', { until: '2027-01-31', days: null }, '2027-01-31'],
    ['today at the earliest', { until: '2026-06-15', days: null }, '2026-06-15'],
  ];
  test.each(rows)('%s', (_name, told, day) => {
    expect(lastDay(told, clock)).toBe(day);
  });
});

describe('it is an error to end', () => {
  const rows: readonly (readonly [string, Parameters<typeof lastDay>[0], string])[] = [
    ['on a day that has passed', { until: '2026-06-14', days: null }, '--until 2026-06-14: that day has passed'],
    ['on a day that there is none', { until: '2026-02-30', days: null }, '--until "2026-02-30": expected a day such as'],
    ['some time', { until: 'soon', days: null }, '--until "soon": expected a day'],
    ['after no days', { until: null, days: '0' }, '--days "0": expected a number from 1'],
    ['twice', { until: '2027-01-01', days: '3' }, '--until and --days exclude each other'],
  ];
  test.each(rows)('%s', (_name, told, message) => {
    expect(() => lastDay(told, clock)).toThrow(message);
  });
});
