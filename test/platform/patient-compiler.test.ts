import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { patientFlags } from '../../src/platform/patient-compiler.js';

test('this V8 knows every flag that is set, so that nothing of it is ever printed', () => {
  const set = `for (const flag of ${JSON.stringify(patientFlags(process.versions.v8))}) require('node:v8').setFlagsFromString(flag)`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', set], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
});

test('a V8 that may have no such flags is left alone', () => {
  expect(patientFlags('11.3.244.8-node.38')).toHaveLength(4);
  expect(['12.4.254.21-node.33', '13.6.233.10-node.27'].map(patientFlags)).toEqual([[], []]);
});
