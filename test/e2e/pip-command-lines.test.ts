import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { assert, expect, test } from 'vitest';
import { ground, makeSandbox, openIndex } from '../support/given.js';
import { venvPython } from '../support/runs/python.js';
import { runProcess, type Finished } from '../support/runs/run-process.js';
import type { Sandbox } from '../support/runs/sandbox.js';
import { putWheel, sourceFiles } from '../support/sources.js';
import { treeOf, type Tree } from '../support/tree.js';

/** Ordinary lines of pip, one after the other in the same environment. `says`: the output is pip's as well. */
const LINES: readonly (readonly [line: string, says?: 'says'])[] = [
  ['', 'says'],
  ['--version', 'says'],
  ['help', 'says'],
  ['help install', 'says'],
  ['list', 'says'],
  ['install seedling==1.0.0'],
  ['list --outdated --format=json', 'says'],
  ['install -U seedling'],
  ['-q install petals<2'],
  ['install --upgrade --upgrade-strategy eager sunflower'],
  ['install sunflower[bloom]'],
  ['install --no-deps hedgerow'],
  ['check', 'says'],
  ['install --force-reinstall --no-deps --no-compile beehive'],
  ['install -rrequirements.txt'],
  ['install -qUr requirements.txt -c constraints.txt'],
  ['install --dry-run umlaut-garden'],
  ['install -t vendor --no-comp petals'],
  ['install --no-index --find-l wheels twig'],
  ['install --force-reinstall wheels/twig-1.0.0-py3-none-any.whl'],
  ['install --no-build-isolation .'],
  ['install -e.'],
  ['install --pre --disable-pip-version-check --no-input --no-color seedling'],
  ['install --report report.json --ignore-installed --no-deps petals==1.2.0'],
  ['download -d files --no-deps petals seedling'],
  ['wheel -w built --no-deps acorn-source'],
  ['list --format=freeze', 'says'],
  ['list --not-required --exclude pip', 'says'],
  ['show seedling', 'says'],
  ['show -f petals', 'says'],
  ['show nothing-like-that', 'says'],
  ['freeze', 'says'],
  ['inspect'],
  ['config set global.timeout 30', 'says'],
  ['config get global.timeout', 'says'],
  ['config list', 'says'],
  ['config unset global.timeout', 'says'],
  ['cache dir', 'says'],
  ['hash wheels/twig-1.0.0-py3-none-any.whl', 'says'],
  ['completion --bash', 'says'],
  ['index versions seedling', 'says'],
  ['debug'],
  ['uninstall -y beehive', 'says'],
  ['uninstall -y nothing-like-that', 'says'],
  ['frobnicate', 'says'],
  ['install --fooo'],
];

const PROJECT = 'orchard';

function layOut(box: Sandbox): void {
  for (const [name, text] of Object.entries({ ...sourceFiles(PROJECT), 'PKG-INFO': `Metadata-Version: 2.1\nName: ${PROJECT}\nVersion: 1.0.0\n` })) box.write(name, text);
  box.write('requirements.txt', 'petals>=1\nseedling==1.1.0\n');
  box.write('constraints.txt', 'petals<2\n');
  mkdirSync(join(box.cwd, 'wheels'));
  putWheel(join(box.cwd, 'wheels'), 'twig', { 'twig.py': 'TWIG = 1\n' });
}

// These hold the place that they are in, or the time that they were made at.
const OWN_PLACE = /^bin\/|^built\/|^\.depsec-shim\/|RECORD$|\.pyc$|direct_url\.json$|report\.json$|__editable__|\.pth$/;

/** What lies below a folder beside what was there: digests, but for files that tell where they are, of which only the name counts. */
function effect(folder: string, before: Tree): Tree {
  const rows = Object.entries(treeOf(folder, before)).filter(([name]) => !name.startsWith('.depsec-shim/') && !/(^|\/)__pycache__\/(?:plain_backend|backend)/.test(name));
  return Object.fromEntries(rows.map(([name, digest]) => [name, OWN_PLACE.test(name) ? 'there' : digest]));
}

interface Side {
  readonly box: Sandbox;
  readonly command: readonly string[];
}

function runOn({ box, command: [program = '', ...words] }: Side, line: string, index: string): Promise<Finished> {
  const { env } = box.depsecCommand([], { env: { PIP_INDEX_URL: index, PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_CONFIG_FILE: undefined, XDG_CONFIG_DIRS: box.folder, COLUMNS: '200' } });
  return runProcess(program, [...words, ...line.split(' ').filter(Boolean)], { cwd: box.cwd, env });
}

// Times of connections and the port of the index differ from line to line, the rest must not.
const said = ({ stdout }: Finished, { box }: Side): string => stdout.replaceAll(box.folder, 'BOX').replace(/sandbox-\w+/g, 'BOX');

function whatDiffers(pips: Side, shims: Side, before: Tree): readonly string[] {
  const pairs = [[pips.box.venv, shims.box.venv], [pips.box.cwd, shims.box.cwd]] as const;
  return pairs.flatMap(([one, other]) => {
    const [a, b] = [effect(one, before), effect(other, before)];
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => a[name] !== b[name]).map((name) => `${name}: ${a[name] ?? 'missing'} / ${b[name] ?? 'missing'}`);
  });
}

test(`${LINES.length} ordinary pip command lines do with the shim what they do without`, async () => {
  const [plain, shimmed] = [makeSandbox(), makeSandbox()];
  const index = await openIndex();
  for (const box of [plain, shimmed]) layOut(box);
  const put = await shimmed.depsec(['shim', 'install']);
  assert.equal(put.code, 0, put.output);
  const pips: Side = { box: plain, command: [venvPython(plain.venv), '-m', 'pip'] };
  const shims: Side = { box: shimmed, command: [join(shimmed.venv, process.platform === 'win32' ? 'Scripts/pip.cmd' : 'bin/pip')] };
  const [empty, different]: [Tree, string[]] = [treeOf(ground().venv), []];
  for (const [line, says] of LINES) {
    const [byPip, byShim] = await Promise.all([runOn(pips, line, index.url), runOn(shims, line, index.url)]);
    if (byPip.code !== byShim.code) different.push(`pip ${line}: exit ${byPip.code} / ${byShim.code}\n${byPip.output}\n---\n${byShim.output}`);
    if (says && said(byPip, pips) !== said(byShim, shims)) different.push(`pip ${line} says\n${said(byPip, pips)}\n--- instead of\n${said(byShim, shims)}`);
    if (!says) different.push(...whatDiffers(pips, shims, empty).map((what) => `after pip ${line}: ${what}`));
  }
  different.push(...whatDiffers(pips, shims, {}).map((what) => `at the end: ${what}`));
  expect(different).toEqual([]);
}, 400_000);
