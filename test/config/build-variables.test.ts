import { expect, test } from 'vitest';
import { buildVariables } from '../../src/config/build-variables.js';
import { networkVariables } from '../../src/config/network-variables.js';
import { readEnvironment } from '../../src/config/environment.js';

const environment = (variables: Readonly<Record<string, string>>) => readEnvironment(variables, { platform: 'linux', accountHome: null });

test.each(['CC', 'CFLAGS', 'PKG_CONFIG_PATH', 'CMAKE_BUILD_PARALLEL_LEVEL', 'SETUPTOOLS_SCM_PRETEND_VERSION', 'MAX_JOBS'])('a build sees %s', (name) => {
  expect(buildVariables(environment({ [name]: 'x' }))).toEqual({ [name]: 'x' });
});

test.each([
  'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE', 'GITHUB_TOKEN', 'NPM_TOKEN', 'PIP_INDEX_URL', 'TWINE_PASSWORD', 'ANTHROPIC_API_KEY', 'SSH_AUTH_SOCK', 'HTTPS_PROXY', 'PYTHONPATH', 'LD_PRELOAD',
  'MATURIN_PYPI_TOKEN', 'MATURIN_PASSWORD', 'MATURIN_USERNAME', 'CMAKE_API_KEY', 'CARGO_REGISTRY_TOKEN', 'HATCH_BUILD_SECRET', 'DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR',
])('a build does not see %s', (name) => {
  expect(buildVariables(environment({ [name]: 'x' }))).toEqual({});
});

test('a URL with a password in it stays outside, whatever the variable is called', () => {
  expect(buildVariables(environment({ CMAKE_MIRROR: 'https://me:secret@mirror.invalid/', MESON_MIRROR: 'https://mirror.invalid/' }))).toEqual({ MESON_MIRROR: 'https://mirror.invalid/' });
});

test('a build that is let out to the network gets proxies and certificates, and no more', () => {
  const proxies = { https_proxy: 'http://proxy.invalid', SSL_CERT_FILE: '/c.pem' };
  expect(networkVariables(environment({ ...proxies, GITHUB_TOKEN: 'x', PIP_INDEX_URL: 'x' }))).toEqual(proxies);
});
