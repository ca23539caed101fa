import { expect, test } from 'vitest';
import { UserError } from '../../../src/core/errors.js';
import { addressSorter, type AddressKind } from '../../../src/platform/webhook/address.js';
import { shownPlace, webhookPlace, whyNotTo } from '../../../src/platform/webhook/place.js';

const kinds: readonly (readonly [AddressKind, readonly string[]])[] = [
  ['public', ['1.1.1.1', '93.184.216.34', '172.15.255.255', '172.32.0.1', '192.167.0.1', '223.255.255.255', '2606:4700::1', '2a00:1450:4001::1']],
  ['private', ['127.0.0.1', '127.255.255.254', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '::1', 'fc00::1', 'fd12:3456::1']],
  ['never', [
    '0.0.0.0', '169.254.169.254', '169.254.0.1', '100.100.100.200', '168.63.129.16', 'fd00:ec2::254', 'fe80::1', 'fe80::1%eth0', '::', '224.0.0.1', '255.255.255.255', '240.0.0.1',
    '192.0.2.1', '198.51.100.1', '203.0.113.1', '198.18.0.1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:1.1.1.1', '::ffff:7f00:1', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::1',
    '2002:7f00:1::', '2001::1', '2001:db8::1', '3fff::1', 'fec0::1', '', 'localhost', '1.1.1', '2130706433',
  ]],
];

test.each(kinds.flatMap(([kind, addresses]) => addresses.map((address) => [address, kind] as const)))('%s is %s', (address, kind) => {
  expect(addressSorter()(address)).toBe(kind);
});

// Each of these is this machine, a link or a metadata service in another spelling.
const inside = [
  'https://127.0.0.1/', 'https://127.1/', 'https://2130706433/', 'https://0x7f000001/', 'https://0177.0.0.1/', 'https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://[::ffff:7f00:1]/',
  'https://169.254.169.254/latest/', 'https://0xa9fea9fe/', 'https://[fd00:ec2::254]/', 'https://0/', 'https://10.1.2.3/', 'https://[fe80::1]/', 'https://①②⑦.0.0.1/', 'https://127.0.0.1./',
];
const unfit = ['http://example.com/', 'ftp://example.com/', 'file:///etc/passwd', 'example.com', '', 'https://', 'https://user:secret@example.com/', 'javascript:alert(1)'];

test.each([...inside, ...unfit])('%s is refused before anything is sent', (url) => {
  expect(() => webhookPlace(url, false)).toThrow(/^--webhook-url: /);
});

test.each(['https://169.254.169.254/', 'http://0xa9fea9fe/', 'https://[fd00:ec2::254]/', 'https://0.0.0.0/', 'http://[::ffff:127.0.0.1]/', 'http://1.1.1.1/'])('%s is refused even where internal receivers are allowed', (url) => {
  expect(() => webhookPlace(url, true)).toThrow(/^--webhook-url: /);
});

test('internal receivers are allowed where the user says so, by http as well', () => {
  expect(shownPlace(webhookPlace('http://127.0.0.1:8080/hook?token=s3cret', true))).toBe('http://127.0.0.1:8080');
});

function refusalOf(url: string): string {
  try {
    webhookPlace(url, false);
    return '';
  } catch (error) {
    return error instanceof UserError ? `${error.message} ${error.hint}` : String(error);
  }
}

test.each(['https://user:hunter2@example.com/hunter2', 'http://example.com/hunter2', 'https://127.0.0.1/hunter2', 'hunter2'])('the reason for refusing %s does not hold it', (url) => {
  expect(refusalOf(url)).toMatch(/^--webhook-url: (?!.*hunter2)/);
});

test('what a name leads to counts and not the name', () => {
  const place = webhookPlace('https://hooks.invalid/', false);
  expect(whyNotTo('1.1.1.1', place)).toBeNull();
  expect(whyNotTo('127.0.0.1', place)).toMatch(/internal/);
  expect(whyNotTo('169.254.169.254', { ...place, allowPrivate: true })).toMatch(/metadata/);
  expect(whyNotTo('1.1.1.1', { url: new URL('http://hooks.invalid/'), allowPrivate: true })).toMatch(/not encrypted/);
});
