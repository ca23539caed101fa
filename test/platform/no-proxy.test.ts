import { expect, test } from 'vitest';
import { bypassesProxy } from '../../src/platform/http/no-proxy.js';

test.each<[string, string, boolean]>([
  ['https://pypi.corp.example/', 'corp.example', true],
  ['https://corp.example/', '.corp.example', true],
  ['https://pypi.corp.example/', '.corp.example', true],
  ['https://PYPI.Corp.Example/', 'pypi.CORP.example', true],
  ['https://corp.example.org/', 'corp.example', false],
  ['https://host:8443/', 'host:8443', true],
  ['https://host:8443/', 'host:443', false],
  ['https://host/', 'host:443', true],
  ['https://anything/', '*', true],
  ['https://anything/', 'a, *', true],
  ['http://10.1.2.3/', '10.0.0.0/8', true],
  ['http://11.1.2.3/', '10.0.0.0/8', false],
  ['http://10.1.2.3/', '10.1.2.3', true],
  ['http://10.1.2.3:81/', '10.1.2.3:81', true],
  ['http://110.1.2.3/', '10.1.2.3', false],
  ['http://[::1]/', '::1', true],
  ['http://localhost/', '', false],
  ['http://localhost/', ' , ,', false],
  ['http://a/', '10.0.0.0/99', false],
])('%s with NO_PROXY=%j', (url, noProxy, bypasses) => {
  expect(bypassesProxy(new URL(url), noProxy)).toBe(bypasses);
});

test('without NO_PROXY nothing is exempt', () => {
  expect(bypassesProxy(new URL('http://localhost/'), null)).toBe(false);
});
