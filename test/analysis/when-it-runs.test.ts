import { expect, test } from 'vitest';
import { NO_BUILD } from '../../src/analysis/build-plan/plan-build.js';
import { whenItRuns } from '../../src/analysis/when-it-runs.js';

const when = (path: string): string => whenItRuns(path, { isWheel: true, plan: NO_BUILD });

test('what a wheel puts where IPython starts from runs in every console', () => {
  expect(when('bed-1.0.data/data/etc/ipython/startup/00-bed.py')).toBe('autoload');
});

test.each([
  ['bed-1.0.data/data/share/bed/startup/00-bed.py', 'in another folder of data'],
  ['bed-1.0.data/scripts/water.py', 'among the scripts'],
])('%s, %s, waits for whoever calls it', (path) => {
  expect(when(path)).toBe('latent');
});
