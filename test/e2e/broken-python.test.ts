import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectEnd } from '../support/expectations.js';
import { sitePackages, venvPython } from '../support/runs/python.js';
import { ground, makeSandbox, openIndex } from '../support/given.js';

/** A pip that tells an old version by every way of asking, and does nothing else. */
function plantOldPip(packages: string): void {
  const version = '22.3.1';
  mkdirSync(join(packages, 'pip'));
  mkdirSync(join(packages, `pip-${version}.dist-info`));
  writeFileSync(join(packages, 'pip', '__init__.py'), `__version__ = "${version}"\n`);
  writeFileSync(join(packages, 'pip', '__main__.py'), `import sys\nprint("pip ${version} from somewhere (python 3)")\nsys.exit(sys.argv[1:] != ["--version"])\n`);
  writeFileSync(join(packages, `pip-${version}.dist-info`, 'METADATA'), `Metadata-Version: 2.1\nName: pip\nVersion: ${version}\n`);
}

test('without any Python there is one clear message', async () => {
  const box = makeSandbox({ venv: false });
  const empty = join(box.folder, 'empty');
  mkdirSync(empty);
  const done = await box.depsec(['install', 'petals'], { venv: null, env: { PATH: empty } });
  expectEnd(done, 2);
  expect(done.output).toMatch(/python/i);
  expect(done.output).toContain('--python');
});

test('a Python without pip is refused with the way to add it', async () => {
  const box = makeSandbox({ venv: false });
  const venv = box.addVenv('bare', ground().bareVenv);
  const done = await box.depsec(['install', 'petals'], { venv });
  expectEnd(done, 2);
  expect(done.output).toMatch(/no pip|without pip|pip is (missing|not installed)/i);
  expect(done.output).toContain('ensurepip');
});

test('a Python that is too old to be asked is refused with the reason', async () => {
  const box = makeSandbox({ venv: false });
  const old = join(box.folder, 'python2');
  // The real interpreter, which says of itself what an old one would, and runs what it is given.
  const asOld = 'import sys; sys.version_info = (2, 7, 18); sys.path.insert(0, ""); exec(open(sys.argv[1]).read())';
  writeFileSync(old, `#!/bin/sh\nfor word; do case $word in *probe.py) exec ${ground().python.executable} -c '${asOld}' "$word";; esac; done\n`, { mode: 0o755 });
  const done = await box.depsec(['install', '--python', old, 'petals'], { venv: null });
  expectEnd(done, 2);
  expect(done.output.replaceAll(/\s+/g, ' ')).toContain('is Python 2.7.18; depsec needs one whose pip is 23.0 or newer');
});

test('a pip older than 23.0 is refused with the way to upgrade it', async () => {
  const box = makeSandbox({ venv: false });
  const venv = box.addVenv('old', ground().bareVenv);
  plantOldPip(sitePackages(venv, ground().python));
  const done = await box.depsec(['install', 'petals'], { venv });
  expectEnd(done, 2);
  expect(done.output).toContain('22.3.1');
  expect(done.output).toContain('23.0');
  expect(done.output).toMatch(/pip install (-U|--upgrade) .*pip/);
});

test('a VIRTUAL_ENV that is gone is named', async () => {
  const box = makeSandbox({ venv: false });
  const done = await box.depsec(['install', 'petals'], { venv: join(box.folder, 'deleted') });
  expectEnd(done, 2);
  expect(done.output).toContain('deleted');
});

test('a Python that the system keeps for itself is refused before anything is fetched, and doctor says so', async () => {
  const box = makeSandbox();
  const index = await openIndex();
  box.write('stdlib/EXTERNALLY-MANAGED', '');
  const managed = join(box.folder, 'system-python');
  // The real interpreter, that of an environment, which says of itself what one of the system would.
  const asManaged = `import sys, sysconfig; path = sysconfig.get_path; sys.base_prefix = sys.prefix; sysconfig.get_path = lambda name, *args, **more: "${join(box.cwd, 'stdlib')}" if name == "stdlib" else path(name, *args, **more); sys.argv = sys.argv[1:]; sys.path.insert(0, sys.argv[0][:-9]); exec(open(sys.argv[0]).read())`;
  writeFileSync(managed, `#!/bin/sh\nwhile [ "\${1%probe.py}" = "$1" ]; do shift; done\nexec ${venvPython(box.venv)} -c '${asManaged}' "$@"\n`, { mode: 0o755 });
  const done = await box.depsec(['install', '--python', managed, '-i', index.url, 'petals'], { venv: null });
  expectEnd(done, 2);
  expect(done.output.replaceAll(/\s+/g, ' ')).toContain('this Python is managed by the system and refuses packages → make an environment (python3 -m venv .venv), or pass --break-system-packages');
  expect(index.requests).toEqual([]);
  const doctor = await box.depsec(['doctor', '--python', managed], { venv: null });
  expectEnd(doctor, 2);
  expect(doctor.output).toContain('managed by the system');
});
