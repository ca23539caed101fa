import { expect, test } from 'vitest';
import { read } from './reading.js';

const HEAD = 'import base64, requests\ntext = requests.get(u).text\n';
const flowsIn = async (text: string, to: 'process' | 'object') => (await read(`${HEAD}${text}\n`)).facts?.flows({ from: ['network', 'decoder'], to }).map(({ from, when }) => `${from} ${when}`) ?? [];

test.each([
  ['js2py', 'import js2py\njs2py.eval_js6(text)'],
  ['a context of js2py', 'import js2py\nc = js2py.EvalJs()\nc.execute(text)'],
  ['a script that execjs compiles', 'import execjs\nexecjs.compile(text).call("f")'],
  ['dukpy', 'from dukpy import JSInterpreter\nJSInterpreter().evaljs(text)'],
  ['a function of quickjs', 'import quickjs\nquickjs.Function("f", text)(1)'],
  ['V8', 'from py_mini_racer import py_mini_racer\npy_mini_racer.MiniRacer().eval(text)'],
  ['a context of V8', 'import STPyV8\nwith STPyV8.JSContext() as c: c.eval(text)'],
  ['SpiderMonkey', 'import pythonmonkey as pm\npm.eval(text)'],
  ['Lua', 'import lupa\nlua = lupa.LuaRuntime()\nlua.execute(text)'],
  ['WebAssembly', 'from wasmtime import Engine, Module\nModule(Engine(), requests.get(u).content)'],
])('what was fetched is run by %s', async (_, text) => {
  expect(await flowsIn(text, 'process')).toEqual(['network import']);
});

test('what was decoded is run by WebAssembly', async () => {
  expect(await flowsIn('import wasmer\nwasmer.Module(wasmer.Store(), base64.b64decode(x))', 'process')).toEqual(['decoder import']);
});

test.each([
  ['a constant script', 'import js2py\njs2py.eval_js("1 + 1")'],
  ['a module of WebAssembly that comes along', 'import wasmtime\nwasmtime.Module.from_file(wasmtime.Engine(), "garden.wasm")'],
  ['an engine that is made with something else', 'import wasmtime\nwasmtime.Module(wasmtime.Engine(text), code)'],
])('nothing that was fetched is run by %s', async (_, text) => {
  expect(await flowsIn(text, 'process')).toEqual([]);
});

test.each([
  ['a repository', 'import torch\nmodel = torch.hub.load("garden/undefined", "model", trust_repo=True)'],
  ['a model', 'from transformers import AutoModel\nAutoModel.from_pretrained("garden/undefined", trust_remote_code=True)'],
  ['a set of data', 'import datasets\ndatasets.load_dataset("garden/undefined", trust_remote_code=True)'],
])('the code of %s is run that is trusted wherever it lies', async (_, text) => {
  expect(await flowsIn(text, 'object')).toEqual(['network import']);
});

test.each([
  ['a repository that somebody is asked about', 'import torch\nmodel = torch.hub.load("garden/undefined", "model")'],
  ['a repository that is not trusted', 'import torch\nmodel = torch.hub.load("garden/undefined", "model", trust_repo=False)'],
  ['a folder of this machine', 'import torch\nmodel = torch.hub.load("/srv/garden", "model", source="local", trust_repo=True)'],
  ['a folder beside the code', 'from transformers import AutoModel\nAutoModel.from_pretrained("./garden", trust_remote_code=True)'],
  ['what whoever calls decides', 'from transformers import AutoModel\nAutoModel.from_pretrained("garden/undefined", trust_remote_code=trust)'],
])('no code of others is run of %s', async (_, text) => {
  expect(await flowsIn(text, 'object')).toEqual([]);
});

test('a function that loads such code waits for a call', async () => {
  expect(await flowsIn('import torch\ndef load(): return torch.hub.load("garden/undefined", "model", trust_repo=True)', 'object')).toEqual(['network latent']);
});
