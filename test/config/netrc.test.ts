import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { netrcCredentials, parseNetrc, readNetrc } from '../../src/config/netrc.js';
import { environmentOf, put, temporaryFolder } from './temporary-home.js';

const entry = (user: string): string => `machine a.invalid login ${user} password pw`;
const ada = { username: 'ada', password: 'pw' };

// The expected values are what Python's netrc module gives for the same text.
const rows: readonly [string, string, { username: string; password: string } | null][] = [
  ['one line', 'machine a.invalid login ada password pw', ada],
  ['several lines', 'machine a.invalid\n\tlogin ada\n\tpassword pw\n', ada],
  ['another host', 'machine b.invalid login ada password pw', null],
  ['the default entry', 'machine b.invalid login x password y\ndefault login ada password pw', ada],
  ['a host before the default', 'machine a.invalid login ada password pw\ndefault login x password y', ada],
  ['user for login', 'machine a.invalid user ada password pw', ada],
  ['account where there is no login', 'machine a.invalid account ada password pw', ada],
  ['quoted tokens', 'machine a.invalid login "ada l" password "p \\"w"', { username: 'ada l', password: 'p "w' }],
  ['backslashes', 'machine a.invalid login ada password p\\ w', { username: 'ada', password: 'p w' }],
  ['a password that starts with a hash', 'machine a.invalid login ada password #pw', { username: 'ada', password: '#pw' }],
  ['comments', '# all of it\nmachine a.invalid # here\n  login ada # password no\n  password pw\n', ada],
  ['macros are skipped', 'macdef init\ncd /tmp\nmachine a.invalid login no password no\n\nmachine a.invalid login ada password pw\n', ada],
  ['a later entry replaces an earlier one', 'machine a.invalid login x password y\nmachine a.invalid login ada password pw', ada],
  ['only a password', 'machine a.invalid password pw', { username: '', password: 'pw' }],
  ['an entry without anything', 'machine a.invalid', null],
  ['Windows line ends', 'machine a.invalid\r\nlogin ada\r\npassword pw\r\n', ada],
  ['an empty file', '', null],
];
test.each(rows)('%s', (_name, text, expected) => {
  expect(netrcCredentials(parseNetrc(text, '.netrc'), 'A.invalid')).toEqual(expected);
});

test('text outside of an entry is malformed as well', () => {
  expect(parseNetrc('\nnonsense', '.netrc').problem).toBe('.netrc: line 2: expected machine, default or macdef');
});

test('a malformed file gives no password and says where, without quoting one', () => {
  const netrc = parseNetrc('machine a.invalid login ada password pw\nhunter2 nonsense', '.netrc');
  expect(netrc).toMatchObject({ problem: '.netrc: line 2: expected login, account or password' });
  expect(netrcCredentials(netrc, 'a.invalid')).toBeNull();
});

describe('which file is read', () => {
  test('the usual one, then the one of Windows', async () => {
    const home = await temporaryFolder();
    await put(join(home, '_netrc'), entry('second'));
    expect(netrcCredentials(await readNetrc(environmentOf({ HOME: home })), 'a.invalid')?.username).toBe('second');
    await put(join(home, '.netrc'), entry('first'));
    expect(netrcCredentials(await readNetrc(environmentOf({ HOME: home })), 'a.invalid')?.username).toBe('first');
  });

  test('NETRC stands for both, even when it names nothing', async () => {
    const home = await temporaryFolder();
    await put(join(home, '.netrc'), entry('usual'));
    await put(join(home, 'other'), entry('other'));
    expect(netrcCredentials(await readNetrc(environmentOf({ HOME: home, NETRC: '~/other' })), 'a.invalid')?.username).toBe('other');
    expect(netrcCredentials(await readNetrc(environmentOf({ HOME: home, NETRC: join(home, 'missing') })), 'a.invalid')).toBeNull();
  });

  test('a folder in its place is a problem that is told, not thrown', async () => {
    const home = await temporaryFolder();
    await mkdir(join(home, '.netrc'));
    expect(await readNetrc(environmentOf({ HOME: home }))).toMatchObject({ problem: `${join(home, '.netrc')}: it cannot be read` });
  });
});
