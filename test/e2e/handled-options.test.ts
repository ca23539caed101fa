import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { fixture, ground, makeSandbox, openIndex } from '../support/given.js';
import { parseObject } from '../support/json.js';
import { writeTree } from '../support/repository.js';
import { putSdist } from '../support/sources.js';

const SUMMARY = /^\d+ packages? safe · \d+ warnings? · \d+ blocked\n$/;

test('--requirement, --constraint, --group and --requirements-from-script name packages together', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('requirements.txt', 'seedling\n');
  box.write('constraints.txt', 'seedling<2\npetals<2\n');
  box.write('pyproject.toml', '[dependency-groups]\ndev = [{include-group = "lint"}]\nlint = ["petals"]\n');
  box.write('sub/pyproject.toml', '[dependency-groups]\ndocs = ["umlaut-garden"]\n');
  box.write('script.py', '# /// script\n# dependencies = ["beehive==1.0.0"]\n# requires-python = ">=3.8"\n# ///\n');
  expectEnd(await box.depsec(['install', '-i', index.url, '--requirement', 'requirements.txt', '--constraint=constraints.txt', '--group', 'dev', '--group=sub/pyproject.toml:docs', '--requirements-from-script', 'script.py']), 0);
  expect(box.installed()).toEqual(['beehive==1.0.0', 'petals==1.2.0', 'seedling==1.1.0', 'umlaut-garden==1.0.0']);
});

test('--group and --requirements-from-script tell what is wrong with their files in words of pip', async () => {
  const box = makeSandbox();
  box.write('pyproject.toml', '[dependency-groups]\ndev = []\n');
  box.write('script.py', '# /// script\n# requires-python = ">=3.99"\n# ///\n');
  const lines = [[['--group', 'docs'], 'there is no dependency group "docs"'], [['--group', 'other.toml:docs'], "group paths use 'pyproject.toml' filenames"], [['--requirements-from-script', 'script.py'], "Script 'script.py' requires a different Python"]] as const;
  for (const [words, message] of lines) {
    const done = await box.depsec(['install', '--no-index', ...words]);
    expectEnd(done, 2);
    expect(done.output).toContain(message);
  }
});

test('--report tells what is installed as the report of pip does, with --dry-run and on standard output as well', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const words = ['install', '-i', index.url, 'sunflower', 'acorn-source'];
  expectEnd(await box.pip([...words, '--dry-run', '--report', 'by-pip.json']), 0);
  const dry = await box.depsec([...words, '--dry-run', '-q', '--report=-']);
  expect(dry.code).toBe(0);
  const byPip = parseObject(readFileSync(join(box.cwd, 'by-pip.json'), 'utf8'));
  expect(parseObject(dry.stdout)).toEqual(byPip);
  expect(dry.stderr).toMatch(SUMMARY);
  expectEnd(await box.depsec([...words, '--report', 'by-depsec.json']), 0);
  expect(parseObject(readFileSync(join(box.cwd, 'by-depsec.json'), 'utf8'))).toEqual(byPip);
});

test('--report is not written when something is blocked, and refused where nothing is installed', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec(['install', '-i', index.url, 'thornbush', '--report', 'report.json']), 1);
  expectEnd(await box.depsec(['audit', '-i', index.url, 'petals', '--report', 'report.json']), 2);
  expect(existsSync(join(box.cwd, 'report.json'))).toBe(false);
});

test('--no-cache-dir keeps no file, --cache-dir keeps it there and finds it again', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const install = (...words: readonly string[]) => box.depsec(['install', '-i', index.url, 'petals', ...words]);
  const places = [['--no-cache-dir'], ['--no-cache-dir'], ['--cache-dir', 'kept'], ['--cache-dir=kept']];
  for (const [number, words] of places.entries()) expectEnd(await install('--target', `to-${number}`, ...words), 0);
  expect(index.downloads().length).toBe(3);
  expect(existsSync(join(box.home, '.depsec', 'files'))).toBe(false);
  expect(readdirSync(join(box.cwd, 'kept', 'depsec', 'files'))).toEqual([fixture('petals', '2.0.0').sha256.slice(0, 2)]);
});

