import { expect, test } from 'vitest';
import { modes } from '../../../src/core/policy.js';
import { choice, curatedList, numberFrom, packageNames, someText, tableOf, truth, type Shape } from '../../../src/config/settings/shapes.js';

const place = { where: 'x.toml: key', folder: '/etc/depsec', home: '/home/ada' };

const good: readonly [string, Shape<unknown>, unknown, unknown][] = [
  ['a word of the set', choice(modes), 'warn', 'warn'],
  ['the least number', numberFrom(0, 1), 0, 0],
  ['the largest number', numberFrom(0, 1), 1, 1],
  ['a truth value', truth, false, false],
  ['a text', someText, 'claude', 'claude'],
  ['package names, in their normal form', packageNames, ['Flask', 'ruamel.YAML'], new Set(['flask', 'ruamel-yaml'])],
  ['no package names', packageNames, [], new Set()],
  ['the smallest list', curatedList, 'top-200', { kind: 'top', count: 200 }],
  ['the largest list', curatedList, 'top-15000', { kind: 'top', count: 15_000 }],
  ['a file beside the configuration', curatedList, 'names.txt', { kind: 'file', path: '/etc/depsec/names.txt' }],
  ['a file below home', curatedList, '~/names.txt', { kind: 'file', path: '/home/ada/names.txt' }],
  ['a table', tableOf(['a', 'b'], numberFrom(0, 1)), { a: 0.5 }, new Map([['a', 0.5]])],
];
test.each(good)('%s is taken', (...[, shape, raw, value]) => {
  expect(shape.read(raw, place)).toEqual(value);
});

const bad: readonly [string, Shape<unknown>, unknown, string][] = [
  ['a word outside of the set', choice(modes), 'strict', 'expected one of block, warn, audit-only, not "strict"'],
  ['a misspelt word', choice(modes), 'blok', 'expected block, warn, audit-only (did you mean block?), not "blok"'],
  ['a number for a word', choice(modes), 1, 'expected one of block, warn, audit-only, not 1'],
  ['a number too large', numberFrom(0, 1), 1.5, 'expected a number from 0 to 1, not 1.5'],
  ['a number too small', numberFrom(0, 1), -0.1, 'expected a number from 0 to 1, not -0.1'],
  ['not a number', numberFrom(0, Infinity), Number.NaN, 'expected a number from 0, not NaN'],
  ['a text for a number', numberFrom(0, 1), '0.5', 'expected a number from 0 to 1, not "0.5"'],
  ['a text for a truth value', truth, 'yes', 'expected true or false, not "yes"'],
  ['an empty text', someText, ' ', 'expected a text, not " "'],
  ['a text for a list', packageNames, 'flask', 'expected a list of package names, not "flask"'],
  ['a number in a list', packageNames, ['flask', 3], 'expected a list of package names, not 3'],
  ['something that is no package name', packageNames, ['fl ask'], 'not a package name: "fl ask"'],
  ['a list too short', curatedList, 'top-10', 'expected a number from 200 to 15000, not 10'],
  ['a list for a table', tableOf(['a'], truth), [], 'expected a table, not a list'],
  ['a wrong value inside a table', tableOf(['a'], truth), { a: 'x' }, 'x.toml: key.a: expected true or false, not "x"'],
];
test.each(bad)('%s is an error that names the place', (...[, shape, raw, message]) => {
  expect(() => shape.read(raw, place)).toThrow(message);
  expect(() => shape.read(raw, place)).toThrow(expect.objectContaining({ code: 'bad-config', message: expect.stringContaining('x.toml: key') }));
});

const texts: readonly [string, Shape<unknown>, string, unknown][] = [
  ['a number', numberFrom(0, 1), '0.5', 0.5],
  ['a truth value', truth, 'Yes', true],
  ['the other truth value', truth, '0', false],
  ['names, by comma or blank', packageNames, 'flask, requests django', new Set(['flask', 'requests', 'django'])],
];
test.each(texts)('%s can be given as text', (...[, shape, text, value]) => {
  expect(shape.read(shape.fromText(text), place)).toEqual(value);
});

test.each(['', 'half', '0x1', '1e3', 'NaN'])('%j as text is no number', (text) => {
  expect(() => numberFrom(0, 1).read(numberFrom(0, 1).fromText(text), place)).toThrow('expected a number from 0 to 1');
});
