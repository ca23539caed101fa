import { expect, test } from 'vitest';
import { wheelFit } from '../../../../src/app/pipeline/foresight/wheel-tags.js';

const LINUX = { version: '3.11.7', tag: '3.11.7 cpython-311 cpython-311-x86_64-linux-gnu linux-x86_64' };
const WINDOWS = { version: '3.12.1', tag: '3.12.1 cpython-312 cp312-win_amd64 win-amd64' };
const MUSL = { version: '3.12.1', tag: '3.12.1 cpython-312 cpython-312-x86_64-linux-musl linux-x86_64' };
const MAC = { version: '3.12.1', tag: '3.12.1 cpython-312 cpython-312-darwin macosx-14.0-arm64' };
const PYPY = { version: '3.10.1', tag: '3.10.1 pypy310 pypy310-pp73-x86_64-linux-gnu linux-x86_64' };

test('pip takes code for its own version first, then that of the stable ABI, then any; and code for its machine before code for all', () => {
  const fit = wheelFit(LINUX);
  const inOrder = ['x-1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl', 'x-1-cp311-cp311-any.whl', 'x-1-cp37-abi3-manylinux_2_28_x86_64.whl', 'x-1-py3-none-linux_x86_64.whl', 'x-1-py2.py3-none-any.whl'];
  const fits = inOrder.map(fit);
  expect(fits).toEqual(fits.toSorted((a, b) => b - a));
  expect([new Set(fits).size, Math.min(...fits) > 0]).toEqual([fits.length, true]);
});

test.each([
  ['of another Python', LINUX, 'x-1-cp312-cp312-manylinux_2_17_x86_64.whl'],
  ['of a newer stable ABI', LINUX, 'x-1-cp312-abi3-manylinux_2_17_x86_64.whl'],
  ['of Python 2', LINUX, 'x-1-py2-none-any.whl'],
  ['of a newer Python', LINUX, 'x-1-py312-none-any.whl'],
  ['of a Python without the lock', LINUX, 'x-1-cp311-cp311t-manylinux_2_17_x86_64.whl'],
  ['of another machine', LINUX, 'x-1-cp311-cp311-manylinux_2_17_aarch64.whl'],
  ['of another library', LINUX, 'x-1-cp311-cp311-musllinux_1_2_x86_64.whl'],
  ['of Windows', LINUX, 'x-1-cp311-cp311-win_amd64.whl'],
  ['of Linux', WINDOWS, 'x-1-cp312-cp312-manylinux_2_17_x86_64.whl'],
  ['of a system whose release decides', MAC, 'x-1-cp312-cp312-macosx_11_0_arm64.whl'],
  ['of an implementation that has tags of its own', PYPY, 'x-1-py3-none-any.whl'],
  ['that has no tags', LINUX, 'x-1.whl'],
])('a wheel %s does not fit, or nobody knows', (_, python, fileName) => {
  expect(wheelFit(python)(fileName)).toBe(0);
});

test.each([
  ['Windows', WINDOWS, 'x-1-cp312-cp312-win_amd64.whl'],
  ['musl', MUSL, 'x-1-cp312-cp312-musllinux_1_2_x86_64.whl'],
  ['macOS, for every machine', MAC, 'x-1-py3-none-any.whl'],
  ['a build with a number', LINUX, 'x-1-7-py3-none-any.whl'],
])('a wheel fits on %s', (_, python, fileName) => {
  expect(wheelFit(python)(fileName)).toBeGreaterThan(0);
});
