import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { InputFormat } from '../../src/core/input.js';
import { requirementLine } from '../../src/core/requirements/requirement.js';
import pdm from '../../src/inputs/pdm-lock.js';
import pipfile from '../../src/inputs/pipfile-lock.js';
import poetry from '../../src/inputs/poetry-lock.js';
import pylock from '../../src/inputs/pylock.js';
import * as formats from '../../src/inputs/registry.js';
import uv from '../../src/inputs/uv-lock.js';
import { fakeReader } from './fake-reader.js';

const [A, B, C] = ['a', 'b', 'c'].map((letter) => `sha256:${letter.repeat(64)}`);

const sample = (name: string): string => readFileSync(`fixtures/inputs/${name}`, 'utf8');

async function read(format: InputFormat, files: Readonly<Record<string, string>>, { everyPart = false } = {}): Promise<{ lines: readonly string[]; origins: readonly string[]; noDeps: boolean }> {
  const [file = ''] = Object.keys(files);
  const { requirements, options } = await format.read(file, fakeReader(files, {}, everyPart));
  return { lines: requirements.map(requirementLine), origins: requirements.map(({ origin }) => `${origin?.file}:${origin?.line}`), noDeps: options.noDeps };
}

const UV = sample('uv.lock');

test('uv.lock: what the project needs, under the conditions that lead to it, with the hashes of all its files', async () => {
  const { lines, origins, noDeps } = await read(uv, { 'sub/uv.lock': UV });
  expect(lines).toEqual([
    `click==8.1.7 --hash=${A} --hash=${B}`,
    `colorama==0.4.6 ; sys_platform == 'win32' --hash=${C}`,
    "numpy==1.26.4 ; python_full_version < '3.10'",
    "numpy==2.1.0 ; python_full_version >= '3.10'",
    'pytest==8.3.0',
    "tomli==2.0.1 ; python_full_version < '3.11'",
    'tool @ git+https://code.invalid/tool@0123456789abcdef0123456789abcdef01234567',
  ]);
  expect(origins[0]).toBe(`sub/uv.lock:${UV.split('\n').indexOf('name = "click"')}`);
  expect(noDeps).toBe(true);
});

const POETRY_2 = sample('poetry-2.lock');

test('poetry.lock of Poetry 2: conditions stand with the packages, what is left to an extra is left out', async () => {
  expect((await read(poetry, { 'poetry.lock': POETRY_2 })).lines).toEqual([
    `click==8.1.7 --hash=${A} --hash=${B}`,
    `colorama==0.4.6 ; platform_system == "Windows" --hash=${C}`,
    'twice==1.0 ; (python_version < "3.10") or (python_version < "3.9")',
  ]);
});

const POETRY_1 = sample('poetry-1.lock');
const PROJECT = '[tool.poetry.dependencies]\npython = "^3.8"\nclick = "*"\ncolorama = "*"\n\n[tool.poetry.group.dev.dependencies]\ntool = {git = "https://code.invalid/tool.git"}\n';
const TOOL = 'tool @ git+https://code.invalid/tool.git@0123456789abcdef0123456789abcdef01234567';

test('poetry.lock of Poetry 1: the project beside it tells what is needed without a condition', async () => {
  expect((await read(poetry, { 'poetry.lock': POETRY_1, 'pyproject.toml': PROJECT })).lines).toEqual([
    `click==8.1.7 --hash=${B}`, 'colorama==0.4.6', 'pywin32==306 ; platform_system == "Windows"', TOOL,
  ]);
});

const SOCKS = `[[package]]
name = "requests"
version = "2.31.0"
optional = false

[package.dependencies]
PySocks = {version = ">=1.5.6", optional = true, markers = "extra == \\"socks\\" and python_version > \\"3\\""}

[[package]]
name = "pysocks"
version = "1.7.1"
optional = false

[metadata]
lock-version = "2.0"
`;

test.each([
  ['that the project asks for', '[tool.poetry.dependencies]\nrequests = {version = "*", extras = ["socks"]}\n', 'pysocks==1.7.1 ; python_version > "3"'],
  ['that the project asks for somewhere', '[tool.poetry.dependencies]\nrequests = [{version = "*", markers = "os_name == \'nt\'", extras = ["socks"]}, {version = "*"}]\n', `pysocks==1.7.1 ; (os_name == 'nt') and (python_version > "3")`],
])('poetry.lock of Poetry 1: an extra %s brings along what it needs', async (_, project, expected) => {
  expect((await read(poetry, { 'poetry.lock': SOCKS, 'pyproject.toml': project })).lines).toEqual(['requests==2.31.0', expected]);
});

