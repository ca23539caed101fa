import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd, readRun } from '../support/expectations.js';
import { fixture, ground, makeSandbox, openIndex } from '../support/given.js';
import { sitePackages, venvPython } from '../support/runs/python.js';
import { runProcess } from '../support/runs/run-process.js';
import { markingCode, putSdist, putWheel, releaseOf } from '../support/sources.js';
import { putFile } from '../support/garden.js';
import { buildSdist } from '../support/archives/wheel.js';
import type { Sandbox } from '../support/runs/sandbox.js';

const installedText = (box: Sandbox, name: string): string => readFileSync(join(sitePackages(box.venv, ground().python), name), 'utf8');
const files = (box: Sandbox): string => join(box.folder, 'files');

test('a source package is judged, built and judged again, and installs', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['install', '-i', index.url, 'acorn-source']);
  expectEnd(done, 0);
  expect(done.output).toContain('Building acorn-source 1.0.0');
  expect(done.output).toContain('Installed 1 package.');
  const used = await runProcess(venvPython(box.venv), ['-c', 'import acorn_source; print(acorn_source.KIND)'], { cwd: box.cwd, env: {} });
  expect(used.stdout).toBe('only ever published as source\n');
});

test('JSON names the file that the index served, and the wheel that was built of it', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const file = fixture('acorn-source', '1.0.0');
  const done = await box.depsec(['install', '--format', 'json', '-i', index.url, 'acorn-source']);
  expectEnd(done, 0);
  const [result] = readRun(done.stdout).results;
  expect(result).toMatchObject({ name: 'acorn-source', version: '1.0.0', file: file.fileName, sha256: file.sha256, verdict: 'safe' });
  expect(done.stdout).toContain('acorn_source-1.0.0-py3-none-any.whl');
});

test('audit and --dry-run judge a source package and what its build needs, and build nothing that they need not', async () => {
  const box = makeSandbox();
  const index = await openIndex({ files: [putSdist(files(box), 'settled', { isSettled: true, requires: ['petals'] }), fixture('petals', '2.0.0')] });
  for (const command of [['audit'], ['install', '--dry-run']]) {
    const done = await box.depsec([...command, '--format', 'json', '-i', index.url, 'settled']);
    expectEnd(done, 0);
    expect(readRun(done.stdout).verdicts).toEqual({ settled: 'safe', petals: 'safe' });
    expect(done.output).not.toContain('Building');
  }
  expect(box.installed()).toEqual([]);
});

test('what the build needs is shown as such, and is not installed', async () => {
  const box = makeSandbox();
  const index = await openIndex({ files: [putSdist(files(box), 'needy', { requires: ['petals'], hookCode: 'import petals' }), fixture('petals', '2.0.0')] });
  const done = await box.depsec(['install', '-i', index.url, 'needy']);
  expectEnd(done, 0);
  expect(done.output).toContain('Analyzing petals (2.0.0) (to build needy 1.0.0) ✓ Safe');
  expect(done.output).toContain('Installed 1 package.');
  expect(box.installed()).toEqual(['needy==1.0.0']);
});

test('what a backend asks for when it is there is resolved, judged and given to it', async () => {
  const box = makeSandbox();
  const backendCode = 'def get_requires_for_build_wheel(config_settings=None):\n    return ["petals"]\n';
  const index = await openIndex({ files: [putSdist(files(box), 'asking', { backendCode, hookCode: 'import petals' }), fixture('petals', '2.0.0')] });
  const done = await box.depsec(['install', '-i', index.url, 'asking']);
  expectEnd(done, 0);
  expect(done.output).toContain('to build asking 1.0.0');
  expect(box.installed()).toEqual(['asking==1.0.0']);
});

test('a build requirement that is a source package itself is built first, from judged files', async () => {
  const box = makeSandbox();
  const outer = putSdist(files(box), 'outer', { requires: ['middle'], hookCode: 'import middle, inner' });
  const middle = putSdist(files(box), 'middle', { needs: ['inner'], requires: ['inner'], hookCode: 'import inner' });
  const index = await openIndex({ files: [outer, middle, putSdist(files(box), 'inner')] });
  expectEnd(await box.depsec(['install', '-i', index.url, 'outer']), 0);
  expect(box.installed()).toEqual(['outer==1.0.0']);
});

test('sources that need each other to be built are told so', async () => {
  const box = makeSandbox();
  const index = await openIndex({ files: [putSdist(files(box), 'hen', { requires: ['egg'] }), putSdist(files(box), 'egg', { requires: ['hen'] })] });
  const done = await box.depsec(['install', '-i', index.url, 'hen']);
  expectEnd(done, 3);
  expect(done.output).toContain('would have to be built before it can be built');
});

