import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { installationOf } from '../../src/installed/installation.js';
import { behindShim } from '../../src/installed/pyenv-shim.js';

function ground(): { readonly root: string; readonly put: (path: string, text?: string) => string } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'depsec-installed-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const put = (path: string, text = ''): string => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    return join(root, path);
  };
  return { root, put };
}

const nobody = { platform: 'linux', home: null } as const;

test('a virtual environment has its own packages alone, and tells its version', () => {
  const { root, put } = ground();
  put('venv/pyvenv.cfg', `home = ${root}/usr/bin\ninclude-system-site-packages = false\nversion = 3.12.4\n`);
  const python = put('venv/bin/python');
  put('venv/lib/python3.12/site-packages/x.py');
  put('usr/lib/python3.12/site-packages/y.py');
  expect(installationOf(python, nobody)).toEqual({ prefix: join(root, 'venv'), version: '3.12.4', libraries: [join(root, 'venv/lib/python3.12/site-packages')] });
});

test('an environment that lets the system in has both libraries, its own first', () => {
  const { root, put } = ground();
  put('venv/pyvenv.cfg', 'include-system-site-packages = true\r\nversion_info = 3.11.2.final.0\r\n');
  const real = put('usr/bin/python3.11');
  mkdirSync(join(root, 'venv/bin'), { recursive: true });
  symlinkSync(real, join(root, 'venv/bin/python'));
  put('venv/lib/python3.11/site-packages/x.py');
  put('usr/lib/python3/dist-packages/y.py');
  put('usr/local/lib/python3.11/dist-packages/z.py');
  put('usr/lib/python3.9/site-packages/other-version.py');
  const found = installationOf(join(root, 'venv/bin/python'), nobody);
  expect(found).toMatchObject({ version: '3.11.2', libraries: ['venv/lib/python3.11/site-packages', 'usr/local/lib/python3.11/dist-packages', 'usr/lib/python3/dist-packages'].map((path) => join(root, path)) });
});

test("the user's own packages come before those of the interpreter, and a folder that goes by two names counts once", () => {
  const { root, put } = ground();
  const real = put('py/bin/python3.10');
  put('py/lib/python3.10/site-packages/x.py');
  symlinkSync(join(root, 'py/lib'), join(root, 'py/lib64'));
  put('home/.local/lib/python3.10/site-packages/mine.py');
  put('home/.local/lib/python3.12/site-packages/other.py');
  expect(installationOf(real, { platform: 'linux', home: join(root, 'home') }).libraries).toEqual([join(root, 'home/.local/lib/python3.10/site-packages'), join(root, 'py/lib/python3.10/site-packages')]);
});

test('on Windows the library is Lib/site-packages, beside Scripts', () => {
  const { root, put } = ground();
  put('venv/pyvenv.cfg', 'version = 3.13.0\n');
  const python = put('venv/Scripts/python.exe');
  put('venv/Lib/site-packages/x.py');
  expect(installationOf(python, { platform: 'win32', home: null })).toMatchObject({ version: '3.13.0', libraries: [join(root, 'venv', 'Lib', 'site-packages')] });
});

interface ShimCase {
  readonly files: Readonly<Record<string, string>>;
  readonly wanted: string | null;
  readonly expected: string;
}

test.each<[string, ShimCase]>([
  ['the variable', { files: { 'root/versions/3.9.1/bin/python': '', 'root/version': '3.12.0\n' }, wanted: '3.9.1', expected: 'root/versions/3.9.1/bin/python' }],
  ['the nearest .python-version', { files: { 'root/versions/3.10.2/bin/python3': '', 'work/.python-version': '3.10.2\n', 'root/version': '3.12.0\n' }, wanted: null, expected: 'root/versions/3.10.2/bin/python3' }],
  ['the global version', { files: { 'root/versions/3.12.0/bin/python': '', 'root/version': '3.12.0:3.11.0\n' }, wanted: null, expected: 'root/versions/3.12.0/bin/python' }],
  ['nothing that is there', { files: { 'root/versions/3.12.0/bin/python': '', 'root/version': 'system\n' }, wanted: null, expected: 'root/shims/python3' }],
])('a shim of pyenv stands for what %s names', (_, { files, wanted, expected }) => {
  const { root, put } = ground();
  for (const [path, text] of Object.entries(files)) put(path, text);
  const executable = put('root/shims/python3', '#!/bin/sh\n');
  mkdirSync(join(root, 'work/deep'), { recursive: true });
  expect(behindShim({ executable, cwd: join(root, 'work/deep'), wanted })).toBe(join(root, expected));
});
