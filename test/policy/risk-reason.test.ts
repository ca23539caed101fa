import { describe, expect, test } from 'vitest';
import type { Action } from '../../src/core/decision.js';
import type { CompositeRisk } from '../../src/core/risk.js';
import { decide } from '../../src/policy/decide.js';
import { riskReason } from '../../src/policy/risk-reason.js';
import { policy, report } from './reports.js';

const risk = (score: number, factors: Partial<CompositeRisk['factors']> = {}): CompositeRisk => ({
  score, factors: { typosquatting: 0, package_age: null, maintainer_count: null, release_pattern: null, metadata_quality: null, ...factors },
});
const dial = (action: Action, threshold = 60) => ({ threshold, action });

test.each<[number, number, boolean]>([[59.9, 60, false], [60, 60, true], [100, 60, true], [0, 0, true], [99, 100, false]])('a risk of %s at a threshold of %s is a reason: %s', (score, threshold, isReason) => {
  expect(riskReason(risk(score), dial('alert', threshold)) !== null).toBe(isReason);
});

test('the reason names the factors that speak against the package', () => {
  expect(riskReason(risk(72.4, { package_age: 1, maintainer_count: 0.25, metadata_quality: 0.75, typosquatting: 0.6 }), dial('alert'))?.text)
    .toBe('composite risk 72 of 100 (risk_threshold is 60), for its name, its age and its metadata');
});

test('a factor that weighs nothing is not named', () => {
  expect(riskReason(risk(100, { package_age: 1, release_pattern: 0.6 }), { ...dial('alert'), weights: new Map([['package_age', 1], ['release_pattern', 0]]) })?.text).toMatch(/, for its age$/);
});

test('without a risk, a dial or a wish there is none', () => {
  expect([riskReason(null, dial('block')), riskReason(undefined, dial('block')), riskReason(risk(99), undefined), riskReason(risk(99), dial('allow'))]).toEqual([null, null, null, null]);
});

describe('a package whose risk has passed the threshold', () => {
  test.each<[Action, string, string]>([['allow', 'safe', 'allow'], ['alert', 'warned', 'alert'], ['block', 'blocked', 'block']])('risk_action %s makes it %s', (action, verdict, done) => {
    expect(decide({ ...report(), risk: risk(80) }, policy({ risk: dial(action) }))).toMatchObject({ verdict, action: done, risk: 80 });
  });
});
