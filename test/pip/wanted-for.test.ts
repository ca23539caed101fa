import { expect, test } from 'vitest';
import { wantedFor, wantsSource } from '../../src/pip/wanted-for.js';

const pip = (values: Readonly<Record<string, readonly string[]>>) => new Map(Object.entries(values));
const NONE = { noBinary: [], onlyBinary: [] };

test('without options files are for the Python that pip runs on', () => {
  expect(wantedFor(pip({}), '3.11.7')).toBe('Python 3.11.7 here');
});

test('options name another Python and platform', () => {
  expect(wantedFor(pip({ platform: ['win32', 'win_amd64'], 'python-version': ['3.9'], abi: ['cp39'] }), '3.11.7')).toBe('Python 3.9, platform win32 or win_amd64, ABI cp39');
  expect(wantedFor(pip({ platform: ['win32'] }), '3.11.7')).toBe('Python 3.11.7, platform win32');
});

test.each<[Readonly<Record<string, readonly string[]>>, boolean]>([
  [{ 'no-binary': ['Num_Py'] }, true],
  [{ 'no-binary': [':all:'] }, true],
  [{ 'no-binary': ['other'] }, false],
  [{ 'no-binary': [':all:'], 'only-binary': ['num-py'] }, false],
  [{ 'no-binary': ['num-py', ':none:'] }, false],
  [{ 'only-binary': ['num-py'], 'no-binary': [':all:'] }, true],
])('%j asks for source packages: %s', (values, isAsked) => {
  expect(wantsSource(pip(values), NONE)('num-py')).toBe(isAsked);
});

test('--no-binary of a requirements file counts as well', () => {
  expect(wantsSource(pip({}), { ...NONE, noBinary: ['num-py'] })('num.py')).toBe(true);
});
