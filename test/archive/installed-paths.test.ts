import { expect, test } from 'vitest';
import { parseCommands } from '../../src/archive/wheel/entry-points.js';
import { installedFiles } from '../../src/archive/wheel/installed-paths.js';

const places = (members: readonly string[]): readonly string[] => installedFiles(members, []).map(({ root, path }) => `${root}: ${path}`);

test('members go to site-packages as they are, those of a .data folder where their scheme says', () => {
  const members = ['garden/a.py', 'g-1.data/purelib/b.py', 'g-1.data/platlib/c.so', 'g-1.data/scripts/dig', 'g-1.data/headers/g.h', 'g-1.data/data/share/g.1', 'g-1.data/stdlib/os.py'];
  expect(places(members)).toEqual(['library: garden/a.py', 'library: b.py', 'library: c.so', 'scripts: dig', 'headers: g.h', 'environment: share/g.1', 'unknown: os.py']);
});

test('ways through the environment into libraries and commands are seen, on every system', () => {
  const ways = ['lib/python3.12/site-packages/a.pth', 'lib64/python3/dist-packages/b.py', 'Lib/site-packages/c.py', 'bin/python', 'Scripts/pip.exe', 'lib/libg.so'];
  expect(places(ways.map((way) => `g-1.data/data/${way}`))).toEqual(['library: a.pth', 'library: b.py', 'library: c.py', 'scripts: python', 'scripts: pip.exe', 'environment: lib/libg.so']);
});

test('a folder named .data alone is one to pip, and a name with a line separator ends where others do', () => {
  expect(places(['.data/purelib/garden.pth', '.data/scripts/dig', 'g-1.data/purelib/a\u2028b.pth'])).toEqual(['library: garden.pth', 'scripts: dig', 'library: a\u2028b.pth']);
});

test('a scheme named like a part of every object is an unknown one', () => {
  expect(places(['g-1.data/constructor/a', 'g-1.data/__proto__/b'])).toEqual(['unknown: a', 'unknown: b']);
});

test('deeper folders and files that only end in .data are ordinary', () => {
  expect(places(['garden/x.data/scripts/a', 'g-1.data/a', 'x.data'])).toEqual(['library: garden/x.data/scripts/a', 'library: g-1.data/a', 'library: x.data']);
});

test('commands of both kinds are files that pip writes itself', () => {
  const text = '# comment\n[console_scripts]\ndig = garden.cli:main\n  plant= garden:plant [extra]\n# old = x:y\n\n[garden.plugins]\nrose = garden:rose\n[gui_scripts]\r\nview=garden:view\r\n';
  expect(parseCommands(Buffer.from(text))).toEqual(['dig', 'plant', 'view']);
  expect(installedFiles([], ['dig'])).toEqual([{ member: null, root: 'scripts', path: 'dig' }]);
});

test('a line that only some Pythons take for a heading leaves the group that it stands in', () => {
  expect(parseCommands(Buffer.from('[console_scripts]\n[garden] = a:b\ndig = garden:dig\n'))).toEqual(['[garden]', 'dig']);
  expect(parseCommands(Buffer.from('[garden]\n[console_scripts] x\ndig = garden:dig\n'))).toEqual(['dig']);
});

test('blanks are those of Python, not those of JavaScript', () => {
  expect(parseCommands(Buffer.from('\x1f[console_scripts]\x1f\n\x1f dig \x1f= garden:dig\nplant\u{feff}=garden:plant\n'))).toEqual(['dig', 'plant\ufeff']);
});