test('poetry.lock of Poetry 1 without its project: everything is taken, since nobody can tell what may be left out', async () => {
  expect((await read(poetry, { 'poetry.lock': POETRY_1 })).lines).toEqual([`click==8.1.7 --hash=${B}`, 'colorama==0.4.6', 'pywin32==306', TOOL]);
});

const PDM = sample('pdm.lock');

test('pdm.lock: conditions stand with the packages, entries for extras and folders are none of their own', async () => {
  expect((await read(pdm, { 'pdm.lock': PDM })).lines).toEqual([`click==8.1.7 --hash=${A}`, `colorama==0.4.6 ; sys_platform == "win32" --hash=${C}`]);
});

const POETRY_SOURCE = (source: string): string => `[[package]]\nname = "x"\nversion = "1.0"\noptional = false\ngroups = ["main"]\n\n[package.source]\n${source}\n\n[metadata]\nlock-version = "2.1"\n`;
const UV_SOURCE = (source: string): string => `version = 1\n\n[[package]]\nname = "app"\nversion = "0.1.0"\nsource = { virtual = "." }\ndependencies = [{ name = "x" }]\n\n[[package]]\nname = "x"\nversion = "1.0"\nsource = { ${source} }\n`;
const PDM_ENTRY = (entry: string): string => `[metadata]\nlock_version = "4.5.0"\n\n[[package]]\nname = "x"\nversion = "1.0"\n${entry}\n`;
const PIPFILE_ENTRY = (entry: object): string => JSON.stringify({ _meta: { 'pipfile-spec': 6 }, default: { x: entry } });
const PYLOCK_ENTRY = (entry: string): string => `lock-version = "1.0"\ncreated-by = "x"\n\n[[packages]]\nname = "x"\n${entry}\n`;
const WHEEL = 'x @ file:///locks/sub/vendor/x-1.0-py3-none-any.whl';
const CHECKOUT = 'x @ git+ssh://git@code.invalid/group/x.git@0123abcd#subdirectory=python';

// Asked for at an index by its name alone, somebody else's package of that name would be taken.
test.each<[string, InputFormat, string, string]>([
  ['poetry.lock', poetry, POETRY_SOURCE('type = "file"\nurl = "vendor/x-1.0-py3-none-any.whl"'), WHEEL],
  ['uv.lock', uv, UV_SOURCE('path = "vendor/x-1.0-py3-none-any.whl"'), WHEEL],
  ['pdm.lock', pdm, PDM_ENTRY('path = "./vendor/x-1.0-py3-none-any.whl"'), WHEEL],
  ['Pipfile.lock', pipfile, PIPFILE_ENTRY({ path: './vendor/x-1.0-py3-none-any.whl' }), WHEEL],
  ['pylock.toml', pylock, PYLOCK_ENTRY('archive = { path = "vendor/x-1.0-py3-none-any.whl" }'), WHEEL],
])('%s: an archive beside the lock is taken from there', async (_, ...[format, text, line]) => {
  expect((await read(format, { '/locks/sub/a.lock': text })).lines).toEqual([line]);
});

test.each<[string, InputFormat, string, string]>([
  ['poetry.lock', poetry, POETRY_SOURCE('type = "git"\nurl = "git@code.invalid:group/x.git"\nreference = "main"\nresolved_reference = "0123abcd"\nsubdirectory = "python"'), CHECKOUT],
  ['uv.lock', uv, UV_SOURCE('git = "ssh://git@code.invalid/group/x.git?subdirectory=python&branch=main#0123abcd"'), CHECKOUT],
  ['pdm.lock', pdm, PDM_ENTRY('git = "git@code.invalid:group/x.git"\nrevision = "0123abcd"\nsubdirectory = "python"'), CHECKOUT],
  ['Pipfile.lock', pipfile, PIPFILE_ENTRY({ git: 'git@code.invalid:group/x.git', ref: '0123abcd', subdirectory: 'python' }), CHECKOUT],
  ['pylock.toml', pylock, PYLOCK_ENTRY('vcs = { type = "git", url = "ssh://git@code.invalid/group/x.git", commit-id = "0123abcd", subdirectory = "python" }'), CHECKOUT],
  ['an archive of poetry.lock', poetry, POETRY_SOURCE('type = "url"\nurl = "https://code.invalid/x.zip"\nsubdirectory = "python"'), 'x @ https://code.invalid/x.zip#subdirectory=python'],
  ['an archive of uv.lock', uv, UV_SOURCE('url = "https://code.invalid/x.zip", subdirectory = "python"'), 'x @ https://code.invalid/x.zip#subdirectory=python'],
])('%s: the project in a folder of a checkout is the one that is meant, whichever way git is told its address', async (_, ...[format, text, line]) => {
  expect((await read(format, { 'a.lock': text })).lines).toEqual([line]);
});

