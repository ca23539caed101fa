import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { looksLikePickle, picklesIn } from '../../src/formats/pickle/find-pickle.js';
import { readPickle } from '../../src/formats/pickle/read-pickle.js';
import { zipOf } from '../archive/hostile-zip.js';
import { behindNumbers, byGlobal, byInstance, byMemo, byStack } from './pickles.js';

const namesIn = (bytes: Buffer): readonly string[] => picklesIn(bytes).flatMap((pickle) => readPickle(pickle).names);

const array = (header: string): Buffer => Buffer.concat([Buffer.from('\x93NUMPY\x01\0', 'latin1'), Buffer.from([header.length, 0]), Buffer.from(header), byStack('garden', 'dig')]);

test.each([
  ['the stack', byStack],
  ['the memo', byMemo],
  ['a line of text', byGlobal],
  ['an instance', byInstance],
])('a name is told that is given by way of %s', (_, pickle) => {
  expect(readPickle(pickle('garden.tools', 'dig'))).toEqual({ names: ['garden.tools.dig'], isWhole: true });
});

test('a name that is written with escapes is told as what it says', () => {
  expect(namesIn(Buffer.from("\x80\x04S'\\x67arden'\nV\\u0064ig\n\x93.", 'latin1'))).toEqual(['garden.dig']);
});

test.each([
  ['octal digits in quotes', "S'\\147arden'\nS'di\\147'\n"],
  ['the long form of UNICODE', 'Vgarde\\U0000006e\nV\\U00000064ig\n'],
  ['an underscore in the index of the memo', 'Vgarden\np1_0\n0Vbarn\np1\n0g10\nVdig\n'],
  ['a sign and blanks in the index of the memo', 'Vgarden\np +3\n0h\x03Vdig\n'],
])('a name is told as Python reads it from %s', (_, opcodes) => {
  expect(namesIn(Buffer.from(`\x80\x04${opcodes}\x93.`, 'latin1'))).toEqual(['garden.dig']);
});

test('escapes of the one text are letters in the other', () => {
  expect(namesIn(Buffer.from(String.raw`${'\x80\x04'}Vg\x61rden${'\n'}S'd\u0069g'${'\n\x93'}.`, 'latin1'))).toEqual([String.raw`g\x61rden.d\u0069g`]);
});

test('a name behind many other opcodes is told', () => {
  expect(namesIn(behindNumbers(100_000, byStack('garden', 'dig')))).toEqual(['garden.dig']);
});

test('what stands before the end of a broken pickle is told, since loading runs it', () => {
  const whole = byStack('garden', 'dig');
  expect(readPickle(Buffer.concat([whole.subarray(0, -1), Buffer.from([0xff])]))).toEqual({ names: ['garden.dig'], isWhole: false });
});

test('a pickle behind another one is read as well', () => {
  expect(namesIn(Buffer.concat([byStack('garden', 'plant'), byStack('garden', 'dig')]))).toEqual(['garden.plant', 'garden.dig']);
});

test('each of several pickles has a memo of its own', () => {
  expect(namesIn(Buffer.concat([byMemo('garden', 'plant'), byMemo('garden', 'dig')]))).toEqual(['garden.plant', 'garden.dig']);
});

test('a pickle of the first protocol behind another one is read as well, and other data there is none', () => {
  expect(readPickle(Buffer.concat([byStack('garden', 'plant'), byGlobal('garden', 'dig')]))).toEqual({ names: ['garden.plant', 'garden.dig'], isWhole: true });
  expect(readPickle(Buffer.concat([byStack('garden', 'plant'), Buffer.alloc(64)]))).toEqual({ names: ['garden.plant'], isWhole: true });
});

test('thousands of names do not hide the last one', () => {
  const many = Array.from({ length: 5_000 }, (_, at) => `cgarden\nbed${at}\n0`).join('');
  expect(readPickle(Buffer.from(`${many}cgarden\ndig\n.`)).names.at(-1)).toBe('garden.dig');
});

test('texts that are no name, numbers and containers are none', () => {
  expect(namesIn(Buffer.from("(dp0\nS'garden'\nI1\nsS'dig'\n(lp1\nF1.5\nas."))).toEqual([]);
});

