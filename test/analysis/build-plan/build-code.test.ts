import { expect, test } from 'vitest';
import { BACKEND_HOOKS } from '../../../src/python/when/install-hooks.js';
import execOfDecodedData from '../../../src/rules/exec-of-decoded-data.js';
import { analysedSdist, pyproject, START, startIn, startInMethod, whenIn, type Files } from './trees.js';

const EXEC = 'exec(base64.b64decode("eA=="))';

test('a hook of the own backend that runs decoded code is critical, the same in an ordinary function is a warning', async () => {
  const backend = `import base64\ndef build_wheel(*given):\n    ${EXEC}\ndef other():\n    ${EXEC}\n`;
  // In a tiny package the other one would count as well.
  const more = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`other${index}.py`, '']));
  const { findings } = await analysedSdist({ 'pyproject.toml': pyproject('backend', '', '.'), 'backend.py': backend, ...more }, { execOfDecodedData });
  expect(findings.map(({ severity, line }) => [severity, line])).toEqual([['critical', 3], ['medium', 5]]);
});

test.each(BACKEND_HOOKS)('the hook %s of the own backend runs while installing', async (hook) => {
  expect(await whenIn({ 'pyproject.toml': pyproject('backend', '', '.'), 'backend.py': startIn(hook) })).toEqual({ 'backend.py': 'install' });
});

const backends: readonly (readonly [string, string, Files])[] = [
  ['top level', pyproject('backend', '', '.'), { 'backend.py': START }],
  ['in a folder of its own', pyproject('backend', '', '_build'), { '_build/backend.py': startIn('build_wheel') }],
  ['that is a package', pyproject('own.backend', '', './tools/'), { 'tools/own/__init__.py': START, 'tools/own/backend.py': startIn('build_sdist') }],
  ['that is an object', pyproject('backend:Backend', '', '.'), { 'backend.py': startInMethod('Backend', 'build_wheel') }],
  ['that is an instance', pyproject('backend:backend', '', '.'), { 'backend.py': `${startInMethod('Backend', 'build_wheel')}backend = Backend()\n` }],
  ['whose hook has another name', pyproject('backend', '', '.'), { 'backend.py': `${startIn('go')}build_wheel = go\n` }],
  ['whose hook is a lambda', pyproject('backend', '', '.'), { 'backend.py': 'import os\nbuild_wheel = lambda *given: os.system("x")\n' }],
  ['that passes a hook on', pyproject('backend', '', '.'), { 'backend.py': 'from deeper import go as build_wheel\n', 'deeper.py': startIn('go') }],
  ['that passes all on', pyproject('backend', '', '.'), { 'backend.py': 'from deeper import *\n', 'deeper.py': startIn('build_wheel') }],
  ['whose hook calls another module', pyproject('backend', '', '.'), { 'backend.py': 'import deeper\ndef build_wheel(*given):\n    return deeper.go()\n', 'deeper.py': startIn('go') }],
  ['with a module beside it that nobody imports in sight', pyproject('backend', '', '_build'), { '_build/backend.py': '', '_build/other.py': START }],
];

test.each(backends)('the own backend %s runs while installing', async (_, text, files) => {
  const places = await whenIn({ 'pyproject.toml': text, ...files });
  expect(new Set(Object.values(places))).toEqual(new Set(['install']));
});

test('a module of the name of an installed backend is not taken for it', async () => {
  expect(await whenIn({ 'pyproject.toml': pyproject('hatchling.build'), 'hatchling/__init__.py': '', 'hatchling/build.py': startIn('build_wheel') })).toEqual({ 'hatchling/build.py': 'latent' });
});

