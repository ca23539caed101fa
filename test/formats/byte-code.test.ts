import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { readByteCode } from '../../src/formats/byte-code/read-byte-code.js';
import { findPython } from '../support/runs/python.js';
import { byteCodeOf } from './byte-codes.js';

test('names and texts of a module and of the functions in it are told', () => {
  const read = readByteCode(byteCodeOf({ names: ['garden'], inner: [{ name: 'dig', names: ['spade', 'plant'], texts: ['deep'] }] }, { sourceBytes: 7 }));
  expect(read).toEqual({
    validation: { by: 'date', sourceBytes: 7 },
    problem: null,
    codes: [
      { name: 'dig', names: ['spade', 'plant'], texts: ['deep'] },
      { name: '<module>', names: ['garden'], texts: [] },
    ],
  });
});

test.each([
  [1, 'nothing'],
  [3, 'hash'],
])('flags %i mean that it is compared with its source by %s', (flags, by) => {
  expect(readByteCode(byteCodeOf({}, { flags }))?.validation).toEqual({ by });
});

test('a module that ends too early tells what was read before', () => {
  const whole = byteCodeOf({ texts: ['x'], inner: [{ name: 'dig' }] });
  expect(readByteCode(whole.subarray(0, -12))).toMatchObject({ problem: 'it ends too early', codes: [{ name: 'dig' }] });
});

test('one for a Python that is not known is told as such', () => {
  expect(readByteCode(byteCodeOf({}, { magic: 3460 }))?.problem).toBe('it is compiled for a Python that is not known');
});

test('other bytes are no compiled module', () => {
  expect(readByteCode(Buffer.from('garden garden garden'))).toBeNull();
  expect(readByteCode(Buffer.alloc(4))).toBeNull();
});

test('a list that says it is longer than the file, and one that holds itself, come to an end', () => {
  const header = byteCodeOf({}).subarray(0, 16);
  expect(readByteCode(Buffer.concat([header, Buffer.from([0x28, 255, 255, 255, 127])]))?.problem).toMatch(/more than it can/);
  expect(readByteCode(Buffer.concat([header, Buffer.alloc(10_000, Buffer.from([0x29, 1]))]))?.problem).toMatch(/too deeply/);
});

test('what the Python of this machine compiles is read as that Python reads it', async () => {
  const script = `import base64, importlib.util, json, marshal, struct, types
source = 'import os.path as p\\nclass A:\\n    def f(self, *, k=1):\\n        return p.join("a", self.b, f"{k!r}")\\nx = {1: (2.5, 3j, b"c", None, ..., 10**30)}\\nz = lambda: [y async for y in w]\\n'
code = compile(source.replace('z = ', 'async def z(): return ').replace('lambda: ', ''), 'a.py', 'exec')
def walk(c):
    for k in c.co_consts:
        if isinstance(k, types.CodeType): yield from walk(k)
    yield [c.co_name, list(c.co_names)]
header = importlib.util.MAGIC_NUMBER + struct.pack('<III', 0, 0, len(source))
print(json.dumps({'bytes': base64.b64encode(header + marshal.dumps(code)).decode(), 'codes': list(walk(code))}))`;
  const told: { readonly bytes: string; readonly codes: readonly unknown[] } = JSON.parse(execFileSync((await findPython()).executable, ['-c', script], { encoding: 'utf8' }));
  const read = readByteCode(Buffer.from(told.bytes, 'base64'));
  expect(read?.problem).toBeNull();
  expect(read?.codes.map(({ name, names }) => [name, names])).toEqual(told.codes);
});