test('a build that fails ends the run with its own last words', async () => {
  const box = makeSandbox();
  const index = await openIndex({ files: [putSdist(files(box), 'brittle', { hookCode: 'raise SystemExit("no compiler for this garden")' })] });
  const done = await box.depsec(['install', '-i', index.url, 'brittle']);
  expectEnd(done, 3);
  expect(done.output).toContain('building brittle 1.0.0 failed');
  expect(done.output).toContain('no compiler for this garden');
  expect(box.installed()).toEqual([]);
});

test('a build requirement that does not exist is named with what needed it', async () => {
  const box = makeSandbox();
  const index = await openIndex({ files: [putSdist(files(box), 'wanting', { requires: ['nowhere-to-be-had'] })] });
  const done = await box.depsec(['install', '-i', index.url, 'wanting']);
  expectEnd(done, 3);
  expect(done.output).toContain('wanting 1.0.0 cannot be built');
  expect(done.output).toContain('nowhere-to-be-had');
});

test('a build that makes a wheel of another project is refused', async () => {
  const box = makeSandbox();
  const index = await openIndex({ files: [putSdist(files(box), 'changeling', { backendCode: '_identity = lambda: "petals-9.0"' })] });
  const done = await box.depsec(['install', '-i', index.url, 'changeling']);
  expect(done.code).toBe(3);
  expect(box.installed()).toEqual([]);
});

test('a wheel that a build made is judged as well: what its source did not show blocks it', async () => {
  const box = makeSandbox();
  const marker = join(box.folder, 'MARKER');
  const hidden = Buffer.from(`${markingCode(marker)}\n`).toString('hex');
  const backendCode = `_plain = _read\ndef _read(path):\n    return bytes.fromhex(_plain("seeds.txt").decode()) if path == "innocent.py" else _plain(path)\n`;
  const index = await openIndex({ files: [putSdist(files(box), 'innocent', { backendCode, files: { 'seeds.txt': hidden } })] });
  const done = await box.depsec(['install', '-i', index.url, 'innocent']);
  expectEnd(done, 1);
  expect(done.output).toContain('innocent.py:1');
  expect(existsSync(marker)).toBe(false);
  expect(box.installed()).toEqual([]);
});

test('--no-binary takes the source where there is a wheel, --only-binary refuses it', async () => {
  const box = makeSandbox();
  const both = [putSdist(files(box), 'double'), putWheel(files(box), 'double', { 'double.py': 'NAME = "from the wheel"\n' })];
  const index = await openIndex({ files: both });
  const built = await box.depsec(['install', '--no-binary', 'double', '-i', index.url, 'double']);
  expectEnd(built, 0);
  expect(built.output).toContain('Building double 1.0.0');
  const refused = await box.depsec(['install', '--only-binary', ':all:', '-i', index.url, 'acorn-source']);
  expect(refused.code).not.toBe(0);
});

test('a source package with a hash is taken when it is the promised one, and refused when it is not', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const { sha256 } = fixture('acorn-source', '1.0.0');
  box.write('good.txt', `acorn-source==1.0.0 --hash=sha256:${sha256}\n`);
  expectEnd(await box.depsec(['install', '-i', index.url, '-r', 'good.txt']), 0);
  expect(box.installed()).toEqual(['acorn-source==1.0.0']);
  const other = makeSandbox();
  other.write('bad.txt', `acorn-source==1.0.0 --hash=sha256:${'0'.repeat(64)}\n`);
  const done = await other.depsec(['install', '-i', index.url, '-r', 'bad.txt']);
  expectEnd(done, 3);
  expect(done.output).toContain(sha256);
  expect(other.installed()).toEqual([]);
});

test('a build sees the variables that steer compilers, no secrets, and no index that an installer of its own could fetch from', async () => {
  const box = makeSandbox();
  const seen = join(box.folder, 'seen.txt');
  const hookCode = `open(${JSON.stringify(seen)}, "w").write("\\n".join(sorted(os.environ)))`;
  const index = await openIndex({ files: [putSdist(files(box), 'curious', { hookCode })] });
  const env = { CFLAGS: '-O1', AWS_SECRET_ACCESS_KEY: 'secret', PIP_INDEX_URL: index.url, PYTHONPATH: '/nowhere' };
  expectEnd(await box.depsec(['install', 'curious'], { env }), 0);
  const names = readFileSync(seen, 'utf8').split('\n');
  expect(names).toContain('CFLAGS');
  expect(names.filter((name) => /^(AWS_|PIP_|PYTHONPATH$|HTTP)/.test(name))).toEqual(['PIP_CONFIG_FILE', 'PIP_NO_INDEX']);
});

test('what pip would build from the same sdist is what depsec installs', async () => {
  const [byPip, byDepsec] = [makeSandbox(), makeSandbox()];
  const index = await openIndex();
  for (const [box, tool] of [[byPip, 'pip'], [byDepsec, 'depsec']] as const) expectEnd(await box[tool](['install', '-i', index.url, 'acorn-source']), 0);
  for (const name of ['acorn_source.py', 'acorn_source-1.0.0.dist-info/METADATA', 'acorn_source-1.0.0.dist-info/RECORD']) expect(installedText(byDepsec, name)).toBe(installedText(byPip, name));
});

