import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tidyDaily } from '../../src/app/tidy-daily.js';
import { systemClock } from '../../src/platform/clock.js';

test('the file cache is tidied once a day, whoever comes', async () => {
  const home = mkdtempSync(join(tmpdir(), 'depsec-tidy-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  let pruned = 0;
  const files = { prune: async () => { pruned += 1; } };
  await tidyDaily(home, files, systemClock);
  await tidyDaily(home, files, systemClock);
  expect(pruned).toBe(1);
  const yesterday = Date.now() / 1_000 - 25 * 3_600;
  utimesSync(join(home, 'tidied'), yesterday, yesterday);
  await Promise.all([tidyDaily(home, files, systemClock), tidyDaily(home, files, systemClock)]);
  expect(pruned).toBe(2);
});
