import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { expectEnd, readRun } from '../support/expectations.js';
import { writeFolderIndex, writeLinksFolder } from '../support/servers/folder-index.js';
import { fixture, ground, makeSandbox, openIndex } from '../support/given.js';
import { installedIn } from '../support/tree.js';
import { sitePackages } from '../support/runs/python.js';
import type { Sandbox } from '../support/runs/sandbox.js';
import { markingCode, putSdist, putWheel } from '../support/sources.js';

const FAMILY = ['petals==2.0.0', 'seedling==2.0.0', 'sunflower==2.0.0'];

const auditLines = (box: Sandbox): readonly string[] => readFileSync(join(box.home, '.depsec', 'depsec.log'), 'utf8').trim().split('\n');

describe.each(ground().pips.map(({ python, venv }) => ({ pip: python.pip, venv })))('pip $pip under run', ({ venv: template }) => {
  const boxWith = (): Sandbox => {
    const box = makeSandbox({ venv: false });
    return { ...box, venv: box.addVenv('environment', template) };
  };

  test('gets judged files and installs them; the output is its own, and what depsec says stands on standard error', async () => {
    const box = boxWith();
    const index = await openIndex();
    const done = await box.depsec(['run', '-i', index.url, '--', 'python', '-m', 'pip', 'install', 'sunflower', 'umlaut-garden'], { venv: box.venv });
    expect(done).toMatchObject({ code: 0 });
    expect(done.stdout).toContain('Successfully installed');
    expect(done.stdout).not.toContain('Analyzing');
    expect(done.stderr).toContain('packages safe · 0 warnings · 0 blocked');
    const judged = auditLines(box).filter((line) => line.includes('"command":"run"'));
    expect(judged.length).toBeGreaterThanOrEqual(4);
  });

  test('runs nothing of what is blocked, be it a source package, what its build needs, or a wheel', async () => {
    const box = boxWith();
    const marker = join(box.folder, 'MARKER');
    const files = join(box.folder, 'files');
    const code = markingCode(marker);
    const guilty = [
      putSdist(files, 'by-setup', { setup: `from setuptools import setup\n${code}\nsetup()\n` }),
      putWheel(files, 'bare-pth', { 'bare_pth.pth': `import os; ${code}\n`, 'bare_pth.py': '' }),
      putSdist(files, 'needs-pth', { requires: ['bare-pth'] }),
    ];
    const index = await openIndex({ files: [...guilty, fixture('petals', '2.0.0')] });
    // Only what a build needs is asked for by a pip that each pip starts in a way of its own.
    const others = template === ground().venv ? [['by-setup', 'by-setup'], ['bare-pth', 'bare-pth']] as const : [];
    for (const [name, told] of [['needs-pth', 'bare-pth'], ...others] as const) {
      const done = await box.depsec(['run', '-i', index.url, '--', 'python', '-m', 'pip', 'install', 'petals', name], { venv: box.venv });
      expect([name, done.code]).toEqual([name, 1]);
      expect(done.output).toMatch(new RegExp(`403 .*blocked by depsec: ${told} 1\\.0\\.0`));
      expect(done.stderr).toContain(`Analyzing ${told} (1.0.0) ✗ Blocked`);
      expect(existsSync(marker)).toBe(false);
      expect(existsSync(join(sitePackages(box.venv, ground().python), 'petals'))).toBe(false);
    }
  });
});

test('says nothing of its own about a command that asks for no package, not even of an index that is silent', async () => {
  const box = makeSandbox({ venv: false });
  const done = await box.depsec(['run', '-i', 'http://127.0.0.1:9/simple', '--extra-index-url', (await openIndex()).url, '--', 'echo', 'hello'], { venv: null });
  expect(done).toMatchObject({ code: 0, stdout: 'hello\n', stderr: '' });
});

