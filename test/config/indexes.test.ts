import { describe, expect, test } from 'vitest';
import { resolveIndexes, type FileIndexOptions, type IndexFlags } from '../../src/config/indexes.js';
import { noNetrc, parseNetrc, type Netrc } from '../../src/config/netrc.js';
import { parseIni } from '../../src/config/pip-config/ini.js';
import { mergePipConfig } from '../../src/config/pip-config/merge.js';
import { environmentOf } from './temporary-home.js';

interface Setup {
  readonly conf?: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly flags?: IndexFlags;
  readonly requirements?: Partial<FileIndexOptions>;
  readonly netrc?: Netrc;
}

function resolve({ conf = '', variables = {}, flags = {}, requirements = {}, netrc = noNetrc }: Setup) {
  const environment = environmentOf({ HOME: '/home/ada', ...variables });
  const pipConfig = mergePipConfig({ files: [{ file: 'pip.conf', sections: parseIni(conf, 'pip.conf') }], variables: environment.pipVariables });
  const all = { indexUrl: null, extraIndexUrls: [], findLinks: [], trustedHosts: [], noIndex: false, ...requirements };
  return resolveIndexes({ environment, pipConfig, netrc, cwd: '/work dir', flags, requirements: all });
}

const urls = (setup: Setup): readonly string[] => resolve(setup).indexes.map(({ url }) => url);
const both = '[global]\nindex-url = https://main.invalid\nextra-index-url = https://extra.invalid\n';

const rows: readonly [string, Setup, readonly string[]][] = [
  ['nobody names an index', {}, ['https://pypi.org/simple']],
  ['extra indexes come after the default', { conf: '[global]\nextra-index-url = https://a.invalid https://b.invalid\n' }, ['https://pypi.org/simple', 'https://a.invalid', 'https://b.invalid']],
  ['--index-url replaces the main one and leaves the extra ones', { conf: both, flags: { indexUrl: 'https://cli.invalid' } }, ['https://cli.invalid', 'https://extra.invalid']],
  ['--extra-index-url adds', { conf: both, flags: { extraIndexUrls: ['https://cli.invalid'] } }, ['https://main.invalid', 'https://extra.invalid', 'https://cli.invalid']],
  ['--no-index drops all', { conf: both, flags: { noIndex: true, indexUrl: 'https://cli.invalid' } }, []],
  ['no-index in a file drops all', { conf: `${both}no-index = yes\n`, flags: { indexUrl: 'https://cli.invalid' } }, []],
  ['no-index = no drops nothing', { conf: `${both}no-index = no\n` }, ['https://main.invalid', 'https://extra.invalid']],
  ['an index in a requirements file replaces all', { conf: both, requirements: { indexUrl: 'https://r.invalid', extraIndexUrls: ['https://s.invalid'] } }, ['https://r.invalid', 'https://s.invalid']],
  ['an extra one in a requirements file adds', { conf: both, requirements: { extraIndexUrls: ['https://s.invalid'] } }, ['https://main.invalid', 'https://extra.invalid', 'https://s.invalid']],
  ['--no-index in a requirements file drops all', { conf: both, requirements: { noIndex: true } }, []],
  ['folders become file URLs', { flags: { indexUrl: 'simple', extraIndexUrls: ['/srv/index', 'file:///srv/more'] } }, ['file:///work%20dir/simple', 'file:///srv/index', 'file:///srv/more']],
];
test.each(rows)('%s', (_name, setup, expected) => {
  expect(urls(setup)).toEqual(expected);
});

test('find-links add up, and a leading ~ is the home', () => {
  const { findLinks } = resolve({ conf: '[global]\nfind-links = /srv/wheels\n  https://u:p@links.invalid/\n', flags: { findLinks: ['~/wheels'] }, requirements: { findLinks: ['/r'] } });
  expect(findLinks.map(({ url, kind, origin }) => [url, kind, origin])).toEqual([
    ['file:///srv/wheels', 'file', 'pip.conf'],
    ['https://links.invalid/', 'http', 'pip.conf'],
    ['file:///home/ada/wheels', 'file', '--find-links'],
    ['file:///r', 'file', 'requirements file'],
  ]);
});

