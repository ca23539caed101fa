import { expect, test } from 'vitest';
import { read } from './reading.js';

const sentIn = async (text: string) => (await read(`import os, requests\nsecret = dict(os.environ)\n${text}\n`)).facts?.flows({ from: 'environment', to: 'network' }).map(({ sink }) => sink.name) ?? [];

test.each([
  ['an item of an attribute', 'class A:\n    def __init__(self):\n        self.d = {}\n        self.d["k"] = secret\n        requests.post(u, json=self.d)\nA()', 'requests.post'],
  ['a list in an attribute', 'class A:\n    found = []\n    def fill(self):\n        self.found.append(secret)\n    def send(self):\n        requests.post(u, json=self.found)\na = A()\na.fill()\na.send()', 'requests.post'],
  ['an attribute that another method sends, which stands above', 'class A:\n    d = {}\n    def send(self):\n        requests.post(u, json=self.d)\n    def fill(self):\n        self.d.update(secret)\na = A()\na.fill()\na.send()', 'requests.post'],
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