const UV_MANIFEST = 'version = 1\n\n[manifest]\nMANIFEST\n\n[[package]]\nname = "x"\nversion = "1.0"\nsource = { registry = "https://index.invalid/simple" }\n';

test.each([
  ['a script', 'requirements = [{ name = "x", specifier = ">=1" }]'],
  ['a workspace whose root is no project', '[manifest.dependency-groups]\ndev = [{ name = "x" }]'],
])('uv.lock: what the manifest of %s asks for is needed', async (_, manifest) => {
  expect((await read(uv, { 'uv.lock': UV_MANIFEST.replace('MANIFEST', manifest) })).lines).toEqual(['x==1.0']);
});

const PYLOCK = sample('pylock.toml');

test('pylock.toml: the default groups are chosen and no extras, the project itself is no package', async () => {
  expect((await read(pylock, { 'pylock.dev.toml': PYLOCK })).lines).toEqual([
    `attrs==23.2.0 ; python_version >= '3.8' --hash=${B} --hash=${A}`,
    "pytest==8.0 ; python_version > '3.8'",
    `zipped @ https://files.invalid/zipped.zip#subdirectory=src --hash=${C}`,
    'tool @ git+https://code.invalid/tool@0123456789abcdef0123456789abcdef01234567',
  ]);
});

const PIPFILE = sample('Pipfile.lock');

test('Pipfile.lock: both sections, each package once, folders left out', async () => {
  const { lines, origins } = await read(pipfile, { 'Pipfile.lock': PIPFILE });
  expect(lines).toEqual([`click==8.1.7 ; python_version >= '3.7' --hash=${A} --hash=${B}`, 'tool @ git+https://code.invalid/tool.git@0123456789abcdef0123456789abcdef01234567', 'pytest==8.3.0']);
  expect(origins).toEqual(['Pipfile.lock:8', 'Pipfile.lock:14', 'Pipfile.lock:24']);
});

const POETRY_1_EXTRA = POETRY_1.replace('[package.dependencies]', '[package.dependencies]\nquick = {version = "*", optional = true, markers = "extra == \\"fast\\""}').replace('[metadata]', '[[package]]\nname = "quick"\nversion = "1.0"\noptional = true\n\n[metadata]');
const UV_EXCLUDED = UV.replace('{ name = "pytest" }', `{ name = "pytest", marker = "sys_platform == 'linux' and extra == 'extra-3-app-fast'" }`);
const PIPFILE_CATEGORIES = PIPFILE.replace('"develop"', '"docs": {"sphinx": {"version": "==7.0"}},\n    "develop"');

// Whoever installs it later chooses, and depsec cannot know what.
test.each<[string, InputFormat, Readonly<Record<string, string>>, string]>([
  ['an extra of Poetry 2', poetry, { 'poetry.lock': POETRY_2 }, 'extra-only==1.0'],
  ['an extra of Poetry 2 under a condition', poetry, { 'poetry.lock': POETRY_2.replace('optional = true', `optional = true\nmarkers = "sys_platform == 'linux' and extra == 'fast'"`) }, "extra-only==1.0 ; sys_platform == 'linux'"],
  ['an extra of Poetry 1', poetry, { 'poetry.lock': POETRY_1_EXTRA, 'pyproject.toml': PROJECT }, 'quick==1.0'],
  ['an extra of pylock.toml', pylock, { 'pylock.toml': PYLOCK }, 'quick==1.0'],
  ['a group of pylock.toml', pylock, { 'pylock.toml': PYLOCK }, 'sphinx==7.0'],
  ['an extra of uv that excludes another', uv, { 'uv.lock': UV_EXCLUDED }, "pytest==8.3.0 ; sys_platform == 'linux'"],
  ['a category of Pipenv', pipfile, { 'Pipfile.lock': PIPFILE_CATEGORIES }, 'sphinx==7.0'],
])('%s is judged, and not installed unless the tool itself would', async (_, ...[format, files, line]) => {
  expect((await read(format, files, { everyPart: true })).lines).toContain(line);
  expect((await read(format, files)).lines).not.toContain(line);
});

