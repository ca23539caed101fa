import { expect, test } from 'vitest';
import { differenceBetween } from '../../src/core/names/difference.js';
import { strengthOf } from '../../src/core/names/likeness.js';

function strength(suspect: string, target: string, rank = 3_000): string | null {
  const difference = differenceBetween(suspect, target);
  if (difference === null) throw new Error(`${suspect} and ${target} are too far apart for this test`);
  return strengthOf({ suspect, target, rank, difference });
}

test.each([
  ['transposition', 'falsk', 'flask', 'strong'],
  ['doubled-letter', 'flaskk', 'flask', 'strong'],
  ['neighbour-insertion', 'pygamne', 'pygame', 'strong'],
  ['inner-omission', 'requets', 'requests', 'strong'],
  ['vowel-swap', 'salenium', 'selenium', 'strong'],
  ['homoglyph', 'pi1low', 'pillow', 'strong'],
  ['single-edit', 'selexium', 'selenium', 'middle'],
  ['distance-two', 'customtkxnyer', 'customtkinter', 'middle'],
  ['word-swap', 'nmap-python', 'python-nmap', 'middle'],
  ['separator', 'simple-json', 'simplejson', 'middle'],
])('%s: %s for %s is suspicious', (...[kind, suspect, target, expected]) => {
  expect(differenceBetween(suspect, target)).toBe(kind);
  expect(strength(suspect, target)).toBe(expected);
});

test('short names are left alone, since honest ones are everywhere near them', () => {
  const pairs = [['boot', 'boto'], ['glask', 'flask'], ['selenuym', 'selenium'], ['tirnafo', 'tornado']] as const;
  expect(pairs.map(([suspect, target]) => strength(suspect, target))).toEqual([null, null, null, null]);
});

test('one letter that hundreds of honest names differ by is a faint likeness from six letters on', () => {
  expect([strength('fabrice', 'fabric'), strength('djxngo', 'django'), strength('gjango', 'django'), strength('flisk', 'flask')]).toEqual(['faint', 'faint', null, null]);
});

test('a shared family name makes two short last words no more alike', () => {
  expect([strength('types-boto3-sts', 'types-boto3-sqs'), strength('aliyun-python-sdk-cms', 'aliyun-python-sdk-kms')]).toEqual([null, null]);
});

test('a version number or a letter put in front is how honest variants are named', () => {
  expect([strength('elasticsearch7', 'elasticsearch8'), strength('geoalchemy', 'geoalchemy2'), strength('cmarkdown', 'markdown')]).toEqual([null, null, null]);
});

test('around the hundred most popular names shorter and wider differences count', () => {
  expect([strength('numoy', 'numpy', 20), strength('urllib', 'urllib3', 3), strength('arequests', 'requests', 6), strength('requestsaa', 'requests', 6)]).toEqual(['middle', 'middle', 'middle', 'middle']);
  expect([strength('numoy', 'numpy', 101), strength('urllib', 'urllib3', 101), strength('arequests', 'requests', 101), strength('requestsaa', 'requests', 101)]).toEqual([null, null, null, null]);
});

test('a successor that only adds a version number is not suspected', () => {
  expect(strength('httpx2', 'httpx', 34)).toBeNull();
});

test('a python prefix counts on the 500 most popular names only', () => {
  expect([strength('python-docker', 'docker', 158), strength('py-mysterious', 'mysterious', 501)]).toEqual(['middle', null]);
});
