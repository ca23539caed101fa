import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { plainEnvironment } from '../support/runs/python.js';
import { RUN_FOLDER } from '../support/temporary-folder.js';

test('what tests and their programs leave in the temporary folder goes with the run', () => {
  expect(basename(tmpdir()).startsWith(RUN_FOLDER)).toBe(true);
  expect(plainEnvironment()).toMatchObject({ TMPDIR: tmpdir() });
});
