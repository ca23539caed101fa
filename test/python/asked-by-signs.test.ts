import { expect, test } from 'vitest';
import { read, whenStarted } from './reading.js';

const ACT = 'os.system("touch leaf")';
const METHOD = (name: string, use: string): string => `import os, asyncio\nclass A:\n    def ${name}(self, *given):\n        ${ACT}\n${use}\n`;

test.each([
  ['__lt__', 'sorted([A(), A()])'],
  ['__gt__', 'max(A(), A())\nmax([A(), A()])'],
  ['__hash__', '{A()}'],
  ['__await__', 'async def m():\n    await A()\nasyncio.run(m())'],
  ['__delitem__', 'a = A()\ndel a["leaf"]'],
  ['__delattr__', 'a = A()\ndel a.leaf'],
])('%s is called by the sign for it', async (name, use) => {
  expect(await whenStarted(METHOD(name, use))).toBe('import');
});

test.each([
  ['isinstance', '__instancecheck__'],
  ['issubclass', '__subclasscheck__'],
])('%s asks the class of the class', async (asks, method) => {
  expect(await whenStarted(`import os\nclass M(type):\n    def ${method}(cls, other):\n        ${ACT}\nclass A(metaclass=M): pass\n${asks}(x, A)\n`)).toBe('import');
});

test('the class of the module itself is asked for each name', async () => {
  expect(await whenStarted(`import os, sys, types\nclass M(types.ModuleType):\n    def __getattr__(self, name):\n        ${ACT}\nsys.modules[__name__].__class__ = M\n`)).toBe('import');
});

test.each([
  'class R:\n    def __reduce__(self): return os.system, ("touch leaf",)\ncopy.copy(R())',
  'copyreg.pickle(complex, lambda c: (os.system, ("touch leaf",)))',
])('what makes an object once more is called: %s', async (text) => {
  expect((await read(`import copy, copyreg, os\n${text}\n`)).facts?.calls('process').map(({ text: words }) => words)).toEqual(['touch leaf']);
});

test('a method is called by its name', async () => {
  expect((await read('import operator, os\noperator.methodcaller("system", "touch leaf")(os)\n')).facts?.calls('process').map(({ text }) => text)).toEqual(['touch leaf']);
});

test.each([
  'import asyncio, os, signal\nasyncio.get_event_loop().add_signal_handler(signal.SIGINT, F)',
  'import tkinter, os\ntkinter.Tk().after(10, F)',
  'import readline, os\nreadline.set_startup_hook(F)',
  'import sqlite3, os\nsqlite3.connect("a").set_trace_callback(F)',
])('what is handed over for an event is called: %s', async (text) => {
  expect(await whenStarted(`${text.replace('F', `lambda *a: ${ACT}`)}\n`)).toBe('import');
});

test.each(['_load_jupyter_server_extension', 'load_ipython_extension'])('a notebook calls %s with its start', async (name) => {
  expect(await whenStarted(`import os\ndef ${name}(app):\n    ${ACT}\n`)).toBe('import');
});

test.each([
  ['__lt__', 'sorted([1, 2])'],
  ['__hash__', '{1}'],
  ['__delitem__', 'a = {}\ndel a["leaf"]'],
])('%s is not called for something else', async (name, use) => {
  expect(await whenStarted(METHOD(name, use))).toBe('latent');
});
