import { appendFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { fixture, ground, makeSandbox, openIndex } from '../support/given.js';
import { copyVenv } from '../support/runs/python.js';
import type { Sandbox } from '../support/runs/sandbox.js';
import { putSdist } from '../support/sources.js';
import { treeOf, type Tree } from '../support/tree.js';

/** Installs into a fresh environment: the new files, and whether something was built for it. */
async function installedAnew(box: Sandbox, args: readonly string[]): Promise<{ readonly tree: Tree; readonly isBuilt: boolean }> {
  rmSync(box.venv, { recursive: true, force: true });
  copyVenv(ground().venv, box.venv);
  const before = treeOf(box.venv);
  const done = await box.depsec(['install', ...args]);
  expectEnd(done, 0);
  return { tree: treeOf(box.venv, before), isBuilt: done.output.includes('Building') };
}

test('a second install of a source package builds nothing and installs the same; for another setting, or where what was kept has changed, it is built', async () => {
  const box = makeSandbox();
  const backendCode = 'def get_requires_for_build_wheel(config_settings=None):\n    return ["petals"]\n';
  const index = await openIndex({ files: [putSdist(join(box.folder, 'files'), 'asking', { backendCode, hookCode: 'import petals' }), fixture('petals', '2.0.0')] });
  const args = ['-i', index.url, 'asking'];
  // Without SQLite nothing is known of earlier runs, and `doctor` says so.
  const keeps = /^store +SQLite/m.test((await box.depsec(['doctor'])).stdout);
  const first = await installedAnew(box, args);
  const second = await installedAnew(box, args);
  expect([first.isBuilt, second.isBuilt]).toEqual([true, !keeps]);
  expect(second.tree).toEqual(first.tree);
  expect((await installedAnew(box, ['--config-settings', 'colour=red', ...args])).isBuilt).toBe(true);
  const kept = join(box.home, '.depsec', 'files');
  for (const entry of readdirSync(kept, { recursive: true, withFileTypes: true })) if (entry.isFile()) appendFileSync(join(entry.parentPath, entry.name), 'x');
  const third = await installedAnew(box, args);
  expect(third.isBuilt).toBe(true);
  expect(third.tree).toEqual(first.tree);
});