test('a harmless source package is built by pip itself, with judged build requirements', async () => {
  const box = makeSandbox();
  const files = join(box.folder, 'files');
  const index = await openIndex({ files: [putSdist(files, 'plain-source', { requires: ['inner-wheel'] }), putWheel(files, 'inner-wheel', { 'inner_wheel.py': '' })] });
  const done = await box.depsec(['run', '-i', index.url, '--', 'python', '-m', 'pip', 'install', 'plain-source']);
  expect(done).toMatchObject({ code: 0 });
  expect(done.stderr).toContain('Analyzing inner-wheel (1.0.0) ✓ Safe');
  expect(box.installed()).toEqual(['plain-source==1.0.0']);
});

test('an environment made by the command, and the pip of a child of a child in it, are behind the same gate', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const script = box.write('nested.py', [
    'import os, pip, shutil, subprocess, sys, sysconfig',
    // To unpack pip as venv does it takes longer than all else here.
    'subprocess.check_call([sys.executable, "-m", "venv", "--without-pip", "inner"])',
    'shutil.copytree(os.path.dirname(pip.__file__), os.path.join(sysconfig.get_path("purelib", vars={"base": "inner"}), "pip"))',
    'python = "inner/bin/python"',
    'code = "import subprocess, sys; sys.exit(subprocess.call([sys.executable, \'-m\', \'pip\', \'install\', *sys.argv[1:]]))"',
    'print(subprocess.call([python, "-c", code, "sunflower"]), subprocess.call([python, "-c", code, "creeper"]))',
  ].join('\n'));
  const done = await box.depsec(['run', '-i', index.url, 'python', script]);
  expect(done.code).toBe(1);
  expect(done.stdout).toMatch(/^0 1$/m);
  expect(done.stderr).toContain('Analyzing creeper (1.0.0) ✗ Blocked');
  expect(installedIn(sitePackages(join(box.cwd, 'inner'), ground().python))).toEqual(FAMILY);
});

test('a look-alike that the command asks for by name is blocked, as on depsec\'s own command line', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const done = await box.depsec(['run', '-i', index.url, '--format', 'json', '-o', 'report.json', '--', 'python', '-m', 'pip', 'install', 'reqeusts']);
  expect(done.code).toBe(1);
  expect(readRun(readFileSync(join(box.cwd, 'report.json'), 'utf8')).verdicts).toEqual({ reqeusts: 'blocked' });
});

test('folders and file indexes of pip\'s configuration, and of the command\'s own options, are read by depsec alone', async () => {
  const box = makeSandbox();
  const [petals, creeper] = [fixture('petals', '2.0.0'), fixture('creeper', '1.0.0')];
  const links = join(box.folder, 'links');
  writeLinksFolder(links, [creeper]);
  const simple = writeFolderIndex(join(box.folder, 'pages'), [petals]);
  mkdirSync(join(box.home, '.config', 'pip'), { recursive: true });
  writeFileSync(join(box.home, '.config', 'pip', 'pip.conf'), `[global]\nindex-url = ${simple}\nfind-links = ${links}\n[install]\nno-compile = no\n`);
  const env = { PIP_CONFIG_FILE: undefined, PIP_FIND_LINKS: undefined };
  expectEnd(await box.depsec(['run', '-q', '--', 'python', '-m', 'pip', 'install', 'petals'], { env }), 0);
  const done = await box.depsec(['run', '--', 'python', '-m', 'pip', 'install', 'creeper'], { env });
  expect(done.code).toBe(1);
  expect(box.installed()).toEqual(['petals==2.0.0']);
});

test('what no index offers is refused and told: another index, a direct URL', async () => {
  const box = makeSandbox();
  const [index, other] = [await openIndex({ files: [] }), await openIndex()];
  const file = `${other.url.replace('/simple/', '/files/')}${fixture('petals', '2.0.0').fileName}`;
  for (const words of [['-i', other.url, 'petals'], [file], [`petals @ https://127.0.0.1:${other.port}/petals-2.0.0-py3-none-any.whl`]]) {
    const done = await box.depsec(['run', '-i', index.url, '--', 'python', '-m', 'pip', 'install', ...words]);
    expect(done.code).toBe(1);
    expect(done.stderr).toMatch(new RegExp(`refused to let the command\\s+reach\\s+https?://127\\.0\\.0\\.1:${other.port}`));
  }
  expect(other.requests).toEqual([]);
  expect(box.installed()).toEqual([]);
});

