import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeDeadRuns } from '../../../src/app/pipeline/dead-runs.js';

const newHome = (): string => mkdtempSync(join(tmpdir(), 'depsec-dead-runs-'));
// Beyond what any system gives.
const NOBODY = 2 ** 30;

test('what a run has left that was killed goes, and what belongs to one that lives stays', async () => {
  const home = newHome();
  const [dead, alive] = [`${NOBODY}-a`, `${process.pid}-b`].map((name) => join(home, 'runs', name)) as [string, string];
  for (const folder of [dead, alive]) mkdirSync(folder, { recursive: true });
  await removeDeadRuns(home);
  expect([existsSync(dead), existsSync(alive)]).toEqual([false, true]);
});

test('a store that serves one run only, after the usual one has failed, may hold no runs', async () => {
  await expect(removeDeadRuns(newHome())).resolves.toBeUndefined();
});
