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

test('an array of objects is a pickle behind its header, one of numbers is none', () => {
  expect(namesIn(array("{'descr': '|O', 'shape': (1,)}"))).toEqual(['garden.dig']);
  expect(namesIn(array("{'descr': '<f8', 'shape': (1,)}"))).toEqual([]);
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
