import { expect, test } from 'vitest';
import { linkedFacts } from '../../src/python/linked/linked-facts.js';
import type { Resolve } from '../../src/python/linked/resolve.js';
import { loadPythonParser } from '../../src/python/parser.js';
import { WASM_FILES } from './reading.js';

const parser = await loadPythonParser({ ...WASM_FILES, backend: 'wasm' });

/** Modules of one folder find one another by `.name`. */
function resolverOf(paths: ReadonlySet<string>): Resolve {
  return (name) => {
    const [, module = '', rest = ''] = /^\.(\w+)(?:\(\))?\.?(.*)$/.exec(name) ?? [];
    return paths.has(`${module}.py`) ? { path: `${module}.py`, rest } : null;
  };
}

function sentIn(files: Readonly<Record<string, string>>): readonly string[] {
  const sources = Object.entries(files).map(([path, text]) => ({ path, bytes: Buffer.from(text), runs: 'import' as const }));
  const facts = linkedFacts(sources, resolverOf(new Set(Object.keys(files))), { parser });
  return [...facts].flatMap(([path, each]) => each.flows({ from: ['environment', 'observation'], to: 'network' }).map(({ when, sink }) => `${path} ${sink.line} ${when}`));
}

const NET = 'import requests\ndef push(data, where=1):\n    requests.post(u, json=data)\nclass Sender:\n    def __init__(self, data=None):\n        self.data = data\n    def flush(self):\n        requests.put(u, json=self.data)\n    def send(self, data):\n        requests.post(u, json=data)\n';

test.each([
  ['a function', 'from .net import push\nimport os\npush(dict(os.environ))', 'net.py 3 import'],
  ['a function, by a name', 'from .net import push\nimport os\npush(where=2, data=dict(os.environ))', 'net.py 3 import'],
  ['a function of a module', 'from . import net\nimport os\nnet.push(dict(os.environ))', 'net.py 3 import'],
  ['a method', 'from .net import Sender\nimport os\nSender().send(dict(os.environ))', 'net.py 10 import'],
  ['a constructor', 'from .net import Sender\nimport os\nSender(dict(os.environ)).flush()', 'net.py 8 import'],
  ['a function, when somebody calls it', 'from .net import push\nimport os\ndef later():\n    push(dict(os.environ))', 'net.py 3 latent'],
])('what one module hands to %s of another is followed into it', (_, text, expected) => {
  expect(sentIn({ 'main.py': text, 'net.py': NET })).toEqual([expected]);
});

test('what one module gets from a second and hands to a third is followed', () => {
  expect(sentIn({ 'start.py': 'from . import main\nmain.run()\n', 'main.py': 'from .net import push\nfrom .look import seen\ndef run():\n    push(seen())\n', 'look.py': 'import os\ndef seen():\n    return dict(os.environ)\n', 'net.py': NET })).toEqual(['net.py 3 import']);
});

test('what another module reads is called as it is there, and a step says where', () => {
  const files = { 'main.py': 'from .net import push\nfrom .look import token\npush(token())\n', 'look.py': 'import os\ndef token():\n    return open(os.path.expanduser("~/.vault-token")).read()\n', 'net.py': NET };
  const sources = Object.entries(files).map(([path, text]) => ({ path, bytes: Buffer.from(text), runs: 'import' as const }));
  const flows = linkedFacts(sources, resolverOf(new Set(Object.keys(files))), { parser }).get('net.py')?.flows({ from: 'credentials', to: 'network' }) ?? [];
  expect(flows.map(({ source, steps }) => [source.name, steps[0]?.what])).toEqual([['~/.vault-token', '~/.vault-token in look.py gives it']]);
});

function runIn(files: Readonly<Record<string, string>>): readonly string[] {
  const sources = Object.entries(files).map(([path, text]) => ({ path, bytes: Buffer.from(text), runs: 'import' as const }));
  const facts = linkedFacts(sources, resolverOf(new Set(Object.keys(files))), { parser });
  return [...facts].flatMap(([path, each]) => each.flows({ from: 'network', to: 'exec' }).map(({ when, sink }) => `${path} ${sink.line} ${when}`));
}

const BASE = 'import urllib.request\nclass Base:\n    def run(self):\n        self.handle(self.get())\n    def get(self):\n        return urllib.request.urlopen(u).read()\n    def handle(self, data):\n        pass\n';

