import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { childEnvironment } from '../../src/config/child-environment.js';
import { readEnvironment, variableOf } from '../../src/config/environment.js';
import { environmentOf } from './temporary-home.js';

describe('home', () => {
  const rows: readonly [string, Record<string, string>, string | null, string | null][] = [
    ['HOME names it', { HOME: '/home/ada' }, '/home/ada', '/home/ada/.depsec'],
    ['DEPSEC_HOME moves everything of ours', { HOME: '/home/ada', DEPSEC_HOME: '/data/depsec' }, '/home/ada', '/data/depsec'],
    ['a relative DEPSEC_HOME begins where depsec was started', { HOME: '/home/ada', DEPSEC_HOME: 'store' }, '/home/ada', resolve('store')],
    ['without HOME the account has one', {}, '/home/account', '/home/account/.depsec'],
    ['an empty HOME counts as unset', { HOME: '' }, '/home/account', '/home/account/.depsec'],
    ['a relative HOME is no home', { HOME: 'here' }, null, null],
  ];
  test.each(rows)('%s', (...[, variables, home, depsecHome]) => {
    expect(readEnvironment(variables, { platform: 'linux', accountHome: '/home/account' })).toMatchObject({ home, depsecHome });
  });

  test('an account without a home has none', () => {
    expect(environmentOf()).toMatchObject({ home: null, depsecHome: null });
  });

  test('on Windows the profile is home, and case does not count in names', () => {
    const environment = environmentOf({ UserProfile: 'C:\\Users\\ada', Path: 'C:\\a;C:\\b' }, 'win32');
    expect(environment).toMatchObject({ home: 'C:\\Users\\ada', depsecHome: 'C:\\Users\\ada\\.depsec', path: ['C:\\a', 'C:\\b'] });
  });
});

test('empty entries of PATH, which would mean the working directory, are dropped', () => {
  expect(environmentOf({ PATH: ':/usr/bin::/bin:' }).path).toEqual(['/usr/bin', '/bin']);
});

describe('proxies', () => {
  const rows: readonly [string, Record<string, string>, { http: string | null; https: string | null; none: string | null }][] = [
    ['both spellings are read', { HTTP_PROXY: 'http://a.invalid', https_proxy: 'http://b.invalid' }, { http: 'http://a.invalid', https: 'http://b.invalid', none: null }],
    ['the lower-case spelling wins', { HTTPS_PROXY: 'http://upper.invalid', https_proxy: 'http://lower.invalid' }, { http: null, https: 'http://lower.invalid', none: null }],
    ['an empty lower-case one switches the other off', { HTTPS_PROXY: 'http://upper.invalid', https_proxy: '' }, { http: null, https: null, none: null }],
    ['ALL_PROXY serves what has none of its own', { ALL_PROXY: 'http://all.invalid', HTTP_PROXY: 'http://a.invalid' }, { http: 'http://a.invalid', https: 'http://all.invalid', none: null }],
    ['NO_PROXY is kept as written', { no_proxy: 'localhost,.corp' }, { http: null, https: null, none: 'localhost,.corp' }],
  ];
  test.each(rows)('%s', (_name, variables, proxies) => {
    expect(environmentOf(variables).proxies).toEqual(proxies);
  });
});

test('the first certificate bundle that is named counts', () => {
  expect(environmentOf({ SSL_CERT_FILE: '/c.pem', REQUESTS_CA_BUNDLE: '/a.pem' }).certFile).toBe('/a.pem');
  expect(environmentOf({ SSL_CERT_FILE: '/c.pem', NODE_EXTRA_CA_CERTS: '/n.pem' })).toMatchObject({ certFile: '/c.pem', extraCertFile: '/n.pem' });
});

test('a variable is never something inherited from Object', () => {
  expect(variableOf(environmentOf({ A: 'a' }), 'constructor')).toBeUndefined();
  expect(variableOf(environmentOf({ A: 'a' }), 'A')).toBe('a');
});

test('a later change of the process environment is not seen', () => {
  const source: Record<string, string> = { VIRTUAL_ENV: '/v' };
  const environment = readEnvironment(source, { platform: 'linux', accountHome: null });
  source['VIRTUAL_ENV'] = '/w';
  expect(environment.variables['VIRTUAL_ENV']).toBe('/v');
});

describe('the environment of a child', () => {
  const variables = {
    PATH: '/usr/bin', HOME: '/home/ada', LC_CTYPE: 'C.UTF-8', TMPDIR: '/tmp/x',
    PYTHONPATH: '/planted', PYTHONSTARTUP: '/planted.py', PYTHONHOME: '/planted', PIP_INDEX_URL: 'https://u:p@x.invalid', PIP_REQUIRE_VIRTUALENV: '1',
    AWS_SECRET_ACCESS_KEY: 'secret', ANTHROPIC_API_KEY: 'secret', HTTPS_PROXY: 'http://proxy.invalid', SSL_CERT_FILE: '/c.pem', LD_PRELOAD: '/planted.so',
  };

  test('holds what an interpreter needs, and nothing that steers Python or pip, and no secret', () => {
    expect(childEnvironment(environmentOf(variables))).toEqual({ PATH: '/usr/bin', HOME: '/home/ada', LC_CTYPE: 'C.UTF-8', TMPDIR: '/tmp/x' });
  });

  test('holds no way around the gateway', () => {
    const ways = { HTTPS_PROXY: 'http://proxy.invalid', http_proxy: 'http://proxy.invalid', ALL_PROXY: 'http://proxy.invalid', NO_PROXY: '*', no_proxy: '*', REQUESTS_CA_BUNDLE: '/c.pem', NETRC: '/netrc' };
    expect(childEnvironment(environmentOf({ PATH: '/usr/bin', ...ways }))).toEqual({ PATH: '/usr/bin' });
  });

  test('on Windows keeps what no program starts without', () => {
    expect(childEnvironment(environmentOf({ SystemRoot: 'C:\\Windows', PythonPath: 'C:\\planted' }, 'win32'))).toEqual({ SYSTEMROOT: 'C:\\Windows' });
  });
});
