import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { patientFlags } from '../../src/platform/patient-compiler.js';

test('this V8 knows every flag that is set, so that nothing of it is ever printed', () => {
  const set = `for (const flag of ${JSON.stringify(patientFlags(process.versions.v8))}) require('node:v8').setFlagsFromString(flag)`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', set], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
});

test('a pattern that was asked before the flags are set replaces text after that as it would have', () => {
  const set = `for (const flag of ${JSON.stringify(patientFlags(process.versions.v8))}) require('node:v8').setFlagsFromString(flag);`;
  const patterns = `const patterns = [/(a)b|c/g, /[ab]+/g, /(k)|(l)|(m)|(n)|(o+)p/g];`;
  const replaced = `console.log(patterns.map((pattern) => 'abcop'.replace(pattern, '<$1>') + 'abcop'.replace(pattern, (found) => found.length)).join(' '));`;
  const { status, signal, stdout } = spawnSync(process.execPath, ['-e', `${patterns} for (const pattern of patterns) pattern.exec('zz'); ${set} ${replaced}`], { encoding: 'utf8' });
  expect({ status, signal, stdout }).toEqual({ status: 0, signal: null, stdout: '<a><>op21op <$1>cop2cop abc<>abc2\n' });
});

test('a V8 that nobody has tried it with is left alone, since it may have no such flags', () => {
  expect(patientFlags('11.3.244.8-node.38')).toEqual(expect.arrayContaining(['--interrupt-budget=400000', '--wasm-tiering-budget=13000000']));
  expect(patientFlags('12.4.254.21-node.33')).toContain('--invocation-count-for-turbofan=12000');
  expect(patientFlags('13.6.233.10-node.27')).toContain('--regexp-tier-up-ticks=0');
  expect(['10.2.154.26-node.36', '14.1.146.11-node.14', ''].map(patientFlags)).toEqual([[], [], []]);
});