const loads: readonly (readonly [string, Files, string])[] = [
  ['imports', { 'setup.py': 'import helper\n', 'helper.py': START }, 'helper.py'],
  ['imports from a package', { 'setup.py': 'from garden.version import __version__\n', 'garden/__init__.py': '', 'garden/version.py': START }, 'garden/version.py'],
  ['imports together with its package', { 'setup.py': 'import garden.version\n', 'garden/__init__.py': START, 'garden/version.py': '' }, 'garden/__init__.py'],
  ['imports by way of another module', { 'setup.py': 'import garden\n', 'garden/__init__.py': 'from .deeper import x\n', 'garden/deeper.py': START }, 'garden/deeper.py'],
  ['imports from src', { 'setup.py': 'import garden\n', 'src/garden/__init__.py': START }, 'src/garden/__init__.py'],
  ['imports from a folder that it puts onto the path', { 'setup.py': 'import os, sys\nsys.path.insert(0, os.path.join(os.path.dirname(__file__), "a", "b"))\nimport helper\n', 'a/b/helper.py': START }, 'a/b/helper.py'],
  ['imports from a loose folder', { 'setup.py': 'import sys\nsys.path[:0] = [where()]\nimport helper\n', 'tools/helper.py': START }, 'tools/helper.py'],
  ['imports by a name in a text', { 'setup.py': '__import__("hel" + "per")\n', 'helper.py': START }, 'helper.py'],
  ['imports by importlib', { 'setup.py': 'import importlib\nimportlib.import_module("garden.helper")\n', 'garden/helper.py': START }, 'garden/helper.py'],
  ['imports in a command of its own', { 'setup.py': 'from setuptools.command.install import install\nclass Hook(install):\n    def run(self):\n        import helper\n', 'helper.py': START }, 'helper.py'],
  ['executes', { 'setup.py': 'exec(open("garden/_version.py").read())\n', 'garden/_version.py': START }, 'garden/_version.py'],
  ['executes from a folder that is not known', { 'setup.py': 'import os\nwith open(os.path.join(here, "garden", "_version.py")) as f:\n    exec(compile(f.read(), "v", "exec"))\n', 'src/garden/_version.py': START }, 'src/garden/_version.py'],
  ['executes though it is not called Python', { 'setup.py': 'exec(open("README.txt").read())\n', 'README.txt': START }, 'README.txt'],
  ['runs by runpy', { 'setup.py': 'import runpy\nrunpy.run_path("build/tool.py")\n', 'build/tool.py': START }, 'build/tool.py'],
  ['loads by path', { 'setup.py': 'from importlib.util import spec_from_file_location\nspec_from_file_location("v", "docs/v.py")\n', 'docs/v.py': START }, 'docs/v.py'],
  ['has cffi run', { 'setup.py': 'from setuptools import setup\nsetup(cffi_modules=["src/build_it.py:ffi"])\n', 'src/build_it.py': START }, 'src/build_it.py'],
  ['calls in another module', { 'setup.py': 'from helper import go\ngo()\n', 'helper.py': startIn('go') }, 'helper.py'],
  ['makes and calls', { 'setup.py': 'import helper\nhelper.Tool().work()\n', 'helper.py': startInMethod('Tool', 'work') }, 'helper.py'],
  ['registers as a command', { 'setup.py': 'import helper\nfrom setuptools import setup\nsetup(cmdclass={"build_py": helper.Hook})\n', 'helper.py': startInMethod('Hook', 'run') }, 'helper.py'],
  ['inherits a command from', { 'setup.py': 'import helper\nclass build(helper.Hook): pass\n', 'helper.py': startInMethod('Hook', 'run') }, 'helper.py'],
];

test.each(loads)('what setup.py %s runs while installing', async (_, files, where) => {
  expect((await whenIn(files))[where]).toBe('install');
});

test('a script that setup.py starts runs while installing, its script block as well', async () => {
  const setup = 'import subprocess, sys\nsubprocess.check_call([sys.executable, "tools/gen.py", "x"])\n';
  const places = await whenIn({ 'setup.py': setup, 'tools/gen.py': 'import os\nif __name__ == "__main__":\n    os.system("x")\n' });
  expect(places['tools/gen.py']).toBe('install');
});

const configured: readonly (readonly [string, Files, string])[] = [
  ['attr in setup.cfg', { 'setup.cfg': '[metadata]\nname = g\nversion = attr: garden.version.__version__\n', 'garden/__init__.py': '', 'garden/version.py': START }, 'garden/version.py'],
  ['cmdclass in setup.cfg', { 'setup.cfg': '[options]\ncmdclass =\n    build_py = garden.hook.Hook\n', 'garden/hook.py': startInMethod('Hook', 'run') }, 'garden/hook.py'],
  ['setup hooks of pbr', { 'setup.cfg': '[global]\nsetup-hooks =\n    hooks.go\n', 'hooks.py': startIn('go') }, 'hooks.py'],
  ['package_dir in setup.cfg', { 'setup.cfg': '[metadata]\nversion = attr: garden.v\n[options]\npackage_dir =\n    = deep/er\n', 'deep/er/garden/__init__.py': START }, 'deep/er/garden/__init__.py'],
  ['an entry point of setuptools in an egg-info folder', { 'setup.py': '', 'g.egg-info/entry_points.txt': '[setuptools.finalize_distribution_options]\nx = hooks:go [extra]\n', 'hooks.py': startIn('go') }, 'hooks.py'],
  ['attr in pyproject.toml', { 'pyproject.toml': pyproject('setuptools.build_meta', '[tool.setuptools.dynamic]\nversion = {attr = "garden.v"}\n'), 'garden.py': START }, 'garden.py'],
  ['cmdclass in pyproject.toml', { 'pyproject.toml': pyproject('setuptools.build_meta', '[tool.setuptools.cmdclass]\nbuild_py = "hook.Hook"\n'), 'hook.py': startInMethod('Hook', 'run') }, 'hook.py'],
  ['a build hook of hatch', { 'pyproject.toml': pyproject('hatchling.build', '[tool.hatch.build.targets.wheel.hooks.custom]\n'), 'hatch_build.py': startInMethod('Hook', 'initialize') }, 'hatch_build.py'],
  ['a metadata hook in hatch.toml', { 'pyproject.toml': pyproject('hatchling.build'), 'hatch.toml': '[metadata.hooks.custom]\npath = "tools/meta.py"\n', 'tools/meta.py': startInMethod('Hook', 'update') }, 'tools/meta.py'],
  ['a version that hatch takes from code', { 'pyproject.toml': pyproject('hatchling.build', '[tool.hatch.version]\nsource = "code"\npath = "garden/v.py"\n'), 'garden/v.py': START }, 'garden/v.py'],
  ['a build script of poetry', { 'pyproject.toml': pyproject('poetry.core.masonry.api', '[tool.poetry.build]\nscript = "build.py"\n'), 'build.py': 'import os\nif __name__ == "__main__":\n    os.system("x")\n' }, 'build.py'],
  ['a hook of pdm', { 'pyproject.toml': pyproject('pdm.backend'), 'pdm_build.py': startIn('pdm_build_initialize') }, 'pdm_build.py'],
  ['the module that flit imports', { 'pyproject.toml': pyproject('flit_core.buildapi', '[project]\nname = "my-garden"\n'), 'my_garden.py': START }, 'my_garden.py'],
  ['the project file of sip', { 'pyproject.toml': pyproject('sipbuild.api'), 'project.py': startInMethod('Project', 'update') }, 'project.py'],
];

