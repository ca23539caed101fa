import { expect, test } from 'vitest';
import type { When } from '../../src/core/facts/source-facts.js';
import dropHostContact from '../../src/rules/drop-host-contact.js';
import { read } from '../python/reading.js';

async function severities(text: string, runs: When = 'import'): Promise<readonly string[]> {
  const { facts } = await read(`import http.client, os, requests, socket\n${text}\n`, runs);
  return facts === null ? [] : [...new Set(dropHostContact.check(facts).map(({ severity }) => severity))];
}

test.each(['http.client.HTTPSConnection("8.8.8.8", timeout=5)', 'socket.create_connection(("1.1.1.1", 53))', 'socket.socket().connect(("8.8.8.8", 80))'])('a connection that shows whether there is a network warns on import: %s', async (text) => {
  expect(await severities(text)).toEqual(['medium']);
});

test.each(['http.client.HTTPSConnection("198.51.100.7")', 'requests.get("https://8.8.8.8/resolve?name=garden.example.invalid")', 'socket.socket().sendto(data, ("8.8.8.8", 53))', 'os.system("nslookup garden.example.invalid 8.8.8.8")'])('what is asked or sent beyond that is blocked or is no connection: %s', async (text) => {
  expect(await severities(text)).not.toContain('medium');
});

test('setup.py has no reason to look for a network', async () => {
  expect(await severities('http.client.HTTPSConnection("8.8.8.8")', 'install')).toEqual(['critical']);
});
