import { expect, test } from 'vitest';
import type { When } from '../../src/core/facts/source-facts.js';
import execOfDecodedData from '../../src/rules/exec-of-decoded-data.js';
import { read } from '../python/reading.js';

async function severities(text: string, runs: When = 'import'): Promise<readonly string[]> {
  const { facts } = await read(`import base64, pickle, subprocess, sys\n${text}\n`, runs);
  return facts === null ? [] : execOfDecodedData.check(facts).map(({ severity }) => severity);
}

const worker = (source: string): string => `def run():\n    text = ${source}.strip()\n    command, options = pickle.loads(base64.b64decode(text))\n    subprocess.Popen(command, **options)\nrun()`;

test('a worker that starts what it is told on standard input is listed', async () => {
  expect(await severities(worker('sys.stdin.readline()'))).toEqual(['low']);
});

test.each([
  ['of a file', worker('open("garden.txt").read()')],
  ['of its own', worker('BLOB')],
  ['of its own beside standard input', worker('BLOB + sys.stdin.readline()')],
])('a worker that starts what it decodes %s is blocked', async (_, text) => {
  expect(await severities(text)).toContain('critical');
});

test('code that whoever starts this Python hands over warns, as half of a remote Python does', async () => {
  expect(await severities('exec(base64.b64decode(sys.stdin.read()))')).toEqual(['medium']);
  expect(await severities('exec(base64.b64decode(BLOB + sys.stdin.read()))')).toContain('critical');
});

test('a worker that runs while installing is blocked, and so is one that runs code', async () => {
  expect(await severities(worker('sys.stdin.readline()'), 'install')).toContain('critical');
  expect(await severities('exec(base64.b64decode(sys.stdin.read()))', 'install')).toEqual(['critical']);
});

const LENT = 'import builtins, io, zlib\nunpack = zlib.decompressobj()\n';
const RUNS = '\nexec(unpack.decompress(stdin.read(9)), {})';

test('code that comes in by an input which nothing in the file binds warns: only who starts it can lend it one', async () => {
  expect(await severities(`${LENT}stdin = stdin${RUNS}`)).toEqual(['medium']);
});

test.each([
  'stdin = io.BytesIO(BLOB)',
  'builtins.stdin = io.BytesIO(BLOB)',
  'globals()["stdin"] = io.BytesIO(BLOB)',
  'from .leaf import *',
  'from .leaf import stdin',
  'try:\n    stdin = stdin\nexcept NameError:\n    stdin = io.BytesIO(BLOB)',
])('an input that %s binds brings a payload', async (binding) => {
  expect(await severities(`${LENT}${binding}${RUNS}`)).toEqual(['critical']);
});

test.each(['sys.stdin = io.StringIO(BLOB)', 'setattr(sys, "stdin", io.StringIO(BLOB))'])('standard input that the file replaces (%s) brings a payload as well', async (replaced) => {
  expect(await severities(`import io\n${replaced}\nexec(base64.b64decode(sys.stdin.read()))`)).toEqual(['critical']);
});