test.each([[['--one-pass']], [[]]])('what lies in the folder of --target already is not called installed %j', async (words) => {
  const box = makeSandbox();
  const index = await openIndex();
  const install = (...more: readonly string[]) => box.depsec(['install', '-i', index.url, '--target', 'to', ...words, ...more]);
  expectEnd(await install('petals'), 0);
  const again = await install('petals');
  expectEnd(again, 0);
  expect(again.output).toContain('Nothing was installed: it is there already.');
  const mixed = await install('petals', 'beehive');
  expect(mixed.output).toContain('Installed 1 package; 1 there already.');
});

test('--require-virtualenv ends a run outside of an environment as pip ends it, wherever it is asked for', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const outside = ['install', '-i', index.url, '--target', 'to', 'petals'];
  expectEnd(await box.depsec(['install', '-i', index.url, '--dry-run', '--require-venv', 'petals']), 0);
  const runs = [[['--require-virtualenv'], {}], [[], { PIP_REQUIRE_VIRTUALENV: '1' }]] as const;
  for (const [words, env] of runs) {
    const done = await box.depsec([...outside, ...words, '--python', ground().python.executable], { env });
    expectEnd(done, 3);
    expect(done.output).toContain('Could not find an activated virtualenv (required).');
  }
  expect(existsSync(join(box.cwd, 'to'))).toBe(false);
});

test('--isolated leaves out the variables of pip', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const start = { env: { PIP_NO_DEPS: '1' } };
  const words = ['install', '--dry-run', '--quiet', '-i', index.url, 'hedgerow'];
  expect((await box.depsec(words, start)).stdout).toContain('1 package safe');
  expect((await box.depsec([...words, '--isolated'], start)).stdout).toContain('2 packages safe');
});

test('--quiet, --verbose, --progress-bar, --no-color and --log decide what is said, and where', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const say = async (...words: readonly string[]): Promise<string> => (await box.depsec(['install', '--dry-run', '--no-color', '--progress-bar', 'off', '-i', index.url, 'petals', ...words])).output;
  expect(await say('--quiet', '--log', 'run.log')).toMatch(SUMMARY);
  expect(await say('-qq', '--log-file=run.log')).toBe('');
  expect(await say('-qv')).toContain('Resolving petals');
  expect(await say('-vv', '--verbose')).toContain('pip: ');
  const log = readFileSync(join(box.cwd, 'run.log'), 'utf8');
  expect(log.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d pip: .*Would install/gm)?.length).toBe(2);
  expect(log.match(/Analyzing petals \(2\.0\.0\)|petals 2\.0\.0|petals \(2\.0\.0\)/g)?.length).toBeGreaterThanOrEqual(2);
});

test('-qq tells of what is blocked', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '-qq', '-i', index.url, 'thornbush']);
  expectEnd(done, 1);
  expect(done.output).toContain('thornbush (1.0.0) ✗ Blocked');
});

test('what is always so for depsec is accepted: --debug --no-input --disable-pip-version-check --no-python-version-warning --version --keyring-provider --refresh-package --resume-retries --use-pep517 --check-build-dependencies --src --exists-action --python', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const flags = ['--debug', '--no-input', '--disable-pip-version-check', '--no-python-version-warning', '-V', '--use-pep517', '--check-build-dependencies'];
  const values = ['--keyring-provider=disabled', '--refresh-package=:all:', '--resume-retries=3', '--source', 'src', '--exists-action', 'w', '--python', box.venv];
  expectEnd(await box.depsec(['install', ...flags, ...values, '-i', index.url, 'acorn-source'], { venv: null }), 0);
  expect(box.installed()).toEqual(['acorn-source==1.0.0']);
});

test('--build-constraint holds down what a build needs', async () => {
  const box = makeSandbox();
  const needy = putSdist(join(box.folder, 'files'), 'needy', { requires: ['petals'] });
  const index = await openIndex({ files: [needy, fixture('petals', '1.2.0'), fixture('petals', '2.0.0')] });
  box.write('builds.txt', 'petals<2\n');
  const done = await box.depsec(['install', '--build-constraint', 'builds.txt', '-i', index.url, 'needy']);
  expectEnd(done, 0);
  expect(done.output).toContain('petals (1.2.0) (to build needy 1.0.0)');
});

