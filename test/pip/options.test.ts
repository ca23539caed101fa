import { expect, test } from 'vitest';
import { pipOptions } from '../../src/pip/option-table.js';
import { absoluteOptionPaths, buildListingArguments, intoEmptyFolder, pipArguments, refuseUnsafeOptions, type PipOptionValues } from '../../src/pip/options.js';

const given = (entries: Record<string, readonly string[]>): PipOptionValues => new Map(Object.entries(entries));

test('no option has two rows, and no short form two meanings', () => {
  const names = pipOptions.map(({ name }) => name);
  const shorts = pipOptions.flatMap(({ short }) => short ?? []);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(shorts).size).toBe(shorts.length);
});

test('an option goes to the run of pip that it concerns', () => {
  const values = given({ pre: [''], 'no-compile': [''], target: ['/t'], 'index-url': ['https://x.invalid/simple'] });
  expect(pipArguments(values, 'resolve')).toEqual(['--pre', '--target=/t']);
  expect(pipArguments(values, 'install')).toEqual(['--no-compile', '--target=/t']);
});

test.each([['no-binary', 'only-binary'], ['only-binary', 'no-binary']])('of %s and %s the one that was given last is given to pip last, since it takes back what the other said', (first, second) => {
  expect(pipArguments(given({ [first]: [':all:'], [second]: ['garden'] }), 'resolve')).toEqual([`--${first}=:all:`, `--${second}=garden`]);
});

test('a value that looks like an option stays a value', () => {
  expect(pipArguments(given({ target: ['--index-url=http://evil.invalid'] }), 'resolve')).toEqual(['--target=--index-url=http://evil.invalid']);
});

test('paths are made absolute from the folder of the user, ~ included', () => {
  const values = absoluteOptionPaths(given({ target: ['lib'], root: ['~/r'], abi: ['cp311'] }), '/project', '/home/user');
  expect(Object.fromEntries(values)).toEqual({ target: ['/project/lib'], root: ['/home/user/r'], abi: ['cp311'] });
});

test('an option that cannot be honoured safely is refused by name', () => {
  expect(() => refuseUnsafeOptions(given({ 'global-option': ['build_ext'] }))).toThrow('--global-option cannot be honoured safely');
  expect(() => refuseUnsafeOptions(given({ upgrade: [''] }))).not.toThrow();
});

test('a setting for backends that names no value is refused in words of pip, and not dropped', () => {
  expect(() => refuseUnsafeOptions(given({ 'config-settings': ['a=b', 'foo'] }))).toThrow('Arguments to --config-settings must be of the form KEY=VAL, and "foo" is not');
  expect(() => refuseUnsafeOptions(given({ 'config-settings': ['a='] }))).not.toThrow();
});

test('the requirements of a build are resolved for an empty environment, with what is said of versions and formats alone', () => {
  const values = given({ pre: [''], 'no-binary': ['lxml'], target: ['/t'], upgrade: [''], 'require-hashes': [''] });
  expect(buildListingArguments(values)).toEqual(['--ignore-installed', '--pre', '--no-binary=lxml']);
});

test('what is only judged for another platform goes into an empty folder, unless it has one, and nothing else does', () => {
  const other = given({ platform: ['win_amd64'] });
  expect(intoEmptyFolder(other, '/empty').get('target')).toEqual(['/empty']);
  expect(intoEmptyFolder(new Map([...other, ['target', ['/own']]]), '/empty').get('target')).toEqual(['/own']);
  expect(intoEmptyFolder(given({ pre: [''] }), '/empty').has('target')).toBe(false);
});
