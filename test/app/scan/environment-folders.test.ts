import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { environmentNotices } from '../../../src/app/scan/environment-folders.js';

test('a folder that is an environment is told with the way to judge its packages, and no other is', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'depsec-environments-'));
  for (const name of ['venv', 'conda', 'plain']) mkdirSync(join(cwd, name));
  writeFileSync(join(cwd, 'venv', 'pyvenv.cfg'), '');
  mkdirSync(join(cwd, 'conda', 'conda-meta'));
  const notices = await environmentNotices(['venv', 'conda', 'plain', 'missing'], cwd);
  expect(notices.map(({ text }) => text)).toEqual(['venv', 'conda'].map((name) => `${name} is an environment, and was judged as one folder of files; depsec scan --python ${name} judges its packages`));
});