test('pickles are found in a gzip file and in an archive as torch writes it', () => {
  const pickle = byStack('garden', 'dig');
  expect(namesIn(gzipSync(pickle))).toEqual(['garden.dig']);
  expect(namesIn(zipOf([{ name: 'archive/data.pkl', data: pickle, method: 0 }, { name: 'archive/data/0', data: 'x', method: 0 }]))).toEqual(['garden.dig']);
  expect(namesIn(zipOf([{ name: 'archive/data.pkl', data: pickle }, { name: 'more', data: 'x' }]))).toEqual(['garden.dig']);
});

test('arrays of objects in an archive as numpy.savez writes it are pickles, those of numbers are none', () => {
  const data = array("{'descr': '|O', 'shape': (1,)}");
  expect(namesIn(zipOf([{ name: 'a.npy', data, method: 0 }]))).toEqual(['garden.dig']);
  expect(namesIn(zipOf([{ name: 'a.npy', data: array("{'descr': '<f8', 'shape': (1,)}") }, { name: 'b.npy', data }]))).toEqual(['garden.dig']);
  expect(namesIn(zipOf([{ name: 'a.npy', data: array("{'descr': '<f8', 'shape': (1,)}"), method: 0 }]))).toEqual([]);
});

test('neither many arrays of numbers nor another name hide a pickle in an archive', () => {
  const numbers = Array.from({ length: 40 }, (_, at) => ({ name: `${at}.npy`, data: array("{'descr': '<f8', 'shape': (1,)}"), method: 0 as const }));
  expect(namesIn(zipOf([...numbers, { name: 'z.npy', data: array("{'descr': '|O', 'shape': (1,)}"), method: 0 }]))).toEqual(['garden.dig']);
  expect(namesIn(zipOf([{ name: 'archive/data.txt', data: byStack('garden', 'dig'), method: 0 }]))).toEqual(['garden.dig']);
  expect(namesIn(zipOf([{ name: 'archive/data.txt', data: byStack('garden', 'dig') }, { name: 'more', data: 'x' }]))).toEqual(['garden.dig']);
});

test('an array of objects is a pickle behind its header, one of numbers is none', () => {
  expect(namesIn(array("{'descr': '|O', 'shape': (1,)}"))).toEqual(['garden.dig']);
  expect(namesIn(array("{'descr': '<f8', 'shape': (1,)}"))).toEqual([]);
});

const joblibArray = (numbers: Buffer): Buffer => Buffer.concat([Buffer.from('cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\x81}(VK\nK\x01ub', 'latin1'), numbers]);

test.each([
  ['a line', '\x95\x03\0\0\0\0\0\0\0cxxgarden\ndig\n.'],
  ['the second line', '\x95\x0a\0\0\0\0\0\0\0cgarden\nxxdig\n.'],
  ['a counted text', '\x95\x05\0\0\0\0\0\0\0X\x06\0\0\0garden\x8c\x03dig\x93.', '\x95\x08\0\0\0\0\0\0\0X\x06\0\0\0hidgarden\x8c\x03dig\x93.'],
])('a frame that ends within %s leaves out what some readers do not see', (_, ...pickles) => {
  for (const pickle of pickles) expect(readPickle(Buffer.from(`\x80\x04${pickle}`, 'latin1')).names).toContain('garden.dig');
});

// `joblib.dump([array, array, object])`: each stand-in for an array, then its bytes, here with every opcode among them.
test('a pickle of joblib goes on behind the bytes of its arrays', () => {
  const all = Buffer.from(Array.from({ length: 256 }, (_, at) => (at * 83) % 256));
  const file = Buffer.concat([Buffer.from('\x80\x03]q\0(', 'latin1'), Buffer.from('Vgarden\nq\x010', 'latin1'), joblibArray(all), joblibArray(Buffer.from('..b.\xff', 'latin1')), Buffer.from('h\x01Vdig\n\x93(tRe.', 'latin1')]);
  expect(readPickle(file).names).toContain('garden.dig');
  expect(readPickle(file).isWhole).toBe(true);
});

test('data that is packed and broken holds nothing, and a length beyond the end is no reason to fail', () => {
  expect(namesIn(gzipSync('x').subarray(0, 12))).toEqual([]);
  expect(readPickle(Buffer.from([0x80, 4, 0x8d, 255, 255, 255, 255, 255, 255, 255, 127]))).toEqual({ names: [], isWhole: false });
});

test('a pickle is known by its first two bytes', () => {
  expect(looksLikePickle(byStack('a', 'b'))).toBe(true);
  expect(looksLikePickle(Buffer.from('garden'))).toBe(false);
  expect(looksLikePickle(Buffer.from([0x80, 9]))).toBe(false);
});
