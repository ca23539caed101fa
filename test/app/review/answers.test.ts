import { expect, test } from 'vitest';
import { sendError, sendFindings } from '../../support/servers/messages-server.js';
import { modelFaults } from '../../support/servers/model-faults.js';
import { decisionOn, flagged, givenReviews, PLACE, seen, stagedWheel } from './given-review.js';

test.each(modelFaults(seen, 0.5))('$what changes nothing that was found, and is told', async ({ answer, gap, disagrees, seconds }) => {
  const { judged, logged } = await givenReviews([answer], { seconds });
  const { report, verdict } = await judged(decisionOn(stagedWheel()));
  expect(verdict).toBe('warned');
  expect(report.findings[0]).toBe(flagged);
  expect(report.gaps.map(({ kind, what, why }) => [kind, what, gap?.test(why) ?? why])).toEqual(gap === null ? [] : [['service', 'AI review', true]]);
  expect(report.findings.some(({ rule, severity }) => rule === 'ai-disagreement' && severity === 'high')).toBe(disagrees);
  expect(report.findings.filter(({ rule }) => rule === 'ai-review')).toEqual([]);
  expect(logged).toHaveLength(1);
});

test('a finding that stands in the file is added, and weighs', async () => {
  const { judged } = await givenReviews([sendFindings([seen])]);
  const { report, verdict } = await judged(decisionOn(stagedWheel()));
  expect(verdict).toBe('blocked');
  expect(report.findings.map(({ rule, file, line }) => [rule, file, line])).toEqual([['exec-of-decoded-data', PLACE, 4], ['ai-review', PLACE, 4], ['ai-injection', PLACE, 3]]);
});

test.each([['too many requests', sendError(429, { 'retry-after': '0' })], ['a broken service', sendError(529)]])('after %s it is asked once more', async (_, fault) => {
  const { judged, server } = await givenReviews([fault, sendFindings([seen])]);
  expect((await judged(decisionOn(stagedWheel()))).verdict).toBe('blocked');
  expect(server.asked).toHaveLength(2);
});

test('no second try begins that the deadline would cut off', async () => {
  const { judged, server } = await givenReviews([sendError(429, { 'retry-after': '60' })], { seconds: 5 });
  await judged(decisionOn(stagedWheel()));
  expect(server.asked).toHaveLength(1);
});
