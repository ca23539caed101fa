import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listedPackages } from '../structure/listed-packages.js';
import { ground } from '../support/given.js';

test('the README lists every package whose code is in the bundle, with a reason', () => {
  const licences = readFileSync(join(ground().project, 'dist', 'third-party-licenses.txt'), 'utf8');
  const bundled = [...licences.matchAll(/^(\S+) \d+\.\S+ \(.+\)$/gm)].map(([, name = '']) => name);
  expect(listedPackages('bundled into `dist/`').toSorted()).toEqual(bundled.toSorted());
});
