import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { ground, makeSandbox, openIndex } from '../support/given.js';
import { venvPython } from '../support/runs/python.js';
import { runProcess } from '../support/runs/run-process.js';
import { takeHeadStart } from '../../src/app/programs/head-start.js';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** A user whose depsec has its home in a sandbox. */
function user() {
  const box = makeSandbox();
  vi.stubEnv('DEPSEC_HOME', join(box.home, '.depsec'));
  onTestFinished(() => void vi.unstubAllEnvs());
  return { box, python: venvPython(box.venv) };
}

test('the interpreter is given to the one who would start the same, and to nobody else', async () => {
  const { python } = user();
  const ahead = await takeHeadStart(python, 'resolve.py');
  const args = ['probe.py', 'resolve.py'].map((name) => join(ground().project, 'data', 'python', name));
  expect([ahead?.take(python, args.slice(1)), ahead?.take(`${python}3`, args)]).toEqual([null, null]);
  const child = ahead?.take(python, args);
  expect(child?.pid).toBeGreaterThan(0);
  expect(ahead?.take(python, args)).toBeNull();
  await ahead?.end();
  expect(isAlive(child?.pid ?? 0)).toBe(true);
  child?.kill('SIGKILL');
});

test('where no interpreter can be started there is no head start, and nothing is left of it', async () => {
  const { box } = user();
  expect(await takeHeadStart(join(box.folder, 'no-python'), 'resolve.py')).toBeNull();
  expect(existsSync(join(box.home, '.depsec', 'runs'))).toBe(false);
});

test.each([
  ['what was typed is wrong', ['install', '-r', 'missing.txt'], 2],
  ['the configuration is wrong', ['audit', '--config', 'missing.toml', 'petals'], 2],
  ['pip is needed for nothing', ['install', '--format', 'no-such-format', 'petals'], 2],
] as const)('a run that ends early because %s leaves neither interpreter nor folder', async (_, words, code) => {
  const box = makeSandbox();
  const index = await openIndex();
  expectEnd(await box.depsec([...words, '-i', index.url]), code);
  const runs = join(box.home, '.depsec', 'runs');
  expect(existsSync(runs) ? readdirSync(runs) : []).toEqual([]);
});

test('an installing pip has a copy of its process compile the modules, and writes what compileall would have written', async () => {
  const { box, python } = user();
  const wheel = ground().files.find(({ project, fileName }) => project === 'sunflower' && fileName.endsWith('.whl'));
  const script = box.write('beside.py', `
import compileall, importlib.util, json, marshal, os, runpy, sys, time, zipfile
wheel = sys.argv[2]
beside = runpy.run_path(sys.argv[1])
modules = beside['Precompiled']()
modules.compile_beside([wheel])
folder = beside['library']()[0]
zipfile.ZipFile(wheel).extractall(folder)
sources = [os.path.join(folder, name) for name in zipfile.ZipFile(wheel).namelist() if name.endswith('.py')]
end = time.time() + 20
while len(modules.modules) < len(sources) and time.time() < end and sys.platform == 'linux':
    time.sleep(0.01)
def parts(code):
    return code[:16], marshal.loads(code[16:])

written = []
for source in sources:
    target = importlib.util.cache_from_source(source)
    taken = modules.write(source)
    code = open(target, 'rb').read() if taken else None
    compileall.compile_file(source, force=True, quiet=True)
    written.append([taken, taken and parts(code) == parts(open(target, 'rb').read())])
print(json.dumps(written))
`);
  const done = await runProcess(python, [script, join(ground().project, 'data', 'python', 'precompile.py'), wheel?.path ?? ''], { cwd: box.cwd, env: { PATH: process.env['PATH'] ?? '', HOME: box.home } });
  expectEnd(done, 0);
  // Elsewhere no process copies itself: pip compiles, as it does of old.
  const isBeside = process.platform === 'linux';
  expect(JSON.parse(done.stdout)).toEqual(Array.from({ length: 4 }, () => [isBeside, isBeside]));
});
