import { expect, test } from 'vitest';
import { formatArguments, formatsOf, mergeFormats, type BinaryFormats } from '../../src/core/facts/binary-formats.js';

const nothing: BinaryFormats = { noBinary: [], onlyBinary: [] };
const after = (...words: readonly (readonly ['noBinary' | 'onlyBinary', string])[]): BinaryFormats => words.map(([side, value]) => formatsOf(side, value)).reduce(mergeFormats, nothing);

test('names are normalised and add up', () => {
  expect(after(['noBinary', 'Flask_X'], ['noBinary', 'click,flask-x'])).toEqual({ noBinary: ['click', 'flask-x'], onlyBinary: [] });
});

test('a name belongs to the side that names it last', () => {
  expect(after(['noBinary', 'a,b'], ['onlyBinary', 'b'])).toEqual({ noBinary: ['a'], onlyBinary: ['b'] });
});

test(':all: takes everything from the other side, and names may go back afterwards', () => {
  const formats = after(['noBinary', 'a'], ['onlyBinary', ':all:'], ['noBinary', 'c']);
  expect(formatArguments(formats)).toEqual(['--only-binary=:none:,:all:', '--no-binary=:none:,c']);
});

test(':none: empties its own side only', () => {
  expect(after(['noBinary', 'a'], ['onlyBinary', 'b'], ['noBinary', ':none:'])).toEqual({ noBinary: [':none:'], onlyBinary: ['b'] });
});

test('the order in which files are joined makes no difference, only their order in pip does', () => {
  const [one, two, three] = [formatsOf('noBinary', 'a'), formatsOf('onlyBinary', ':all:'), formatsOf('noBinary', 'b')];
  expect(mergeFormats(mergeFormats(one, two), three)).toEqual(mergeFormats(one, mergeFormats(two, three)));
});

test('what is no name is refused', () => {
  expect(() => formatsOf('noBinary', '--pre')).toThrow('not a package name');
});
