import { expect, test } from 'vitest';
import buildRequirementByUrl from '../../../src/rules/build-requirement-by-url.js';
import { analysedFolder, analysedSdist, pyproject, START, type Files } from './trees.js';

const gaps: readonly (readonly [string, Files, readonly [string, string]])[] = [
  ['a pyproject.toml that is no TOML', { 'pyproject.toml': '[build-system\n' }, ['g-1/pyproject.toml', 'not valid TOML']],
  ['a backend path out of the project', { 'pyproject.toml': pyproject('backend', '', '../other') }, ['g-1/pyproject.toml', 'leads out of the project']],
  ['an own backend that is not there', { 'pyproject.toml': pyproject('backend', '', '.') }, ['g-1/pyproject.toml', 'not among the project']],
  ['an own backend that is compiled', { 'pyproject.toml': pyproject('backend', '', '.'), 'backend.cpython-312-x86_64-linux-gnu.so': '' }, ['g-1/backend.cpython-312-x86_64-linux-gnu.so', 'is compiled']],
  ['a module of setup.py that is compiled', { 'setup.py': 'import helper\n', 'helper.pyc': '' }, ['g-1/helper.pyc', 'is compiled']],
  ['a compiled module before one of the same name', { 'setup.py': 'import helper\n', 'helper.py': '', 'helper.abi3.so': '' }, ['g-1/helper.abi3.so', 'is compiled']],
  ['a hatch.toml that is no TOML', { 'pyproject.toml': pyproject('hatchling.build'), 'hatch.toml': '=' }, ['g-1/hatch.toml', 'not valid TOML']],
];

test.each(gaps)('%s would run unread', async (_, files, [what, why]) => {
  const analysis = await analysedSdist(files);
  expect(analysis.gaps).toMatchObject([{ kind: 'runs', what }]);
  expect(analysis.gaps[0]?.why).toContain(why);
});

test.each([
  ['byte code that Python only takes without source', { 'setup.py': 'import helper\n', 'helper.py': '', 'helper.pyc': '', '__pycache__/helper.cpython-312.pyc': '' }],
  ['a compiled module of a package whose version is a literal', { 'setup.cfg': '[metadata]\nversion = attr: garden.__version__\n', 'garden/__init__.py': '__version__ = "1"\nfrom . import fast\n', 'garden/fast.so': '' }],
  ['compiled modules that the build does not import', { 'setup.py': '', 'garden/__init__.py': 'from . import fast\n', 'garden/fast.so': '' }],
  ['a project without any configuration', { 'setup.py': '' }],
])('%s: no gap', async (_, files) => {
  expect((await analysedSdist(files)).gaps).toEqual([]);
});

test.each(['plugins', '../plugins'])('a project in the folder %s, which is not there, would run unread', async (subdirectory) => {
  const analysis = await analysedSdist({ 'setup.py': '' }, {}, { subdirectory });
  expect(analysis.gaps).toEqual([{ kind: 'runs', what: subdirectory, why: 'there is no such folder in the project' }]);
});

test.each([
  ['pyproject.toml', { 'pyproject.toml': '[build-system]\nrequires = ["helper @ https://example.org/h.zip"]\n' }],
  ['setup.cfg', { 'setup.cfg': '[options]\nsetup_requires =\n    wheel\n    helper @ https://example.org/h.zip\n' }],
  ['setup.py', { 'setup.py': 'from setuptools import setup\nneeded = ["helper @ https://example.org/h.zip"]\nsetup(setup_requires=needed)\n' }],
])('a build requirement by address in %s is told once', async (_, files) => {
  const { findings } = await analysedSdist(files, { buildRequirementByUrl });
  expect(findings.map(({ message }) => message)).toEqual(['The build fetches https://example.org/h.zip and runs it']);
});

test.each([
  ['with requirements of the build', 'setup_requires=["helper"], ', 1],
  ['without', '', 0],
])('dependency links are fetched while building only %s', async (_, more, count) => {
  const { findings } = await analysedSdist({ 'setup.py': `from setuptools import setup\nsetup(${more}dependency_links=["https://example.org/#egg=helper"])\n` }, { buildRequirementByUrl });
  expect(findings).toHaveLength(count);
});

test('what version control keeps in a folder stays unread, virtual environments and node_modules do not', async () => {
  const { findings } = await analysedFolder({ '.git/hooks/a.py': START, 'venv/b.py': START, 'node_modules/x/c.py': START, 'setup.py': '' });
  expect(findings.map(({ file }) => String(file))).toEqual(['node_modules/x/c.py', 'venv/b.py']);
});

test('what a build runs out of a folder of version control is read', async () => {
  const { findings } = await analysedFolder({ '.git/hooks/a.py': START, 'setup.py': 'import runpy\nrunpy.run_path(".git/hooks/a.py")\n' });
  expect(findings).toMatchObject([{ file: '.git/hooks/a.py', message: 'install' }]);
});
