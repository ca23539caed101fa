import { Buffer } from 'node:buffer';
import { deflateSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { read } from './reading.js';

const CODE = 'import os\nos.system("undefined --now")\n';
const packed = (bytes: Buffer | string): string => `base64.b64decode('${Buffer.from(bytes).toString('base64')}')`;
const processesIn = async (text: string) => (await read(`import base64, gzip, os, subprocess, sys, zlib\n${text}\n`)).facts?.calls('process').filter(({ hidden }) => hidden !== null) ?? [];

test.each([
  ['base64', `exec(${packed(CODE)})`],
  ['zlib', `exec(zlib.decompress(${packed(deflateSync(CODE))}))`],
  ['gzip', `exec(gzip.decompress(${packed(gzipSync(CODE))}))`],
  ['two layers', `exec(${packed(`import base64\nexec(${packed(CODE)})`)})`],
  ['compile', `exec(compile(${packed(CODE)}, 'x', 'exec'))`],
  ['another Python', `subprocess.run([sys.executable, '-c', ${packed(CODE)}.decode()])`],
  ['a file', `code = ${packed(CODE)}.decode()\nwith open('/tmp/part-of-it.py', 'w') as part:\n    part.write(code)\nos.system('python /tmp/part-of-it.py')`],
])('code that was encoded is read: %s', async (_, text) => {
  expect(await processesIn(text)).toMatchObject([{ name: 'os.system', text: 'undefined --now', hidden: 'encoded', when: 'import' }]);
});

test('it stands in the line that runs it, and runs when that does', async () => {
  expect(await processesIn(`def later():\n    exec(${packed(CODE)})`)).toMatchObject([{ line: 3, when: 'latent' }]);
});

test('code in a plain text is read as well, with the names of the file that runs it', async () => {
  expect(await processesIn('import os as soil\nexec("soil.system(\'undefined --now\')")')).toMatchObject([{ name: 'os.system', hidden: 'text' }]);
});

test('a text that is no Python gives nothing', async () => {
  expect(await processesIn(`exec(${packed('os.system(((')})`)).toEqual([]);
});

test('what grows without end when it is unpacked is left alone', async () => {
  expect(await processesIn(`exec(zlib.decompress(${packed(deflateSync(Buffer.alloc(50_000_000)))}))`)).toEqual([]);
});

test('texts that run one another come to an end', async () => {
  const layers = Array.from({ length: 12 }).reduce<string>((inner) => `import base64\nexec(${packed(inner)})`, CODE);
  expect(await processesIn(layers)).toEqual([]);
});
