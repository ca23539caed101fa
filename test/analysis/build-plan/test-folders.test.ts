import { expect, test } from 'vitest';
import { pyproject, START, whenIn } from './trees.js';

const setup = (packages: string): string => `from setuptools import find_packages, setup\nsetup(packages=${packages})\n`;
const PACKAGE = { 'garden/__init__.py': '' };
const IN_SRC = { 'src/garden/__init__.py': '' };

test.each([
  ['that a list of packages does not name is none of them', 'latent', { ...PACKAGE, 'setup.py': setup('["garden"]') }],
  ['that is left out by name is none of them', 'latent', { ...PACKAGE, 'setup.py': setup('find_packages(exclude=["tests", "tests.*"])') }],
  ['that setup.cfg leaves out is none of them', 'latent', { ...PACKAGE, 'setup.py': setup('None'), 'setup.cfg': '[options]\npackages = find:\n[options.packages.find]\nexclude =\n  tests\n  tests.*\n' }],
  ['beside packages in src is none of them', 'latent', { ...IN_SRC, 'setup.py': setup('find_packages("src")') }],
  ['of a project with another backend is none of its packages', 'latent', { ...PACKAGE, 'pyproject.toml': pyproject('flit_core.buildapi', '') }],
  ['that pyproject.toml leaves out is none of them', 'latent', { ...PACKAGE, 'pyproject.toml': pyproject('setuptools.build_meta', '[tool.setuptools.packages.find]\nexclude = ["tests*"]\n') }],
  ['that only a checker of style leaves out is a package', 'import', { ...PACKAGE, 'setup.py': setup('find_packages()'), 'setup.cfg': '[flake8]\nexclude = tests\n' }],
  ['that find_packages takes along is a package', 'import', { ...PACKAGE, 'setup.py': setup('find_packages()') }],
  ['that is not the one which is left out is a package', 'import', { ...PACKAGE, 'setup.py': setup('find_packages(exclude=["docs"])') }],
  ['that a list of packages names is one of them', 'import', { ...PACKAGE, 'setup.py': setup('["garden", "tests"]') }],
  ['that pyproject.toml names is a package', 'import', { ...PACKAGE, 'pyproject.toml': pyproject('poetry.core.masonry.api', '[tool.poetry]\npackages = [{ include = "tests" }]\n') }],
  ['of a project that is one package as a whole is a part of it', 'import', { ...PACKAGE, '__init__.py': '', 'setup.py': setup('["garden"]') }],
])('a folder of tests %s', async (_, when, files) => {
  expect(await whenIn({ ...files, 'tests/__init__.py': START })).toEqual({ 'tests/__init__.py': when });
});

test('a folder of tests that setup.py imports from runs while installing', async () => {
  expect(await whenIn({ ...PACKAGE, 'setup.py': `import tests\n${setup('["garden"]')}`, 'tests/__init__.py': START })).toEqual({ 'tests/__init__.py': 'install' });
});

test('tests within a package are a part of it', async () => {
  expect(await whenIn({ ...PACKAGE, 'setup.py': setup('["garden"]'), 'garden/tests/__init__.py': START })).toEqual({ 'garden/tests/__init__.py': 'import' });
});
