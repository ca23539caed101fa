import { expect, test } from 'vitest';
import { serviceUrl, urls } from '../../../src/config/settings/url-shapes.js';

const place = { where: 'config.toml: x', folder: '/', home: null };

test.each([
  ['https://api.osv.dev', 'https://api.osv.dev'],
  ['https://osv.example.invalid/base/', 'https://osv.example.invalid/base'],
  ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
  ['http://localhost:1', 'http://localhost:1'],
])('%s is the address of a service', (text, url) => {
  expect(serviceUrl.read(text, place)).toBe(url);
});

test.each([['http://osv.example.invalid'], ['ftp://osv.example.invalid'], ['osv.example.invalid'], ['https://user:secret@osv.example.invalid'], [''], [3]])('%j is none', (raw) => {
  expect(() => serviceUrl.read(raw, place)).toThrow('config.toml: x: expected an https URL');
});

test('addresses of indexes are compared without a slash at their end', () => {
  expect(urls.read(urls.fromText('https://mirror.invalid/simple/, http://127.0.0.1:1/simple'), place)).toEqual(new Set(['https://mirror.invalid/simple', 'http://127.0.0.1:1/simple']));
});

test.each([['https://mirror.invalid'], [['mirror']], [[3]], [['https://user:secret@mirror.invalid']]])('%j is no list of them', (raw) => {
  expect(() => urls.read(raw, place)).toThrow('expected a list of');
});
