import { expect, test } from 'vitest';
import { refuseContradictions } from '../../src/pip/exclusive-options.js';

const refuse = (values: Record<string, readonly string[]>) => () => refuseContradictions(new Map(Object.entries(values)));

test.each([
  [{ user: [''], target: ['/t'] }, "Can not combine '--user' and '--target'"],
  [{ user: [''], prefix: ['/p'] }, "Can not combine '--user' and '--prefix'"],
  [{ target: ['/t'], prefix: ['/p'] }, "Can not combine '--target' and '--prefix'"],
  [{ platform: ['any'], 'only-binary': [':all:'] }, "unless installing via '--target'"],
  [{ abi: ['none'], target: ['/t'] }, 'either --no-deps must be set'],
  [{ abi: ['none'], target: ['/t'], 'only-binary': [':all:'], 'no-binary': ['petals'] }, 'either --no-deps must be set'],
  [{ 'require-hashes': [''], 'no-require-hashes': [''] }, 'mutually exclusive'],
  [{ 'build-constraint': ['c'], 'no-build-isolation': [''] }, 'cannot be used with --no-build-isolation'],
  [{ pre: [''], 'only-final': [':all:'] }, '--pre cannot be used'],
  [{ 'only-deps': [''], group: ['test'] }, "Cannot use '--only-dependencies'"],
  [{ 'check-build-dependencies': [''], 'no-build-isolation': [''] }, 'together with --no-build-isolation'],
])('%j is refused: %s', (values, message) => {
  expect(refuse(values)).toThrow(message);
});

test.each([
  { platform: ['any'], 'only-binary': [':all:'], target: ['/t'] },
  { platform: ['any'], 'no-deps': [''], 'dry-run': [''] },
  { 'python-version': ['3.9'], 'only-binary': [':all:'], 'no-binary': [':none:'], dest: ['/d'] },
  { user: [''], 'check-build-dependencies': [''], pre: [''] },
])('%j is no contradiction', (values) => {
  expect(refuse(values)).not.toThrow();
});