test.each(configured)('%s runs while installing', async (_, files, where) => {
  expect((await whenIn(files))[where]).toBe('install');
});

test.each([
  ['as a literal', '__version__ = "1"\n', 'import'],
  ['as a literal after something else', '__version__ = compute()\n__version__ = "1"\n', 'install'],
  ['only sometimes as a literal', 'if x:\n    __version__ = "1"\n', 'install'],
  ['in a text only', '"""\n__version__ = "1"\n"""\nfrom .deeper import __version__\n', 'install'],
])('what a module imports that setuptools takes the version from, which gives it %s', async (_, text, when) => {
  const files = { 'setup.cfg': '[metadata]\nversion = attr: garden.__version__\n', 'garden/__init__.py': `${text}from .deeper import x\n`, 'garden/deeper.py': START };
  expect(await whenIn(files)).toEqual({ 'garden/deeper.py': when });
});

test('where more folders are put onto sys.path than anybody follows, all Python of the tree is taken to run', async () => {
  const folders = Array.from({ length: 40 }, (_, index) => `d${index}`);
  const setup = `import sys\n${folders.map((folder) => `sys.path.insert(0, "${folder}")\n`).join('')}`;
  const files = Object.fromEntries(folders.map((folder) => [`${folder}/m.py`, START]));
  expect(new Set(Object.values(await whenIn({ 'setup.py': setup, ...files })))).toEqual(new Set(['install']));
});

const quiet: readonly (readonly [string, Files, readonly [string, string]])[] = [
  ['a module that nobody imports', { 'setup.py': 'import os\n', 'garden/__init__.py': START }, ['garden/__init__.py', 'import']],
  ['a function that nobody calls', { 'setup.py': 'import helper\n', 'helper.py': startIn('go') }, ['helper.py', 'latent']],
  ['a script block of an imported module', { 'setup.py': 'import helper\n', 'helper.py': 'import os\nif __name__ == "__main__":\n    os.system("x")\n' }, ['helper.py', 'latent']],
  ['what an imported package merely hands on', { 'setup.py': 'import garden\n', 'garden/__init__.py': 'from .deeper import go\nTABLE = {"go": go}\n', 'garden/deeper.py': startIn('go') }, ['garden/deeper.py', 'latent']],
  ['a module that a test of the project imports', { 'setup.py': '', 'tests/conftest.py': START }, ['tests/conftest.py', 'latent']],
  ['a module with the name of a word in setup.py', { 'setup.py': 'version = open("x")\nprint(version, helper)\n', 'helper.py': START }, ['helper.py', 'import']],
  ['the setup.py of another project deeper down', { 'setup.py': '', 'plugins/one/setup.py': START }, ['plugins/one/setup.py', 'latent']],
  ['a console script that pyproject.toml names', { 'pyproject.toml': pyproject('setuptools.build_meta', '[project.scripts]\ndig = "garden:go"\n'), 'garden.py': startIn('go') }, ['garden.py', 'latent']],
];

test.each(quiet)('%s does not run while installing', async (_, files, [where, when]) => {
  expect((await whenIn(files))[where]).toBe(when);
});

test.each(['plugins/one', './plugins/one/'])('a project in the folder %s of the archive is built from there', async (subdirectory) => {
  const files = { 'plugins/one/setup.py': `import helper\n${START}`, 'plugins/one/helper.py': START, 'helper.py': START };
  expect(await whenIn(files, { subdirectory })).toEqual({ 'plugins/one/setup.py': 'install', 'plugins/one/helper.py': 'install', 'helper.py': 'latent' });
});