describe('credentials', () => {
  const netrc = parseNetrc('machine a.invalid login net password rc', '.netrc');
  const cases: readonly [string, string, { username: string; password: string } | null][] = [
    ['none', 'https://b.invalid/simple', null],
    ['from the URL, percent-decoded', 'https://u%40x:p%3Aw@a.invalid/simple', { username: 'u@x', password: 'p:w' }],
    ['a password with an at sign', 'https://u:p@w@a.invalid/simple', { username: 'u', password: 'p@w' }],
    ['from netrc', 'https://a.invalid:8443/simple', { username: 'net', password: 'rc' }],
    ['netrc before a lone user name', 'https://u@a.invalid/simple', { username: 'net', password: 'rc' }],
    ['a lone user name is a token', 'https://token@b.invalid/simple', { username: 'token', password: '' }],
    ['an empty password is one', 'https://u:@a.invalid/simple', { username: 'u', password: '' }],
  ];
  test.each(cases)('%s', (_name, indexUrl, expected) => {
    const [index] = resolve({ flags: { indexUrl }, netrc }).indexes;
    expect(index?.credentials).toEqual(expected);
    expect(index?.url).not.toContain('@');
  });

  test('an at sign in the path is no credential', () => {
    expect(urls({ flags: { indexUrl: 'https://a.invalid/@team/simple' } })).toEqual(['https://a.invalid/@team/simple']);
  });

  test('a netrc that cannot be read is told where a private index would need it, and only there', () => {
    const broken = parseNetrc('nonsense', '.netrc');
    expect(resolve({ netrc: broken }).notices).toEqual([]);
    expect(resolve({ netrc: broken, flags: { indexUrl: 'https://a.invalid' } }).notices).toEqual([{ level: 'warning', text: expect.stringContaining('https://a.invalid: .netrc') }]);
  });
});

test('the public index and its companions are public, everything else is not', () => {
  const extraIndexUrls = ['https://test.pypi.org/simple/', 'https://files.pythonhosted.org/', 'https://PyPI.org:443/simple', 'https://pypi.org.invalid/simple', 'https://u:p@pypi.corp.invalid/', '/srv/pypi.org'];
  expect(resolve({ flags: { extraIndexUrls } }).indexes.map(({ isPublic }) => isPublic)).toEqual([true, true, true, true, false, false, false]);
});

test('each index tells who named it', () => {
  const { indexes } = resolve({ conf: '[global]\nextra-index-url = /srv\n', variables: { PIP_INDEX_URL: 'https://v.invalid' }, flags: { extraIndexUrls: ['/f'] } });
  expect(indexes.map(({ origin }) => origin)).toEqual(['PIP_INDEX_URL', 'pip.conf', '--extra-index-url']);
  expect(resolve({}).indexes[0]?.origin).toBe("pip's default");
});

test.each(['ftp://a.invalid/', 'git+https://u:secret@a.invalid/x', 'https://u:secret@'])('%s is no index, and the message holds no password', (indexUrl) => {
  expect(() => resolve({ flags: { indexUrl } })).toThrow(/^--index-url: not an index: (?!.*secret)/);
});

describe('the way to an index', () => {
  test('flags win over configuration, and paths become absolute', () => {
    const conf = '[global]\ncert = ~/ca.pem\nclient-cert = me.pem\nproxy = http://p.invalid:3128\ntimeout = 2.5\nretries = 1\ntrusted-host = a.invalid\n';
    const way = { certFile: '/home/ada/ca.pem', clientCert: '/work dir/me.pem', proxy: 'http://p.invalid:3128', timeoutSeconds: 2.5, retries: 1, trustedHosts: ['a.invalid'] };
    expect(resolve({ conf })).toMatchObject(way);
    const flags = { cert: '/x.pem', clientCert: '/y.pem', proxy: 'http://q.invalid', timeout: '9', retries: '0', trustedHosts: ['b.invalid:81'] };
    expect(resolve({ conf, flags })).toMatchObject({ certFile: '/x.pem', clientCert: '/y.pem', proxy: 'http://q.invalid', timeoutSeconds: 9, retries: 0, trustedHosts: ['a.invalid', 'b.invalid:81'] });
  });

  test('certificates of the environment serve where pip has none', () => {
    expect(resolve({ variables: { REQUESTS_CA_BUNDLE: '/bundle.pem' } }).certFile).toBe('/bundle.pem');
  });

  test('nothing configured is null', () => {
    expect(resolve({})).toMatchObject({ certFile: null, clientCert: null, proxy: null, timeoutSeconds: null, retries: null, trustedHosts: [], findLinks: [], notices: [] });
  });

  test.each([['timeout', 'soon'], ['retries', '1.5'], ['timeout', '-1']])('%s = %s is an error that names its origin', (option, value) => {
    expect(() => resolve({ conf: `[global]\n${option} = ${value}\n` })).toThrow(`pip.conf: ${option} must be a number, not "${value}"`);
  });
});