test('--editable in one word, bundled short options and abbreviations mean what they mean to pip; --help is help', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('requirements.txt', 'seedling==1.1.0\n');
  for (const [name, text] of [['pyproject.toml', '[build-system]\nrequires = []\nbuild-backend = "own"\nbackend-path = ["."]\n'], ['own.py', OWN_BACKEND]] as const) box.write(`grove/${name}`, text);
  expectEnd(await box.depsec(['install', '-Uqr', 'requirements.txt', '-e./grove', '--index-u', index.url]), 0);
  expect(box.installed()).toEqual(['grove==1.0', 'seedling==1.1.0']);
  const help = await box.depsec(['install', '--he']);
  expectEnd(help, 0);
  expect(help.stdout).toContain('--editable <PATH>');
});

const OWN_BACKEND = `import os, zipfile
def build_editable(folder, settings=None, metadata=None):
    name = "grove-1.0-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        wheel.writestr("grove.pth", os.getcwd() + "\\n")
        wheel.writestr("grove-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: grove\\nVersion: 1.0\\n")
        wheel.writestr("grove-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nGenerator: own\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("grove-1.0.dist-info/RECORD", "grove.pth,,\\ngrove-1.0.dist-info/METADATA,,\\ngrove-1.0.dist-info/WHEEL,,\\ngrove-1.0.dist-info/RECORD,,\\n")
    return name
build_wheel = build_editable
`;

test.each([{ how: [], env: { PIP_DRY_RUN: '1' } }, { how: ['--one-pass'], env: { PIP_DRY_RUN: '1' } }, { how: [], env: { PIP_CONFIG_FILE: 'pip.conf' } }])("a dry run that pip's own configuration asks for is one: $how $env", async ({ how, env }) => {
  const box = makeSandbox();
  const index = await openIndex();
  const file = box.write('pip.conf', '[install]\ndry-run = true\n');
  const done = await box.depsec(['install', ...how, '-i', index.url, 'petals'], { env: 'PIP_CONFIG_FILE' in env ? { PIP_CONFIG_FILE: file } : env });
  expectEnd(done, 0);
  expect(done.output).toContain('Dry run: nothing was installed.');
  expect(box.installed()).toEqual([]);
});

test("what pip's own configuration asks for and depsec does not do is told", async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '-i', index.url, 'petals'], { env: { PIP_REPORT: 'report.json', PIP_LOG: 'pip.log' } });
  expectEnd(done, 0);
  for (const name of ['report', 'log']) expect(done.output.replaceAll(/\s+/g, ' ')).toContain(`PIP_${name.toUpperCase()}: ${name} counts only on the command line: --${name}`);
});

test('PIP_PYTHON names the environment, and PIP_EDITABLE a folder', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  writeTree(join(box.cwd, 'tree'), 'nettle', {});
  const done = await box.depsec(['install', '-i', index.url], { venv: null, env: { PIP_PYTHON: box.venv, PIP_EDITABLE: './tree' } });
  expectEnd(done, 0);
  expect(box.installed().map((each) => each.split('==')[0])).toEqual(['nettle']);
});

test('PIP_PYTHON names nothing for --isolated', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '--isolated', '-i', index.url, 'petals'], { env: { PIP_PYTHON: join(box.cwd, 'no-such-python') } });
  expectEnd(done, 0);
  expect(box.installed()).toEqual(['petals==2.0.0']);
});

test('a --cache-dir that cannot be used is told, and nothing is kept', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('file', '');
  const done = await box.depsec(['install', '-i', index.url, '--cache-dir', 'file/cache', 'petals']);
  expectEnd(done, 0);
  expect(done.output.replaceAll(/\s+/g, ' ')).toContain('Warning: nothing is kept for later runs:');
  expect(box.installed()).toEqual(['petals==2.0.0']);
});
