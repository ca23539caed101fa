import { expect, test } from 'vitest';
import { ofConfiguration, ofPyproject, ofText } from '../../../src/analysis/entry-points/read-entry-points.js';

const ROSE = { group: 'pytest11', name: 'rose', object: 'garden.rose:Plugin' };
const DIG = { group: 'console_scripts', name: 'dig', object: 'garden.cli:main' };

test('entry_points.txt names objects by group and name; extras behind an object, remarks and lines of no group are left out', () => {
  expect(ofText('# tools\nlost = a:b\n[pytest11]\nrose = garden.rose:Plugin [thorns]\n\n[console_scripts]\r\ndig=garden.cli : main\r\n# old = x:y\nnothing\n')).toEqual([ROSE, DIG]);
});

test.each([
  ['the brackets around a group', '[[pytest11]]\nrose = garden.rose:Plugin\n', 'rose'],
  ['a line that only splitlines() ends', '[tools]\nx = y\x0B[pytest11]\u2028rose = garden.rose:Plugin\n', 'rose'],
  ['a colon in a name', '[pytest11]\nrose:bush = garden.rose:Plugin\n', 'rose:bush'],
  ['a semicolon before a name', '[pytest11]\n; rose = garden.rose:Plugin\n', '; rose'],
])('%s hides nothing that Python finds', (_, text, name) => {
  expect(ofText(text).filter(({ group }) => group === 'pytest11')).toEqual([{ ...ROSE, name }]);
});

test('setup.cfg has a group in each key of one section', () => {
  expect(ofConfiguration('[options]\nname = x\n[options.entry_points]\npytest11 =\n    rose = garden.rose:Plugin\nconsole_scripts =\n    dig = garden.cli:main\n[flake8]\nextend = a:b\n')).toEqual([ROSE, DIG]);
});

test('pyproject.toml has them in the tables of the project, and poetry in its own', () => {
  const project = { 'entry-points': { pytest11: { rose: 'garden.rose:Plugin' } }, scripts: { dig: 'garden.cli:main' }, 'gui-scripts': { view: 'garden.view:show' } };
  expect(ofPyproject({ project })).toEqual([DIG, { group: 'gui_scripts', name: 'view', object: 'garden.view:show' }, ROSE]);
  const poetry = { scripts: { dig: { callable: 'garden.cli:main' } }, plugins: { pytest11: { rose: 'garden.rose:Plugin' } } };
  expect(ofPyproject({ tool: { poetry } })).toEqual([DIG, ROSE]);
});

test('a pyproject.toml that holds something else in these places names nothing', () => {
  expect(ofPyproject({ project: { scripts: ['a'], 'entry-points': { pytest11: 'a' } }, tool: { poetry: { scripts: { dig: 3, sow: { reference: 'bin/sow', type: 'file' } }, plugins: 1 } } })).toEqual([]);
});
