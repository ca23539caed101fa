import { expect, test } from 'vitest';
import type { InputFormat } from '../../src/core/input.js';
import { requirementLine } from '../../src/core/requirements/requirement.js';
import conda from '../../src/inputs/conda-environment.js';
import poetryLock from '../../src/inputs/poetry-lock.js';
import pylock from '../../src/inputs/pylock.js';
import pyproject from '../../src/inputs/pyproject.js';
import script from '../../src/inputs/script.js';
import setupCfg from '../../src/inputs/setup-cfg.js';
import uvLock from '../../src/inputs/uv-lock.js';
import { fakeReader } from './fake-reader.js';

async function read(format: InputFormat, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const [file = ''] = Object.keys(files);
  const { requirements } = await format.read(file, fakeReader(files));
  return requirements.map((requirement) => `${requirement.origin?.line}: ${requirementLine(requirement)}`);
}

const PYPROJECT = `[project]
name = "app"
dependencies = [
  "flask>=2",
  "click; sys_platform == 'linux'",
]

[project.optional-dependencies]
fast = ["orjson"]

[dependency-groups]
test = ["pytest", {include-group = "typing"}]
Typing = ["mypy"]
`;

test('pyproject.toml: dependencies, optional ones, and all groups with what they include, each once and with its line', async () => {
  expect(await read(pyproject, { 'pyproject.toml': PYPROJECT })).toEqual(['4: flask>=2', "5: click ; sys_platform == 'linux'", '9: orjson', '12: pytest', '13: mypy']);
});

test('pyproject.toml: numbers of any size are as good as others, since Python has them', async () => {
  expect(await read(pyproject, { 'pyproject.toml': '[project]\nname = "x"\ndependencies = ["flask"]\n[tool.other]\nseed = 18446744073709551615\n' })).toEqual(['3: flask']);
});

test('pyproject.toml: what uv took for development before there were groups is needed as well', async () => {
  expect(await read(pyproject, { 'pyproject.toml': '[project]\nname = "app"\ndependencies = ["click"]\n\n[tool.uv]\ndev-dependencies = ["pytest>=8"]\n' })).toEqual(['3: click', '6: pytest>=8']);
});

test('a script tells its requirements in a block of comments', async () => {
  const text = '#!/usr/bin/env python3\n# /// script\n# requires-python = ">=3.11"\n# dependencies = [\n#   "requests<3",\n# ]\n# ///\nimport requests\n';
  expect(await read(script, { 'tool.py': text })).toEqual(['5: requests<3']);
});

test('environment.yml: the pip section alone, with the files that it names', async () => {
  const yaml = 'name: x\ndependencies:\n  - python=3.11\n  - pip\n  - pip:\n    - flask==3.0\n    - -r more.txt\n';
  expect(await read(conda, { 'env/environment.yml': yaml, 'env/more.txt': 'click\n' })).toEqual(['6: flask==3.0', '1: click']);
});

test('setup.cfg: install_requires and extras', async () => {
  const config = '[metadata]\nname = x\n\n[options]\ninstall_requires =\n    flask>=2\n    tomli; python_version < "3.11"\n\n[options.extras_require]\nfast = orjson\n';
  expect(await read(setupCfg, { 'setup.cfg': config })).toEqual(['6: flask>=2', '7: tomli ; python_version < "3.11"', '10: orjson']);
});

interface BadCase {
  readonly format: InputFormat;
  readonly files: Readonly<Record<string, string>>;
  readonly message: string;
}