test.each<[string, InputFormat, Readonly<Record<string, string>>, string]>([
  ['a group of uv', uv, { 'uv.lock': UV }, 'pytest==8.3.0'],
  ['a group of PDM', pdm, { 'pdm.lock': PDM.replace('[[package]]', '[[package]]\nname = "quick"\nversion = "1.0"\ngroups = ["dev"]\n\n[[package]]') }, 'quick==1.0'],
  ['what Pipenv needs for development', pipfile, { 'Pipfile.lock': PIPFILE }, 'pytest==8.3.0'],
])('%s is judged and installed', async (_, ...[format, files, line]) => {
  expect((await read(format, files, { everyPart: true })).lines).toContain(line);
  expect((await read(format, files)).lines).toContain(line);
});

test.each<[string, InputFormat, Readonly<Record<string, string>>, readonly string[]]>([
  ['uv.lock: names, addresses and digests', uv, { 'uv.lock': UV }, [`click-8.1.7.tar.gz https://files.invalid/click-8.1.7.tar.gz ${A}`, `click-8.1.7-py3-none-any.whl https://files.invalid/click-8.1.7-py3-none-any.whl ${B}`]],
  ['poetry.lock: names and digests', poetry, { 'poetry.lock': POETRY_2 }, [`click-8.1.7-py3-none-any.whl - ${A}`, `click-8.1.7.tar.gz - ${B}`]],
  ['pdm.lock: names and digests', pdm, { 'pdm.lock': PDM }, [`click-8.1.7-py3-none-any.whl - ${A}`]],
  ['pdm.lock with static addresses', pdm, { 'pdm.lock': PDM.replace('file = "click-8.1.7', 'url = "https://files.invalid/click-8.1.7') }, [`click-8.1.7-py3-none-any.whl https://files.invalid/click-8.1.7-py3-none-any.whl ${A}`]],
  ['pylock.toml: names, addresses and digests', pylock, { 'pylock.toml': PYLOCK }, [`attrs-23.2.0.tar.gz https://files.invalid/attrs-23.2.0.tar.gz ${B}`, `attrs-23.2.0-py3-none-any.whl https://files.invalid/attrs-23.2.0-py3-none-any.whl ${A}`]],
  ['Pipfile.lock: digests alone', pipfile, { 'Pipfile.lock': PIPFILE }, [`- - ${A}`, `- - ${B}`]],
])('the files of an entry of %s', async (_, ...[format, files, expected]) => {
  const [file = ''] = Object.keys(files);
  const { requirements: [first] } = await format.read(file, fakeReader(files));
  expect(first?.lockedFiles?.map(({ fileName, url, hash }) => [fileName ?? '-', url ?? '-', hash].join(' '))).toEqual(expected);
});

const HEAD = 'lock-version = "1.0"\ncreated-by = "x"\n';

