import { expect, test } from 'vitest';
import execOfDecodedData from '../../src/rules/exec-of-decoded-data.js';
import { read } from '../python/reading.js';

const messagesFor = async (text: string): Promise<readonly string[]> => {
  const { facts } = await read(`import base64, subprocess, zlib\n${text}\n`);
  return facts === null ? [] : execOfDecodedData.check(facts).map(({ message }) => message);
};

test('what two decoders unpacked and one call runs is told once', async () => {
  expect(await messagesFor('exec(zlib.decompress(base64.b64decode(x)))')).toEqual(['exec runs what zlib.decompress and base64.b64decode decoded, on import']);
});

test('what was decoded into a file is not said to be in the command', async () => {
  const writes = 'path = "/srv/garden.bin"\nopen(path, "wb").write(base64.b64decode(x))\n';
  expect(await messagesFor(`${writes}subprocess.call(["file", path])`)).toEqual(['subprocess.call starts a command that names a file with what base64.b64decode decoded, on import']);
  expect(await messagesFor(`${writes}exec(open(path).read())`)).toEqual(['exec runs what base64.b64decode decoded into a file, on import']);
});

test('a command holds what was decoded, be it the program or a word behind it', async () => {
  expect(await messagesFor('subprocess.call(["file", base64.b64decode(x)])')).toEqual(['subprocess.call starts a command that holds what base64.b64decode decoded, on import']);
});
