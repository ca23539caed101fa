import { expect, test } from 'vitest';
import { runRules } from '../../src/analysis/run-rules.js';
import { couldMatter } from '../../src/python/glance/could-matter.js';
import { readSource, type SourceFile } from '../../src/python/read-source.js';
import { loadPythonParser } from '../../src/python/parser.js';
import { NETWORK_MODULES } from '../../src/python/vocabulary/network/modules.js';
import { CLIPBOARD_WRITERS, OBSERVERS } from '../../src/python/vocabulary/observation.js';
import { PROCESS_STARTERS } from '../../src/python/vocabulary/processes.js';
import * as rules from '../../src/rules/registry.js';
import { realFiles } from './real-files.js';
import { WASM_FILES } from './reading.js';

const isRead = (text: string): boolean => couldMatter(Buffer.from(text));

const READ: readonly string[] = [
  'import subprocess', 'import subprocess as s\ns.run(x)', 'from subprocess import *', 'import os\nos.system(x)', 'import os\nos . system(x)', 'import os\nos.\\\n  system(x)', 'from os import system', 'from os import (\n  path,\n  system as s,\n)',
  'import os as o', 'import os\nf(os)', 'import os\no = os', 'import os\ngetattr(os, "sys" + "tem")(x)', 'import os\ngetattr(os, "system")(x)', 'import os\nos.__dict__["system"](x)', 'import os\nvars(os)[x](y)', 'import sys\nsys.modules["os"]',
  '__import__(name)', 'from importlib import import_module', '__builtins__["x"]', 'import builtins\nbuiltins.exec(x)', 'import builtins\nb = builtins', 'globals()["ex" + "ec"](x)', 'globals()["exec"](x)', "globals()['__builtins__']",
  "open(base64.b64decode('L2V0Yy9j' + 'cm9uLmQveA=='), 'w').write(x)", "open(bytes.fromhex('2f6574632f'), 'w')", "open(codecs.decode('/rgp/k', 'rot13'), 'w')", "open(bytes([47, x]), 'w')", "open(unhexlify(b'\\x32\\x66'), 'w')",
  'exec(base64.b64decode(x))', 'e = exec\ne(zlib.decompress(x))', 'f(eval, codecs)', 'exec bytes.fromhex(x)', 'exec("".join(chr(x) for x in y))', 'exec(bytes(a ^ b for a, b in c))', "exec(x.decode('rot13'))", "exec('import os')\nf.write(x)",
  // What stands above it is a remark, or goes on in it.
  'import base64\n# A note.\nexec(base64.b64decode(x))', 'import base64\n# A note. \\\nexec(base64.b64decode(x))', 'import base64\nx = 1.\nexec(base64.b64decode(x))', 'import base64\n# def\nexec(base64.b64decode(x))', '# A note.\nexec("".join(x))',
  '# A note.\nrequests.get(x)', '# A note.\r\nrequests.get(x)', 'import os\n# Of the platform\nsystem(x)', 'import os\n# from\nf(os)', 'import os\n# A note.\nf(os)', 'import os\nx = (os. # A note\n# and another\nsystem)', 'import os \\\n  as o', 'import os\nos \\\n.__dict__', 'import \\\n  marshal',
  'exec\\\n("".join(x))', 'from os import path, \\\n  system',
  // A gap as long as one likes is still a gap.
  ...['\\\n'.repeat(100), ` # ${'a'.repeat(200)}\n`, '\n'.repeat(200)].flatMap((gap) => [`exec(${gap}"".join(x))`, `(exec${gap}("".join(x)))`, `(globals${gap}()["ex" + "ec"](x))`, `globals(${gap})["ex" + "ec"](x)`, `open(bytes(${gap}[47, x]), 'w')`, `import os\n(os.${gap}__dict__["system"](x))`, `from os import (${gap}system)`]),
  `x = 1${' + 1 \\\n'.repeat(101)} + 1`, `x = 1${' + 1 \\\r\n'.repeat(101)} + 1`,
  `from os import (${Array.from({ length: 900 }, (_, index) => `name${index}`).join(', ')}, system)`, `exec(${'long_name'.repeat(20)} + x)`,
  'import pymongo\nx = str(os.environ)', 'import redis, socket_of_mine\nfrom socket import gethostname', 'from web3 import Web3\ndef f(private_key): pass', 'import psycopg2\nopen(home + "/.ssh/id_rsa")', 'open(".github/workflows/x.yml", "w")', 'open(root + "/.git/hooks/x", "w")', 'open(site.getusersitepackages() + "/x.pth", "w")', 'open(home + "/pip/pip.conf", "w")',
  'import requests', 'requests.get(x)', 'from urllib.request import urlopen', 'from urllib import request', 'import urllib.request as r', 'import socket', 'import http.client', 'f"{__import__(x)}"', "f'{x['a']}'", 'import ctypes\nctypes.windll.x', 'import ctypes\nctypes.CDLL(x).system(y)', 'import marshal',
  'open("/etc/passwd", "w")', 'open(home + "/.bashrc", "a")', 'x = ".ssh/authorized_keys"', 'x = r"Microsoft\\Windows\\CurrentVersion\\Run"', "x = '/api/webhooks/1/a'",
  'import pickle\npickle.loads(b"undefined")', "from pickle import loads\nloads(rb'undefined')", 'import pickle\nD = b"cos\\nsystem\\n(tR."\nx = pickle.loads(D)', 'import pickle\nD = b"""cposix\nsystem\n(tR."""\nx = pickle.loads(D)', String.raw`import pickle
D = b"\x80\x04\x8c\x05posix\x94\x8c\x06system\x94\x93"
x = pickle.loads(D)`, 'import pickle\nD = b"cbuiltins\\nexec\\n(tR."\nx = pickle.loads(D)',
  'import pandas as pd\nx = pd.read_pickle("https://g.example.invalid/x")', 'place = os.path.join(os.path.expanduser("~/.local/bin"), "sudo")\nopen(place, "w").write(x)', 'import notion_client\nplace = home / ".config" / "gcloud"',
  '# Obfuscated with a tool', `x = 1${' '.repeat(90)};y`, `x = "${String.raw`\x41`.repeat(80)}"`, 'IlIlIlIlI = 1\nlIIlIlIlI = 2\nIIlllIIlI = 3', 'ｅｖａｌ(x)', 'x = "open', "x = 'a\nb'", 'x = "a\0"', 'x = "a"\r# b\rimport subprocess', 'exec("im" + "port os")', 'exec("".join(x))', 'exec(x)\ny = "requests.get(z)"',
];