test('twelve packages of which one wheel and one source are blocked are all listed, and none is installed', async () => {
  const box = makeSandbox();
  const marker = join(box.folder, 'MARKER');
  const wheels = Array.from({ length: 9 }, (_, at) => putWheel(files(box), `plant-${at}`, { [`plant_${at}.py`]: '' }));
  const badWheel = putWheel(files(box), 'plant-bad', { 'plant_bad.py': `${markingCode(marker)}\n` });
  const sources = [putSdist(files(box), 'seed-good'), putSdist(files(box), 'seed-bad', { backendCode: markingCode(marker) })];
  const all = [...wheels, badWheel, ...sources];
  const index = await openIndex({ files: all });
  const done = await box.depsec(['install', '-i', index.url, ...all.map(({ project }) => project)]);
  expectEnd(done, 1);
  for (const { project } of all) expect(done.output).toContain(`Analyzing ${project} (1.0.0)`);
  expect(done.output).toContain('10 packages safe · 0 warnings · 2 blocked');
  expect(existsSync(marker)).toBe(false);
  expect(box.installed()).toEqual([]);
});

test('a set with hashes goes on past a blocked source to list the rest', async () => {
  const box = makeSandbox();
  const marker = join(box.folder, 'MARKER');
  const all = [putSdist(files(box), 'seed-bad', { backendCode: markingCode(marker) }), fixture('petals', '2.0.0')];
  const index = await openIndex({ files: all });
  box.write('locked.txt', all.map(({ project, version, sha256 }) => `${project}==${version} --hash=sha256:${sha256}\n`).join(''));
  const done = await box.depsec(['install', '--format', 'json', '-i', index.url, '-r', 'locked.txt']);
  expectEnd(done, 1);
  expect(readRun(done.stdout).verdicts).toEqual({ 'seed-bad': 'blocked', petals: 'safe' });
});

test('--config-settings reach the backend, those of a requirement in place of those for all', async () => {
  const box = makeSandbox();
  const seen = join(box.folder, 'seen.txt');
  const hookCode = `open(${JSON.stringify(seen)}, "a").write(repr(config_settings) + "\\n")`;
  const index = await openIndex({ files: [putSdist(files(box), 'settable', { hookCode })] });
  expectEnd(await box.depsec(['install', '--config-settings', 'leaf=green', '-C', 'leaf=wide', '-C', 'a=b=c', '-i', index.url, 'settable']), 0);
  box.write('own.txt', 'settable --config-settings="root=deep"\n');
  expectEnd(await box.depsec(['install', '--force-reinstall', '-C', 'leaf=green', '-i', index.url, '-r', 'own.txt']), 0);
  expect(readFileSync(seen, 'utf8')).toBe("{'leaf': ['green', 'wide'], 'a': 'b=c'}\n{'root': 'deep'}\n");
});

test('--no-build-isolation builds with what the environment holds', async () => {
  const box = makeSandbox();
  const index = await openIndex({ files: [putSdist(files(box), 'rooted', { requires: ['nowhere-to-be-had'], hookCode: 'import petals' }), fixture('petals', '2.0.0')] });
  expectEnd(await box.depsec(['install', '-i', index.url, 'petals']), 0);
  expectEnd(await box.depsec(['install', '--no-build-isolation', '-i', index.url, 'rooted']), 0);
  expect(box.installed()).toEqual(['petals==2.0.0', 'rooted==1.0.0']);
});

test('compiled code that a source brings along does not run in place of what was judged', async () => {
  const box = makeSandbox();
  const marker = join(box.folder, 'MARKER');
  const evil = box.write('evil.py', `open(${JSON.stringify(marker)}, "w").close()\n`);
  const compiled = join(box.folder, 'evil.pyc');
  // Unchecked (PEP 552): the interpreter takes such a file without a look at the source beside it.
  const compile = `import py_compile, sys; py_compile.compile(sys.argv[1], sys.argv[2], invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH); print(sys.implementation.cache_tag)`;
  const { stdout: tag } = await runProcess(ground().python.executable, ['-c', compile, evil, compiled], { cwd: box.cwd, env: {} });
  const release = releaseOf('hollow');
  const withCompiled = { ...release, files: { ...release.files, [`backend/__pycache__/plain_backend.${tag.trim()}.pyc`]: readFileSync(compiled) } };
  const index = await openIndex({ files: [putFile(files(box), buildSdist(withCompiled), withCompiled)] });
  expectEnd(await box.depsec(['install', '-i', index.url, 'hollow']), 0);
  expect(existsSync(marker)).toBe(false);
  expect(box.installed()).toEqual(['hollow==1.0.0']);
});
