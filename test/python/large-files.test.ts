import { expect, test } from 'vitest';
import { createAllowance, readSource, type SourceReading } from '../../src/python/read-source.js';
import { loadPythonParser } from '../../src/python/parser.js';
import { withoutMiddle } from '../../src/python/without-middle.js';
import { read, WASM_FILES } from './reading.js';

const ROW = 'TABLE.append((1, 2, 3))\n';
const rows = (bytes: number): string => `TABLE = []\n${ROW.repeat(Math.ceil(bytes / ROW.length))}`;
const LARGE = 10 * 1024 * 1024 + 1;
const CALL = 'import os\nos.system("true")\n';

const startsIn = ({ facts }: SourceReading): readonly number[] => facts?.calls('process').map(({ line }) => line) ?? [];

test('a table of any length in which no word matters is no gap', async () => {
  expect(await read(rows(LARGE))).toMatchObject({ facts: null, gaps: [] });
});

test('of a large file with words that matter the beginning and the end are read, and the rest is a gap', async () => {
  const text = `${CALL}${rows(LARGE)}${CALL}`;
  const reading = await read(text);
  expect(startsIn(reading)).toEqual([2, text.split('\n').length - 1]);
  expect(reading.lines()[text.split('\n').length - 2]).toBe('os.system("true")');
  expect(reading.gaps).toMatchObject([{ kind: 'runs', what: 'module.py', why: expect.stringContaining('larger than 10 MB') as string }]);
});

test('a large file in which only the middle could matter is a gap', async () => {
  const reading = await read(`${rows(LARGE / 2)}${CALL}${rows(LARGE / 2)}`);
  expect([startsIn(reading), reading.gaps.length]).toEqual([[], 1]);
});

const bytes = (count: number): string => `DATA = b"\\\n${'\\x00\\x01\\x02\\x03\\x04\\\n'.repeat(Math.ceil(count / 22))}"\n`;

test.each([['the beginning', 1, 12], ['the end', 12, 1], ['both', 12, 12]])('a literal over many lines in which %s of a large file is cut leaves the rest readable', async (_, before, behind) => {
  const reading = await read(`${CALL}${bytes(before * 1_000_000)}${CALL}${rows(1_000_000)}${CALL}${bytes(behind * 1_000_000)}${CALL}`);
  expect(startsIn(reading).length).toBeGreaterThanOrEqual(2);
  expect(reading.gaps.map(({ why }) => why)).toEqual([expect.stringContaining('larger than 10 MB')]);
});

test('a text of lines that all go on loses no more than its middle', () => {
  const text = 'x = 1 + \\\n'.repeat(300_000);
  const cut = withoutMiddle(text);
  expect(cut.startsWith(text.slice(0, 1_000_000)) && cut.endsWith(text.slice(-1_000_000))).toBe(true);
});

test.each([['without a line end', 'x'.repeat(3_000_000)], ['of line ends', '\n'.repeat(3_000_000)], ['of indented lines', '  x\n'.repeat(800_000)]])('a long text %s loses no more than its middle', (_, text) => {
  const cut = withoutMiddle(text);
  expect(cut.startsWith(text.slice(0, 1_000_000)) && cut.endsWith(text.slice(-1_000_000))).toBe(true);
  expect(cut.replaceAll(/[^\n]/g, '').length).toBeGreaterThanOrEqual(Math.min(text.replaceAll(/[^\n]/g, '').length, 1_000_000));
});

test('when the allowance of a package is used up, what has to be read is a gap and what needs no reading is none', async () => {
  const parser = loadPythonParser({ ...WASM_FILES, backend: 'wasm' });
  const allowance = createAllowance(CALL.length);
  const gapsOf = async (text: string): Promise<number> => (await readSource({ path: 'module.py', bytes: Buffer.from(text), runs: 'import', allowance }, () => parser)).gaps.length;
  expect([await gapsOf(CALL), await gapsOf(CALL), await gapsOf(rows(1_000))]).toEqual([0, 1, 0]);
});
