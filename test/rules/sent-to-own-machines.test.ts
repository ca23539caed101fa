import { expect, test } from 'vitest';
import hostIdentity from '../../src/rules/host-identity-to-network.js';
import { read } from '../python/reading.js';

async function told(text: string): Promise<readonly (readonly [string, boolean | undefined])[]> {
  const { facts } = await read(`import getpass, os, paramiko, platform, requests, socket, uuid\n${text}\n`);
  return facts === null ? [] : hostIdentity.check(facts).map(({ severity, isStrong }) => [severity, isStrong]);
}

const sends = (host: string): string => `paramiko.SSHClient().connect("${host}", username=getpass.getuser() + socket.gethostname())`;

test('who the user is goes nowhere where it is told to a program of the same machine', async () => {
  expect(await told(sends('127.0.0.1'))).toEqual([]);
  expect(await told(sends('report.example.invalid'))).toEqual([['critical', true]]);
});

const client = (address: string): string => `class Gateway:\n    def __init__(self, host):\n        self.host = host\n    def pair(self):\n        requests.post(${address}, json={"mac": uuid.getnode(), "name": socket.gethostname()})\n`;

test('a client that tells who it is to a machine which its user names is no strong sign, one with an address of its own is', async () => {
  expect(await told(client('f"http://{self.host}/pair"'))).toEqual([['low', false]]);
  expect(await told(client('f"https://report.example.invalid/{self.host}"'))).toEqual([['low', true]]);
  expect(await told(client('f"https://{self.host}.example.invalid/"'))).toEqual([['low', true]]);
  expect(await told(`${client('f"http://{self.host}/pair"')}Gateway("report.example.invalid").pair()\n`)).toEqual([['critical', true]]);
});

test('a client that reads a whole address from its settings is no strong sign, one that adds to an address of its own is', async () => {
  expect(await told(client('self.host + "/pair"'))).toEqual([['low', false]]);
  expect(await told(client('"https://report.example.invalid" + self.host'))).toEqual([['low', true]]);
  expect(await told(client('self.host + ".example.invalid/pair"'))).toEqual([['low', true]]);
  expect(await told(`${client('self.host + "/pair"')}Gateway("https://report.example.invalid").pair()\n`)).toEqual([['critical', true]]);
});

const names = (facts: string): string => `def ask():\n    requests.get("https://api.example.invalid", headers={"User-Agent": ${facts}})\n`;

test('a client that names the kind of system when it is called tells nobody who its user is, one that adds the name of the machine does', async () => {
  expect(await told(names('platform.platform() + str(platform.uname())'))).toEqual([]);
  expect(await told(names('platform.platform() + platform.node()'))).toEqual([['low', true]]);
  expect(await told(`${names('platform.platform() + str(platform.uname())')}ask()\n`)).toEqual([['critical', true]]);
});
