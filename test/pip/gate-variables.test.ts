import { expect, test } from 'vitest';
import { gateVariables, type GateAddresses } from '../../src/pip/gate-variables.js';

const gate: GateAddresses = { proxyUrl: 'http://depsec:pw@127.0.0.1:7', indexes: ['http://127.0.0.1:7/s/a/'], findLinks: [], emptyPlace: 'http://127.0.0.1:7/s/nothing/' };
const variablesOf = (variables: Readonly<Record<string, string>>, given: Partial<GateAddresses> = {}) => gateVariables({ ...gate, ...given }, { variables, cacheFolder: '/run/cache' });

test('the user\'s environment stays, but for what says where packages come from, however it is spelled', () => {
  const variables = variablesOf({ HOME: '/home/ada', PIP_USER: '1', PIP_index_url: 'https://evil.invalid', PIP_EXTRA_INDEX_URL: 'https://evil.invalid', PIP_NO_CACHE_DIR: '1', UV_INDEX: 'https://evil.invalid', UV_PYTHON: '3.12' });
  expect(variables).toMatchObject({ HOME: '/home/ada', PIP_USER: '1', UV_PYTHON: '3.12' });
  expect(JSON.stringify(variables)).not.toContain('evil');
  expect(Object.keys(variables).filter((name) => name.toLowerCase() === 'pip_index_url')).toEqual(['PIP_INDEX_URL']);
  expect(variables['PIP_NO_CACHE_DIR']).toBeUndefined();
});

test('pip takes an empty variable for none and would heed its files again, so nothing is left empty', () => {
  const variables = variablesOf({}, { indexes: [] });
  expect(variables).toMatchObject({ PIP_INDEX_URL: gate.emptyPlace, PIP_EXTRA_INDEX_URL: gate.emptyPlace, PIP_FIND_LINKS: gate.emptyPlace, PIP_NO_INDEX: '1' });
  expect(Object.values(variables)).not.toContain('');
});

test('uv is told the same places by all the names that its versions know, and reads no file that names others', () => {
  const variables = variablesOf({}, { indexes: ['http://a/', 'http://b/', 'http://c/'], findLinks: ['http://d/', 'http://e/'] });
  expect(variables).toMatchObject({ UV_DEFAULT_INDEX: 'http://a/', UV_INDEX_URL: 'http://a/', UV_INDEX: 'http://b/ http://c/', UV_EXTRA_INDEX_URL: 'http://b/ http://c/', UV_FIND_LINKS: 'http://d/,http://e/', UV_NO_CONFIG: '1' });
});

test('a proxy of the user\'s is not asked for the gateway, and everything else still is', () => {
  expect(variablesOf({})['NO_PROXY']).toBeUndefined();
  expect(variablesOf({ https_proxy: 'http://proxy.invalid' })).toMatchObject({ https_proxy: 'http://proxy.invalid', NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' });
  expect(variablesOf({ HTTP_PROXY: 'http://proxy.invalid', no_proxy: 'corp.invalid' })).toMatchObject({ NO_PROXY: 'corp.invalid,127.0.0.1', no_proxy: 'corp.invalid,127.0.0.1' });
});
