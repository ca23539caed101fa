import { expect, test } from 'vitest';
import { pyproject, START, whenIn } from './trees.js';

const PACKAGE = { 'setup.py': 'from setuptools import setup\nsetup(packages=["garden"])\n', 'garden/__init__.py': '' };

test.each([
  ['beside a package is a script that somebody starts', 'latent', PACKAGE],
  ['beside a package in src is one as well', 'latent', { 'setup.py': PACKAGE['setup.py'], 'src/garden/__init__.py': '' }],
  ['that only the tests are told of is one as well', 'latent', { ...PACKAGE, 'setup.cfg': '[tool:pytest]\naddopts = --ignore=bootstrap.py\n' }],
  ['that remarks speak of is one as well', 'latent', { 'setup.py': `${PACKAGE['setup.py']}# The bootstrap comes first: bootstrap.run()\n`, 'setup.cfg': '[tool]\nbootstrap = 1\nrun = make bootstrap\n', 'garden/__init__.py': '' }],
  ['that setup.py leaves out is one as well', 'latent', { 'setup.py': 'from setuptools import find_packages, setup\nsetup(packages=find_packages(exclude=["bootstrap", "docs"]))\n', 'garden/__init__.py': '' }],
  ['that setup.py names is a module', 'import', { ...PACKAGE, 'setup.py': 'from setuptools import setup\nsetup(packages=["garden"], py_modules=["bootstrap"])\n' }],
  ['that setup.py names in a list of words is a module', 'import', { ...PACKAGE, 'setup.py': 'from setuptools import setup\nsetup(packages=["garden"], py_modules="bootstrap other".split())\n' }],
  ['that setup.cfg names on a line of its own is a module', 'import', { ...PACKAGE, 'setup.cfg': '[options]\npy_modules =\n  other\n  bootstrap\n' }],
  ['that setup.cfg names is a module', 'import', { ...PACKAGE, 'setup.cfg': '[options]\npy_modules = bootstrap\n' }],
  ['that pyproject.toml names as a file is a module', 'import', { 'pyproject.toml': pyproject('poetry.core.masonry.api', '[tool.poetry]\npackages = [{ include = "bootstrap.py" }]\n'), 'garden/__init__.py': '' }],
  ['without packages is what the project is', 'import', { 'setup.py': 'from setuptools import setup\nsetup()\n' }],
  ['beside tests alone is what the project is', 'import', { 'setup.py': 'from setuptools import setup\nsetup()\n', 'tests/__init__.py': '' }],
  ['of a project that is one package as a whole is a part of it', 'import', { ...PACKAGE, '__init__.py': '' }],
])('a module at the top %s', async (_, when, files) => {
  expect(await whenIn({ ...files, 'bootstrap.py': START })).toEqual({ 'bootstrap.py': when });
});

const LIST = { 'setup.py': 'from setuptools import setup\nsetup(py_modules=["garden"])\n', 'garden.py': '' };

test.each([
  ['beside the modules that setup.py lists is installed by nobody', 'latent', LIST],
  ['of a project that lists no modules is a package', 'import', { ...LIST, 'setup.py': 'from setuptools import setup\nsetup()\n' }],
  ['of a project that speaks of packages as well is one of them', 'import', { ...LIST, 'setup.py': 'from setuptools import find_packages, setup\nsetup(py_modules=["garden"], packages=find_packages())\n' }],
  ['of a project whose setup.cfg does is one of them', 'import', { ...LIST, 'setup.cfg': '[options]\npackages = find:\n' }],
  ['of a project that gives more to setup() may be one of them', 'import', { ...LIST, 'setup.py': 'from setuptools import setup\nsetup(py_modules=["garden"], **more)\n' }],
  ['is a module where its name is on the list', 'import', { ...LIST, 'setup.py': 'from setuptools import setup\nsetup(py_modules=["garden", "bootstrap"])\n' }],
])('a module in src %s', async (_, when, files) => {
  expect(await whenIn({ ...files, 'src/__init__.py': '', 'src/bootstrap.py': START })).toEqual({ 'src/bootstrap.py': when });
});

test('a script beside packages that setup.py starts runs while installing', async () => {
  const files = { ...PACKAGE, 'setup.py': 'import bootstrap\nfrom setuptools import setup\nsetup(packages=["garden"])\n', 'bootstrap.py': START };
  expect(await whenIn(files)).toEqual({ 'bootstrap.py': 'install' });
});
