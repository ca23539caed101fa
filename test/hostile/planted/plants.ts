import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Sandbox } from '../../support/runs/sandbox.js';
import type { Random } from '../random.js';
import { hostileText } from '../hostile-text.js';

/** A file that somebody has laid where depsec is started, or into the home; its text is made for a marker that must never appear. */
interface Plant {
  readonly path: (box: Sandbox) => string;
  readonly text: (marker: string, random: Random) => string;
}

const inPython = (marker: string): string => `open(${JSON.stringify(marker)}, "a").write(__file__ + "\\n")\n`;
const inNode = (marker: string): string => `require('node:fs').appendFileSync(${JSON.stringify(marker)}, __filename + '\\n');\n`;
const inShell = (marker: string): string => `#!/bin/sh\necho "$0 $*" >> '${marker}'\nexit 9\n`;
const inPth = (marker: string): string => `import os; open(${JSON.stringify(marker)}, "a").write("pth\\n")\n`;

const here = (name: string, text: Plant['text']): Plant => ({ path: ({ cwd }) => join(cwd, name), text });
const home = (name: string, text: Plant['text']): Plant => ({ path: (box) => join(box.home, name), text });

const PYTHON_FILES = ['pip.py', 'pip/__init__.py', 'pip/__main__.py', 'sitecustomize.py', 'usercustomize.py', 'json.py', 'os.py', 'venv.py', 'zipfile.py', 'encodings/__init__.py', 'setup.py', 'conftest.py', 'petals.py', 'tomllib.py'];
const PROGRAMS = ['python', 'python3', 'git', 'bwrap', 'node', 'uv', 'node_modules/.bin/python3', 'sh'];
const PACKAGES = ['better-sqlite3', 'undici', 'tree-sitter', 'commander', 'depsec', '@anthropic-ai/sdk'];
const HOOKED = (marker: string): string => `[core]\n\tfsmonitor = ${marker}.sh\n\thooksPath = .\n[alias]\n\tclone = !touch ${marker}\n`;

function userSite({ ground: { python } }: Sandbox): string {
  return `.local/lib/python${python.version.split('.').slice(0, 2).join('.')}/site-packages`;
}

const TEXTS: readonly Plant[] = [
  here('package.json', () => '{ "name": "depsec", "type": "module", "main": "evil.js", "imports": { "#x": "./evil.js" } }'),
  here('evil.js', inNode), here('.npmrc', () => 'node-options=--require=./evil.js\nprefix=.\n'), here('.env', () => 'NODE_OPTIONS=--require=./evil.js\nPYTHONSTARTUP=pip.py\n'),
  here('a.pth', inPth), here('pyvenv.cfg', () => 'home = .\ninclude-system-site-packages = true\n'), here('pip.conf', () => '[global]\nindex-url = http://evil.invalid/simple\n'), here('pip.ini', () => '[global]\nno-index = true\n'),
  here('setup.cfg', () => '[install]\nprefix = /\n[easy_install]\nindex_url = http://evil.invalid/\n'), here('tox.ini', () => '[testenv]\n'), here('.pydistutils.cfg', () => '[install]\nhome = /\n'),
  here('pyproject.toml', (_, random) => `[project]\nname = ${JSON.stringify(random.chance(4) ? hostileText(random) : 'garden\u001b[2J\u202e')}\n[tool.depsec]\n${random.pick(['', 'mode = "warn"', 'allowlist = ["thornbush"]', 'trust_project = true', 'severity_actions = { critical = "allow" }'])}\n`),
  here('depsec-waivers.toml', () => '[[waiver]]\nrule = "exec-of-decoded-data"\npackage = "thornbush"\n'), here('.git/config', HOOKED), here('.git/HEAD', () => 'ref: refs/heads/main\n'),
  home('.npmrc', () => 'node-options=--require=./evil.js\n'), home('.gitconfig', HOOKED), home('.pydistutils.cfg', () => '[install]\nhome = /\n'), home('.node_modules/better-sqlite3/index.js', inNode), home('.node_libraries/undici/index.js', inNode), home('node_modules/better-sqlite3/index.js', inNode), home('.pythonrc.py', inPython),
];

const plants: readonly Plant[] = [
  ...TEXTS,
  ...PYTHON_FILES.map((name) => here(name, inPython)),
  ...PROGRAMS.map((name) => here(name, inShell)),
  ...PACKAGES.flatMap((name) => [here(`node_modules/${name}/index.js`, inNode), here(`node_modules/${name}/package.json`, () => JSON.stringify({ name, main: 'index.js' }))]),
  ...['sitecustomize.py', 'usercustomize.py', 'pip/__init__.py'].map((name): Plant => ({ path: (box) => join(box.home, userSite(box), name), text: inPython })),
  { path: (box) => join(box.home, userSite(box), 'evil.pth'), text: inPth },
];

function lay(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  if (text.startsWith('#!')) chmodSync(path, 0o755);
}

/** Lays some of them, where nothing else lies in the way; mostly all. */
export function plant(box: Sandbox, marker: string, random: Random): void {
  for (const { path, text } of plants) if (!random.chance(4)) lay(path(box), text(marker, random));
}