test('the user\'s own proxy is asked for everything but the gateway', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  const env = { HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: `127.0.0.1:${index.port}` };
  const done = await box.depsec(['run', '-i', index.url, '--', 'python', '-c', 'import os, subprocess, sys; print(os.environ["HTTP_PROXY"], os.environ["NO_PROXY"]); sys.exit(subprocess.call([sys.executable, "-m", "pip", "install", "petals"]))'], { env });
  expect(done).toMatchObject({ code: 0 });
  expect(done.stdout).toContain(`http://127.0.0.1:9 127.0.0.1:${index.port},127.0.0.1`);
});

const command = (script: string): string[] => ['run', '--no-index', '--', 'sh', '-c', script];

describe('the command', () => {
  test('keeps its exit code, input and output, and is told about nothing where it asked for no package', async () => {
    const box = makeSandbox();
    const done = await box.depsec(command('echo out; echo err >&2; exit 7'));
    expect(done).toMatchObject({ code: 7, stdout: 'out\n', stderr: 'err\n' });
    expect((await box.depsec(command('exit 0'))).output).toBe('');
  });

  test('that ends by a signal gives 128 and its number, as in a shell', async () => {
    const box = makeSandbox();
    expect((await box.depsec(command('kill -TERM $$'))).code).toBe(143);
    expect((await box.depsec(command('kill -KILL $$'))).code).toBe(137);
  });

  test('that cannot be started is the user\'s to put right', async () => {
    const box = makeSandbox();
    const done = await box.depsec(['run', '--no-index', '--', 'no-such-program-here']);
    expectEnd(done, 2);
    expect(done.stderr).toContain('no such program');
    expectEnd(await box.depsec(['run']), 2);
  });

  test('gets the signals that depsec gets, and decides itself what they mean', async () => {
    const box = makeSandbox();
    for (const [signal, code] of [['SIGTERM', 41], ['SIGINT', 42], ['SIGHUP', 43]] as const) {
      const started = box.depsecCommand(command('trap "exit 41" TERM; trap "exit 42" INT; trap "exit 43" HUP; echo ready; while :; do sleep 0.05; done'));
      const child = spawn(process.execPath, started.args, { cwd: started.cwd, env: { ...started.env }, stdio: ['ignore', 'pipe', 'ignore'] });
      child.stdout.once('data', () => child.kill(signal));
      const ended = await new Promise((resolve) => child.once('exit', resolve));
      expect([signal, ended]).toEqual([signal, code]);
    }
  });

  test('may close its standard output and leave children behind: depsec ends with it, and the gate is closed to them', async () => {
    const box = makeSandbox();
    const index = await openIndex();
    const left = 'import os, subprocess, sys, time; time.sleep(1.5); code = subprocess.call([sys.executable, "-m", "pip", "install", "petals"]); open("late.part", "w").write(str(code)); os.rename("late.part", "late.txt")';
    const script = box.write('leave.py', `import os, subprocess, sys\nos.close(1)\nsubprocess.Popen([sys.executable, "-c", ${JSON.stringify(left)}], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\nos._exit(5)\n`);
    const done = await box.depsec(['run', '-i', index.url, '--', 'python', script]);
    expect(done.code).toBe(5);
    while (!existsSync(join(box.cwd, 'late.txt'))) await delay(50);
    expect(readFileSync(join(box.cwd, 'late.txt'), 'utf8')).toBe('1');
    expect(box.installed()).toEqual([]);
  });

  test('whose reader goes away ends as it likes', async () => {
    const box = makeSandbox();
    const { args, cwd, env } = box.depsecCommand(command('sleep 0.3; exit 6'));
    const child = spawn(process.execPath, args, { cwd, env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    child.stderr.destroy();
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(6);
  });
});

