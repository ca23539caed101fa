import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { expect, test } from 'vitest';
import { listedPackages } from '../structure/listed-packages.js';
import { ground } from '../support/given.js';
import { parseObject, recordsAt, stringAt } from '../support/json.js';
import { plainEnvironment } from '../support/runs/python.js';
import { runProcess } from '../support/runs/run-process.js';

const DELIVERED = ['installed beside depsec', 'bundled into `dist/`'];

test('the README lists every package whose code is in the bundle, with a reason', () => {
  const licences = readFileSync(join(ground().project, 'dist', 'third-party-licenses.txt'), 'utf8');
  const bundled = [...licences.matchAll(/^(\S+) \d+\.\S+ \(.+\)$/gm)].map(([, name = '']) => name);
  expect(listedPackages('bundled into `dist/`').toSorted()).toEqual(bundled.toSorted());
});

test('the bill of materials of a release holds what is installed and bundled, and no tool, by the schema of CycloneDX', async () => {
  const { project } = ground();
  const { code, stdout } = await runProcess(process.execPath, ['test/release/sbom.mjs'], { cwd: project, env: plainEnvironment() });
  expect(code).toBe(0);
  expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot5).validate(stdout)).toBeNull();
  const names = recordsAt(parseObject(stdout), 'components').map((component) => stringAt(component, 'name') ?? '');
  expect([...new Set(names)].toSorted()).toEqual([...new Set(DELIVERED.flatMap(listedPackages))].toSorted());
});