test.each<[string, BadCase]>([
  ['dependencies that only a build tells', { format: pyproject, files: { 'pyproject.toml': '[project]\nname = "x"\ndynamic = ["dependencies"]\n' }, message: 'dynamic' }],
  ['extras that only a build tells', { format: pyproject, files: { 'pyproject.toml': '[project]\nname = "x"\ndynamic = ["version", "optional-dependencies"]\n' }, message: 'the optional-dependencies of the project are dynamic' }],
  ['a number below pip:', { format: conda, files: { 'e.yml': 'dependencies:\n  - pip:\n    - flask\n    - 3\n' }, message: 'e.yml: pip is not a list of requirements' }],
  ['a project file of another tool', { format: pyproject, files: { 'pyproject.toml': '[tool.poetry]\nname = "x"\n' }, message: 'neither [project] nor [dependency-groups]' }],
  ['a group that includes itself', { format: pyproject, files: { 'pyproject.toml': '[dependency-groups]\na = [{include-group = "b"}]\nb = [{include-group = "a"}]\n' }, message: 'a → b → a' }],
  ['a group that is not there', { format: pyproject, files: { 'pyproject.toml': '[dependency-groups]\na = [{include-group = "b"}]\n' }, message: 'no dependency group "b"' }],
  ['a script without requirements', { format: script, files: { 'x.py': 'import os\n' }, message: 'names no requirements' }],
  ['a script with two blocks', { format: script, files: { 'x.py': '# /// script\n# dependencies = []\n# ///\n\n# /// script\n# dependencies = []\n# ///\n' }, message: 'more than one block' }],
  ['an environment that leaves pip nothing to do', { format: conda, files: { 'e.yml': 'dependencies:\n  - python\n' }, message: 'asks pip for nothing' }],
  ['an option of pip below pip:', { format: conda, files: { 'e.yml': 'dependencies:\n  - pip:\n    - --index-url https://x.invalid\n' }, message: '--index-url' }],
  ['YAML that is none', { format: conda, files: { 'e.yml': 'dependencies:\n  - [\n' }, message: 'not valid YAML' }],
  ['YAML whose aliases explode', { format: conda, files: { 'e.yml': `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ndependencies: []\n` }, message: 'not valid YAML' }],
  ['a text where the project lists what it needs', { format: pyproject, files: { 'pyproject.toml': '[project]\nname = "x"\ndependencies = "flask"\n' }, message: 'pyproject.toml: dependencies is not a list of requirements' }],
  ['a list of an extra that holds something else', { format: pyproject, files: { 'pyproject.toml': '[project]\nname = "x"\n[project.optional-dependencies]\ndev = ["flask", { name = "click" }]\n' }, message: 'pyproject.toml: dev is not a list of requirements' }],
  ['a group that is no list', { format: pyproject, files: { 'pyproject.toml': '[dependency-groups]\ndev = "flask"\n' }, message: 'pyproject.toml: the dependency group dev is not a list' }],
  ['a text where a script lists what it needs', { format: script, files: { 'run.py': '# /// script\n# dependencies = "flask"\n# ///\n' }, message: 'run.py: dependencies is not a list of requirements' }],
  ['requirements that stand in another file', { format: setupCfg, files: { 'setup.cfg': '[options]\ninstall_requires = file: requirements.txt\n' }, message: 'file: requirements.txt' }],
])('%s is bad input that says what to do or what is there', async (_, { format, files, message }) => {
  await expect(read(format, files)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining(message) });
});

test('every requirement that cannot be read is told, not the first alone', async () => {
  const failed = read(pyproject, { 'pyproject.toml': '[project]\nname = "x"\ndependencies = ["good", "bad name", "-e ."]\n' });
  await expect(failed).rejects.toMatchObject({ code: 'bad-requirement', message: expect.stringMatching(/bad name[^]*-e \./) });
});

test.each<[string, InputFormat, string]>([
  ['setup.cfg', setupCfg, '[options]\n<<<<<<< HEAD\ninstall_requires =\n  flask==1\n=======\ninstall_requires =\n  flask==2\n>>>>>>> other\n'],
  ['tool.py', script, '# /// script\n<<<<<<< HEAD\n# dependencies = ["flask"]\n=======\n>>>>>>> other\n# ///\n'],
  ['environment.yml', conda, 'dependencies:\n<<<<<<< HEAD\n- pip:\n  - flask\n=======\n>>>>>>> other\n'],
  ['pyproject.toml', pyproject, '[project]\n<<<<<<< HEAD\ndependencies = ["flask"]\n=======\n>>>>>>> other\n'],
])('a merge that was left unfinished in %s is refused: half of it is somebody else\'s', async (file, format, text) => {
  await expect(read(format, { [file]: text })).rejects.toMatchObject({ code: 'bad-input', message: `${file}:2: a merge conflict is not resolved` });
});

test.each<[string, string]>([['setup.py', 'depsec audit . '], ['./setup.py', 'depsec audit . '], ['garden/setup.py', 'depsec audit garden/ ']])('%s as a list of requirements is answered with: %s', async (file, hint) => {
  await expect(read(script, { [file]: 'from setuptools import setup\nsetup()\n' })).rejects.toMatchObject({ message: `${file} names no requirements`, hint: expect.stringContaining(hint) });
});

test.each([
  [pyproject, 'pyproject.toml', '[project]\nname = "app"\nrequires-python = ">=3.11"\n'],
  [script, 'run.py', '# /// script\n# requires-python = ">=3.11"\n# ///\n'],
  [uvLock, 'uv.lock', 'version = 1\nrequires-python = ">=3.11"\n'],
  [pylock, 'pylock.toml', 'lock-version = "1.0"\nrequires-python = ">=3.11"\n'],
  [poetryLock, 'poetry.lock', '[metadata]\nlock-version = "2.1"\npython-versions = ">=3.11"\n'],
] as const)('%#: the Python that a file is for is told', async (format, file, text) => {
  const { wantedPythons } = await format.read(file, fakeReader({ [file]: text }));
  expect(wantedPythons).toEqual([{ file, clauses: '>=3.11' }]);
});
