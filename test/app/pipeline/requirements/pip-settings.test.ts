import { expect, test } from 'vitest';
import { withConfigured } from '../../../../src/app/pipeline/requirements/pip-settings.js';
import { mergePipConfig } from '../../../../src/config/pip-config/merge.js';

const configured = (variables: Readonly<Record<string, string>>, given: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(withConfigured({ gated: 'install', pip: new Map(Object.entries(given)) }, mergePipConfig({ files: [], variables: new Map(Object.entries(variables)) })));

test('a list of the command line is added to that of the configuration, which stays in force', () => {
  expect(configured({ PIP_ONLY_BINARY: ':all:' }, { 'only-binary': ['garden'] })).toEqual({ 'only-binary': [':all:', 'garden'] });
});

test('a value of the command line replaces that of the configuration', () => {
  expect(configured({ PIP_TARGET: '/a' }, { target: ['/b'] })).toEqual({ target: ['/b'] });
});