test.each([
  ['a function that is handed over', { 'main.py': 'from .load import load\nload(lambda x: exec(x))\n', 'load.py': 'import urllib.request\ndef load(back):\n    back(urllib.request.urlopen(u).read())\n' }, 'main.py 2 import'],
  ['an object that is handed over', { 'main.py': 'from .load import load\nclass A:\n    def told(self, x):\n        exec(x)\nload(A())\n', 'load.py': 'import urllib.request\ndef load(who):\n    who.told(urllib.request.urlopen(u).read())\n' }, 'main.py 4 import'],
  ['a method that an heir has in place of its own', { 'main.py': 'from .base import Base\nclass A(Base):\n    def handle(self, data):\n        exec(data)\nA().run()\n', 'base.py': BASE }, 'main.py 4 import'],
  ['the same, where a third module makes the object', { 'start.py': 'from .main import A\nA().run()\n', 'main.py': 'from .base import Base\nclass A(Base):\n    def handle(self, data):\n        exec(data)\n', 'base.py': BASE }, 'main.py 4 import'],
  ['a method that an heir takes from its base', { 'main.py': 'from .base import Base\nclass A(Base):\n    def go(self):\n        exec(self.get())\nA().go()\n', 'base.py': BASE }, 'main.py 4 import'],
  ['an attribute that a base has set', { 'main.py': 'from .base import Base\nclass A(Base):\n    def go(self):\n        exec(self.text)\nA().go()\n', 'base.py': 'import urllib.request\nclass Base:\n    def __init__(self):\n        self.text = urllib.request.urlopen(u).read()\n' }, 'main.py 4 import'],
  ['a table of functions', { 'main.py': 'from .table import WAYS\nexec(WAYS["get"]())\n', 'table.py': 'import urllib.request\ndef get():\n    return urllib.request.urlopen(u).read()\nWAYS = {"get": get}\n' }, 'main.py 2 import'],
  ['a table that a decorator fills', { 'main.py': 'from .table import WAYS\nfor name in WAYS:\n    exec(WAYS[name]())\n', 'table.py': 'import urllib.request\nWAYS = {}\ndef way(f):\n    WAYS[f.__name__] = f\n    return f\n@way\ndef one():\n    return "1"\n@way\ndef get():\n    return urllib.request.urlopen(u).read()\n' }, 'main.py 3 import'],
  ['a decorator', { 'main.py': 'from .deco import fed\n@fed\ndef run(text):\n    exec(text)\n', 'deco.py': 'import urllib.request\ndef fed(f):\n    f(urllib.request.urlopen(u).read())\n    return f\n' }, 'main.py 4 import'],
] as const)('what one module fetches reaches another by way of %s', (_, files, expected) => {
  expect(runIn(files)).toEqual([expected]);
});

test.each([
  ['an heir that does something else with it', { 'main.py': 'from .base import Base\nclass A(Base):\n    def handle(self, data):\n        print(data)\n        exec("1")\nA().run()\n', 'base.py': BASE }],
  ['another method of the heir', { 'main.py': 'from .base import Base\nclass A(Base):\n    def other(self, data):\n        exec(data)\nA().run()\n', 'base.py': BASE }],
] as const)('nothing that is fetched runs in %s', (_, files) => {
  expect(runIn(files)).toEqual([]);
});

test('keys that one module is told of and another one sends are followed', () => {
  expect(sentIn({ 'main.py': 'from pynput import keyboard\nfrom .net import push\ndef told(key):\n    push(str(key))\nkeyboard.Listener(on_press=told).start()\n', 'net.py': NET })).toEqual(['net.py 3 import']);
});

test('keys are followed through three modules', () => {
  expect(sentIn({ 'start.py': 'from .main import start\nstart()\n', 'main.py': 'from pynput import keyboard\nfrom .net import push\ndef told(key):\n    push(str(key))\ndef start():\n    keyboard.Listener(on_press=told).start()\n', 'net.py': NET })).toEqual(['net.py 3 import']);
});

test.each([
  ['something else', 'from .net import push\nimport os\npush(1)\nprint(dict(os.environ))'],
  ['another parameter', 'from .net import push\nimport os\npush(1, dict(os.environ))'],
  ['another function', 'from .net import other\nimport os\nother(dict(os.environ))'],
])('nothing is sent of what is handed to %s', (_, text) => {
  expect(sentIn({ 'main.py': text, 'net.py': NET })).toEqual([]);
});

const SENDS = 'import requests\nclass Bed:\n    leaf = ""\n    def plant(self):\n        requests.post(u, json=self.leaf)\n';

test.each([
  ['in the body of its class', 'from .base import Bed\nimport os\nclass Small(Bed):\n    leaf = dict(os.environ)\nSmall().plant()'],
  ['in its constructor', 'from .base import Bed\nimport os\nclass Small(Bed):\n    def __init__(self):\n        self.leaf = dict(os.environ)\nSmall().plant()'],
])('what an heir in another module has %s is met by the methods of the base', (_where, heir) => {
  expect(sentIn({ 'base.py': SENDS, 'heir.py': heir })).toEqual(['base.py 5 import']);
});

test('what an heir has under another name is not what its base sends', () => {
  expect(sentIn({ 'base.py': SENDS, 'heir.py': 'from .base import Bed\nimport os\nclass Small(Bed):\n    leaf = "green"\n    seed = dict(os.environ)\nSmall().plant()' })).toEqual([]);
});
