import { expect, test } from 'vitest';
import { likelyWheel } from '../../../../src/app/pipeline/foresight/likely-wheel.js';
import type { PageLink } from '../../../../src/gateway/open-gateway.js';

const PYTHON = { version: '3.11.7', tag: '3.11.7 cpython-311 cpython-311-x86_64-linux-gnu linux-x86_64' };

const link = (fileName: string, told: Partial<PageLink> = {}): PageLink => ({ url: `https://files.example/${fileName}`, fragment: '', hashes: {}, requiresPython: null, yanked: null, metadata: null, uploadTime: null, ...told });
const wheel = (version: string, told: Partial<PageLink> = {}): PageLink => link(`rose-${version}-py3-none-any.whl`, told);

function chosen(links: readonly PageLink[], ...specifiers: readonly string[]): string | null {
  return likelyWheel(links, { specifiers, python: PYTHON })?.url.split('/').at(-1) ?? null;
}

test('the newest wheel is likely, in whatever order a page names them', () => {
  expect(chosen([wheel('1.9'), wheel('1.10'), wheel('1.2')])).toBe('rose-1.10-py3-none-any.whl');
});

test('everything that is asked of a version counts', () => {
  expect(chosen([wheel('1.0'), wheel('1.4'), wheel('2.0')], '', '<2')).toBe('rose-1.4-py3-none-any.whl');
  expect(chosen([wheel('1.0'), wheel('1.4'), wheel('2.0')], '<2', '!=1.4')).toBe('rose-1.0-py3-none-any.whl');
  expect(chosen([wheel('1.0')], '>=2')).toBeNull();
});

test('a pre-release is likely only where there is nothing else', () => {
  expect(chosen([wheel('1.0'), wheel('2.0b1')])).toBe('rose-1.0-py3-none-any.whl');
  expect(chosen([wheel('2.0b1')])).toBe('rose-2.0b1-py3-none-any.whl');
});

test('what was yanked, and what another Python is needed for, is not likely', () => {
  expect(chosen([wheel('1.0'), wheel('2.0', { yanked: '' }), wheel('3.0', { requiresPython: '>=3.12' }), wheel('4.0', { requiresPython: 'no such thing' })])).toBe('rose-1.0-py3-none-any.whl');
});

test.each([
  ['a source package is the newest', [wheel('1.0'), link('rose-2.0.tar.gz')]],
  ['two wheels of one version fit alike', [link('rose-1.0-cp311-cp311-manylinux_2_17_x86_64.whl'), link('rose-1.0-cp311-cp311-manylinux_2_28_x86_64.whl')]],
  ['only wheels of other machines are there', [link('rose-1.0-cp311-cp311-win_amd64.whl')]],
  ['nothing is there', []],
  ['more is there than a guess is worth', Array.from({ length: 10_001 }, (_, at) => wheel(`1.${at}`))],
] as const)('nothing is guessed where %s', (_, links) => {
  expect(chosen(links)).toBeNull();
});

test('a specifier that is longer than any that means something is not read', () => {
  expect(chosen([wheel('1.0', { requiresPython: '>=3,'.repeat(5_000) })])).toBeNull();
});
