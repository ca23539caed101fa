import { expect, test } from 'vitest';
import type { Call, SourceFacts } from '../../src/core/facts/source-facts.js';
import { commandTraits } from '../../src/python/vocabulary/commands.js';
import processAtInstall from '../../src/rules/process-at-install.js';
import { read } from '../python/reading.js';

async function severityOf(text: string, isIndirect: boolean): Promise<string | undefined> {
  const call: Call = { kind: 'process', name: 'subprocess.run', line: 1, when: 'install', text, traits: commandTraits(text), within: '', isIndirect, isKept: false, hidden: null };
  const { facts } = await read('', 'install');
  const asked: SourceFacts | null = facts && { ...facts, calls: () => [call] };
  return asked === null ? 'unread' : processAtInstall.check(asked)[0]?.severity;
}

test.each([
  ['git describe --tags', undefined, undefined],
  ['example-runner', 'medium', 'low'],
  ['(cd lib/leaf && libtoolize && autoreconf --force)', undefined, undefined],
  ['cd lib/leaf; example-runner', 'medium', 'low'],
  ['powershell -NoProfile -File ci/install.ps1', 'critical', 'low'],
  ['/usr/bin/env ldd --version', undefined, undefined],
  ['./bootstrap.sh', undefined, undefined],
  ['gtk-update-icon-cache -f {}', undefined, undefined],
  ['msgmerge -U po/{}.po po/leaf.pot', undefined, undefined],
  ['pip freeze', undefined, undefined],
  ['ronn -r {}/doc/leaf.1.ronn', undefined, undefined],
  ['swig2.0 -c++ -python garden/leaf.i', undefined, undefined],
  ['swiggy -c++ garden/leaf.i', 'medium', 'low'],
  ['{}/nrnivmodl', undefined, undefined],
  ['tic -x -o{} terminfo/garden.terminfo', undefined, undefined],
  ['iconutil -c icns logo/{}.iconset -o {}.icns', undefined, undefined],
  ['./build.py', undefined, undefined],
  ['tools/build.py --leaf', undefined, undefined],
  ['/tmp/build.py', 'medium', 'low'],
  ['./build.py; example-runner', 'medium', 'low'],
  ['./build', 'medium', 'low'],
  ['more LICENSE', undefined, undefined],
  ['ronnie -r {}/doc/leaf.1.ronn', 'medium', 'low'],
  ['{} -print-multiarch', 'low', 'low'],
  ['python3 -m garden.tools.compile', undefined, undefined],
  ['python3 -u -m garden', undefined, undefined],
  ['python -m pip install garden', 'medium', 'low'],
  ['python -m http.server 8080', 'medium', 'low'],
  ['python -m timeit -n 1 garden()', 'medium', 'low'],
  ['python -m garden; example-runner', 'medium', 'low'],
  ['npm.cmd install', undefined, undefined],
  ['kpsewhich {}.sty', undefined, undefined],
  ['lesscpy -I {} garden.less', undefined, undefined],
  ['mount', undefined, undefined],
  ['mount /dev/sdb1 /mnt', 'medium', 'low'],
  ['{}/conftest', undefined, undefined],
  ['conftest', 'medium', 'low'],
  ['m4 --version', undefined, undefined],
  ['garden-tool conf -i', undefined, undefined],
  ['garden-tool --cflags --libs', undefined, undefined],
  ['garden-tool --version; example-runner', 'medium', 'low'],
  ['./garden-tool --version', 'medium', 'low'],
  ['calc --version', 'critical', 'low'],
  ['cmd.exe /c for %I in ("{}/leaf",) do @echo %~sI', undefined, undefined],
  ['cmd.exe /c for %I in ("{}/leaf",) do @echo %~sI > {}/leaf.bat', 'medium', 'low'],
  ['cmd.exe /c for %I in ("{}/leaf",) do %I', 'medium', 'low'],
  ['./config {} no-shared', undefined, undefined],
  ['/usr/bin/env spctl --assess -vv {}', undefined, undefined],
  ['spctl --master-disable', 'critical', 'low'],
  ['python {}/{}/garden/version.py', undefined, undefined],
  ['python {}/{}/{}/version.py', 'medium', 'low'],
  ['--build-libs {}/leaf {}', 'low', 'low'],
])('%s is %s in a setup.py, and %s in a module that one calls', async (text, direct, indirect) => {
  expect(await severityOf(text, false)).toBe(direct);
  expect(await severityOf(text, true)).toBe(indirect);
});