test.each(READ)('is read as a whole: %j', (text) => {
  expect(isRead(text)).toBe(true);
});

const PASSED: readonly string[] = [
  'import redis\nx = os.environ["URL"]', 'import pymongo\nx = os.environ.get("URL")', 'x = "hooks"\nopen(x, "w")', 'x = "pip"\nopen(x, "w")', 'x = str(os.environ)',
  `x = [${'1, '.repeat(2_000)}y]`, `x = "${'Startup pth os '.repeat(2_000)}"`, `# ${'Kramer os '.repeat(2_000)}`,
  `x = 1${' + 1 \\\n'.repeat(60)} + 1\ny = 1${' + 1 \\\n'.repeat(60)} + 1`,
  'import pickle\nx = pickle.loads(data)', 'import json\nx = json.loads("{}")', 'import pickle\nx = pickle.loads(data)\ny = "\\nsystem\\n of theirs"', 'import pickle\nx = pickle.load(f)\ny = "the operating system"',
  'import re\nre.compile("x")', 'execute(evaluate(x))', 'model.eval()', 'df.eval("a + b")', 'exec(x)', 'def eval(x): pass', 'f(eval=True)', 'getattr(self, name)', '# see subprocess and os.system', '"""Runs subprocess and requests."""', 'import os\nos.path.join(a, b)', '# A note.\nmodel.eval()',
  'import os, sys\nfrom os import path', 'import platform\nplatform.system()', 'import os\nhasattr(os, "fork")', 'import sys\nsys.modules[__name__]', 'globals()["__file__"]', 'globals()[name] = x', 'import importlib.metadata', 'from urllib.parse import urlparse', 'for requests in x: requests',
  'self.socket = x', 'import base64', 'import base64\nf.write(base64.b64decode("some words" + name))', 'x = "/usr/bin/python"', 'open(x, "w")', 'x = "the operating system"', 'x = """a\n"b"\n"""', "x = 'it\\'s'", 'é = 1', `class TestGenInvGauss: pass\nclass IntoDataFrameT: pass\nx = ${Array.from({ length: 60 }, (_, index) => `name${index}`).join(' + ')}`,
];

test.each(PASSED)('is passed over: %j', (text) => {
  expect(isRead(text)).toBe(false);
});

const rootOf = (name: string): string => name.split('.')[0] ?? '';

test.each([...PROCESS_STARTERS, ...OBSERVERS, ...CLIPBOARD_WRITERS].filter((name) => /^(?:os|subprocess|pty|commands|popen2|pexpect|win32|asyncio|trio|anyio|_|distutils|pyperclip|clipboard|klembord|tkinter)/.test(name)))('a file that calls %s is read', (name) => {
  expect(isRead(`import ${rootOf(name)}\nx = ${name.replaceAll('()', '(y)')}(z)`)).toBe(true);
});

test.each(NETWORK_MODULES)('a file that imports %s is read', (name) => {
  expect(isRead(`import ${name}`)).toBe(true);
});

// The long form: `npm run compare:glance` with DEPSEC_COMPARE_ARCHIVES naming a folder of wheels and source packages.
const corpus = process.env['DEPSEC_COMPARE_ARCHIVES'];
const parser = loadPythonParser(WASM_FILES);

/** What all rules say of a file. */
async function saidOf(file: SourceFile): Promise<readonly string[]> {
  const { facts, lines } = await readSource(file, () => parser);
  return facts === null ? [] : runRules(rules, { kind: 'source', facts, gapKind: 'runs', file: file.path, lines }).findings.map(({ rule, severity, line }) => `${file.path}:${line} ${rule} ${severity}`);
}

test('rules say the same of files that are passed over when they are read all the same', { timeout: 3_600_000 }, async () => {
  const different: string[] = [];
  let passed = 0;
  for await (const { path, bytes } of realFiles(corpus)) {
    if (couldMatter(bytes)) continue;
    passed += 1;
    const file = { path, bytes, runs: 'import' } as const;
    const [glanced, whole] = [await saidOf(file), await saidOf({ ...file, isReadWhole: true })];
    if (glanced.join('\n') !== whole.join('\n')) different.push(`${path}: ${glanced.join(', ')} / ${whole.join(', ')}`);
  }
  if (corpus !== undefined) console.log(`${passed} files passed over, ${different.length} different`);
  expect(different).toEqual([]);
  expect(passed).toBeGreaterThan(10);
});