test.each<[string, InputFormat, Readonly<Record<string, string>>, string]>([
  ['a lock of a version to come', uv, { 'uv.lock': 'version = 2\n' }, 'uv.lock: a lock file of uv of version "2" is not understood'],
  ['a lock of a Poetry to come', poetry, { 'poetry.lock': '[metadata]\nlock-version = "3.0"\n' }, 'a lock file of Poetry of version "3.0" is not understood'],
  ['a lock of a PDM to come', pdm, { 'pdm.lock': '[metadata]\nlock_version = "5.0.0"\n' }, 'a lock file of PDM of version "5.0.0" is not understood'],
  ['a lock of a Pipenv to come', pipfile, { 'Pipfile.lock': '{"_meta":{"pipfile-spec":7}}' }, 'a lock file of Pipenv of version "7" is not understood'],
  ['a lock of a specification to come', pylock, { 'pylock.toml': 'lock-version = "2.0"\n' }, 'a lock file of PEP 751 of version "2.0" is not understood'],
  ['a lock of uv that is empty', uv, { 'uv.lock': '' }, 'uv.lock: a lock file of uv that names no version: it may be empty or cut off'],
  ['a lock of Poetry that is cut off', poetry, { 'poetry.lock': '[[package]]\nname = "x"\n' }, 'a lock file of Poetry that names no version'],
  ['a lock of PEP 751 that is empty', pylock, { 'pylock.toml': '' }, 'a lock file of PEP 751 that names no version'],
  ['a lock of Pipenv with nothing in it', pipfile, { 'Pipfile.lock': '{}' }, 'a lock file of Pipenv that names no version'],
  ['a merge that was left unfinished in JSON', pipfile, { 'Pipfile.lock': '{\n<<<<<<< HEAD\n"default": {},\n=======\n>>>>>>> other\n}' }, 'Pipfile.lock:2: a merge conflict is not resolved'],
  ['a merge that was left unfinished, with the line ends of Windows', pylock, { 'pylock.toml': 'lock-version = "1.0"\r\n<<<<<<<\r\n=======\r\n>>>>>>>\r\n' }, 'pylock.toml:2: a merge conflict is not resolved'],
  ['every entry that cannot be read', pylock, { 'pylock.toml': `${HEAD}[[packages]]\nname = "a b"\nversion = "1"\n[[packages]]\nname = "c"\nversion = "1 x"\n` }, 'and markers as in PEP 508)\npylock.toml:6: not a requirement'],
  ['a lock of uv whose packages are no tables', uv, { 'uv.lock': 'version = 1\npackage = ["flask"]\n' }, 'uv.lock: package holds something that is no table'],
  ['a lock of Poetry whose packages are one text', poetry, { 'poetry.lock': 'package = "flask"\n[metadata]\nlock-version = "2.0"\n' }, 'poetry.lock: package holds something that is no table'],
  ['a lock of PDM whose files are texts, so that their hashes would be passed over', pdm, { 'pdm.lock': '[metadata]\nlock_version = "4.5.0"\n[[package]]\nname = "flask"\nversion = "1"\nfiles = ["sha256:00"]\n' }, 'pdm.lock: files of flask holds something that is no table'],
  ['a lock of PEP 751 whose wheels are a text', pylock, { 'pylock.toml': 'lock-version = "1.0"\n[[packages]]\nname = "flask"\nversion = "1"\nwheels = "flask.whl"\n' }, 'pylock.toml: wheels of flask holds something that is no table'],
  ['a section of Pipenv that is a list', pipfile, { 'Pipfile.lock': '{"_meta": {"pipfile-spec": 6}, "default": ["flask"]}' }, 'Pipfile.lock: default is no object of packages'],
  ['a lock without a version', pdm, { 'pdm.lock': '[[package]]\nname = "x"\n' }, 'a lock file of PDM that names no version'],
  ['a merge that was left unfinished', poetry, { 'poetry.lock': 'a = 1\n<<<<<<< HEAD\nb = 2\n=======\nc = 3\n>>>>>>> other\n' }, 'poetry.lock:2: a merge conflict is not resolved'],
  ['TOML that is none', pylock, { 'pylock.toml': 'lock-version = \n' }, 'pylock.toml:1:'],
  ['JSON that is none', pipfile, { 'Pipfile.lock': '{"_meta": ' }, 'Pipfile.lock: not valid JSON'],
  ['a package without a name', pylock, { 'pylock.toml': `${HEAD}[[packages]]\nversion = "1"\n` }, 'pylock.toml:3: a package without a name'],
  ['a package without version or source', pylock, { 'pylock.toml': `${HEAD}[[packages]]\nname = "x"\n` }, 'pylock.toml:3: x has neither a version nor a source'],
  ['a package without version or source, of Poetry', poetry, { 'poetry.lock': '[[package]]\nname = "x"\n\n[metadata]\nlock-version = "2.1"\n' }, 'poetry.lock:1: x has neither a version nor a source'],
  ['a package of Pipenv that is only a text', pipfile, { 'Pipfile.lock': '{"_meta": {"pipfile-spec": 6}, "default": {"x": "==1.0"}}' }, 'Pipfile.lock:1: x is locked to no version'],
  ['a version that is an option of pip', pylock, { 'pylock.toml': `${HEAD}[[packages]]\nname = "x"\nversion = "1 --index-url=https://evil.invalid"\n` }, 'pylock.toml:3: not a requirement'],
  ['a name with a line end', pylock, { 'pylock.toml': `${HEAD}[[packages]]\nname = "x\\n-e ."\nversion = "1"\n` }, 'pylock.toml:3: not a requirement'],
  ['a condition that is none', pylock, { 'pylock.toml': `${HEAD}[[packages]]\nname = "x"\nversion = "1"\nmarker = "os.system('x')"\n` }, 'not an environment marker'],
])('%s is bad input that names file and place', async (_, ...[format, files, message]) => {
  await expect(read(format, files)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining(message) });
});

test.each<[string, string, string]>([
  ['uv.lock', UV, 'uv-lock'], ['poetry.lock', POETRY_1, 'poetry-lock'], ['pdm.lock', PDM, 'pdm-lock'], ['pylock.toml', PYLOCK, 'pylock'], ['Pipfile.lock', PIPFILE, 'pipfile-lock'],
])('%s is told by its text alone as well', (_, text, id) => {
  const found = Object.entries(formats).filter(([, format]) => format.recognises({ name: 'copy.txt', text })).map(([name]) => name);
  expect(found).toEqual([id]);
});
