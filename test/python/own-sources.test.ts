import { expect, test } from 'vitest';
import { read } from './reading.js';

const ran = async (text: string) => (await read(`${text}\n`)).facts?.flows({ from: 'shipped', to: 'exec' }).map(({ source }) => source.name) ?? [];

test.each([
  'exec(open(__file__).read()[60:])',
  'import os\nexec(open(os.path.abspath(__file__)).read().split("#!")[1])',
  'import linecache\nexec(linecache.getline(__file__, 3)[2:])',
  'import inspect\ndef f():\n    pass\nexec(inspect.getsource(f)[10:])',
  'import inspect\nexec(__spec__.loader.get_source(__name__)[10:])',
  'import tokenize\nexec("".join(t.string[2:] for t in tokenize.generate_tokens(open(__file__).readline)))',
])('code that stands beside the code of a file: %s', async (text) => {
  expect(await ran(text)).toEqual(['its own source']);
});

test.each([
  'import importlib.metadata\nexec(importlib.metadata.metadata("garden")["Description"])',
  'from importlib.metadata import distribution\nexec(distribution("garden").read_text("leaf.txt"))',
  'import importlib.metadata as m\nexec([f for f in m.files("garden") if f.name == "leaf"][0].read_text())',
  'import pkg_resources\nexec(pkg_resources.get_distribution("garden").get_metadata("leaf"))',
])('code in the metadata of a package: %s', async (text) => {
  expect(await ran(text)).toEqual(['the metadata of the package']);
});

test.each([
  'import configparser\np = configparser.ConfigParser()\np.read("leaf.ini")\nexec(p["a"]["b"])',
  'import xml.etree.ElementTree as E\nexec(E.parse("leaf.xml").getroot().text)',
  'import zipfile\nexec(zipfile.ZipFile("leaf.dat").read("x"))',
  'import fileinput\nexec("".join(fileinput.input("leaf.txt")))',
  'import numpy as np\nexec(np.load("leaf.npy").tobytes())',
  'exec(open("README").read())',
])('code in data, by whatever reads it: %s', async (text) => {
  expect(await ran(text)).toHaveLength(1);
});

const started = async (text: string) => (await read(`${text}\n`)).facts?.calls('process').map(({ text: words }) => words) ?? [];
const CODE = `import os; os.system('touch leaf')`;

test.each([
  `def f(x: "${CODE}"): ...\nexec(f.__annotations__["x"])`,
  `def f(x="${CODE}"): ...\nexec(f.__defaults__[0])`,
  `def f(*, x="${CODE}"): ...\nexec(f.__kwdefaults__["x"])`,
  `def f():\n    "x"\n    return "${CODE}"\nexec(f.__code__.co_consts[1])`,
  `"""
>>> import os; _ = os.system('touch leaf')
"""
import doctest
doctest.testmod()`,
])('code in the parts of a function, or in its examples: %s', async (text) => {
  expect([...new Set(await started(text))]).toEqual(['touch leaf']);
});

test.each(['import inspect, garden\nprint(inspect.getsource(garden.f))\nexec("x = 1")', 'import importlib.metadata\nv = importlib.metadata.version("garden")\nexec("x = 1")', 'print(open(__file__).read())\nexec("x = 1")'])('what is only read is not run: %s', async (text) => {
  expect(await ran(text)).toEqual([]);
});
