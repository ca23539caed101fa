import { expect, test } from 'vitest';
import { constraintProblem } from '../../src/core/requirements/constraint.js';
import { UserError } from '../../src/core/errors.js';
import { fileUrl } from '../../src/core/file-url.js';
import { isMarker } from '../../src/core/requirements/marker.js';
import { parseRequirement } from '../../src/core/requirements/parse-requirement.js';
import { requirementLine } from '../../src/core/requirements/requirement.js';

test.each([
  ['flask [b, a] (>= 1, < 2) ; os_name == "posix"', 'flask[b,a]>=1,<2 ; os_name == "posix"'],
  ['https://a.invalid/x.zip#egg=demo[a]&subdirectory=src', 'demo[a] @ https://a.invalid/x.zip#subdirectory=src'],
  ['https://a.invalid/demo-1.0-py3-none-any.whl', 'demo @ https://a.invalid/demo-1.0-py3-none-any.whl'],
  ['https://a.invalid/x;y.zip#egg=demo', 'https://a.invalid/x;y.zip#egg=demo'],
  ['git+file:///x/y.git@v1#egg=demo', 'git+file:///x/y.git@v1#egg=demo'],
  ['https://a.invalid/x', 'https://a.invalid/x'],
])('%s becomes the line %s', (text, line) => {
  expect(requirementLine(parseRequirement(text))).toBe(line);
});

test('tabs are blanks, and what pips before 24 cannot read is written as they can', () => {
  expect(requirementLine(parseRequirement('flask\t>= 1\t;\tsys_platform not \t in "not  in"'))).toBe('flask>=1 ; sys_platform not in "not  in"');
});

test('what #egg= and #subdirectory= say is taken out of the URL once', () => {
  expect(parseRequirement('git+https://a.invalid/x.git@v1#egg=Demo[a,b]&subdirectory=src/x')).toMatchObject({
    name: 'Demo', extras: ['a', 'b'], subdirectory: 'src/x', target: 'vcs', url: 'git+https://a.invalid/x.git@v1#subdirectory=src/x',
  });
});

test('http serves archives, whatever they are called', () => {
  expect(['https://a.invalid/archive/main', 'https://a.invalid/x.tgz', 'https://a.invalid/x-1-py3-none-any.whl'].map((url) => parseRequirement(url).target)).toEqual(['source-archive', 'source-archive', 'wheel']);
});

test('config settings and hashes stand behind the line, quoted for pip', () => {
  const line = requirementLine({ ...parseRequirement('demo'), hashes: ['sha256:aa'], configSettings: ['a=b', 'x="y" #z \\'] });
  expect(line).toBe(String.raw`demo --hash=sha256:aa --config-settings="a=b" --config-settings="x=\"y\" ""#z \\"`);
});

test('extras of a folder without a name are said with its path, an editable one keeps its -e', () => {
  const folder = { ...parseRequirement('file:///my%20dir/x.zip'), extras: ['a'] };
  expect(requirementLine(folder)).toBe('/my dir/x.zip[a]');
  expect(requirementLine({ ...folder, editable: true, name: 'x', extras: [] })).toBe('-e file:///my%20dir/x.zip#egg=x');
});

test.each(['https://a.invalid/x.zip#subdirectory=../x', 'https://a.invalid/x.zip#subdirectory=a/../../x', 'https://a.invalid/x.zip#subdirectory=/x', 'https://a.invalid/x.zip#subdirectory=C:x', 'demo @ https://a.invalid/x.zip\\', 'git+git@a.invalid:x/y.git', 'https://a.invalid/odd.whl', 'demo @ https:///a.invalid/x.zip', 'demo @ https://u:p@/x.zip', 'demo @ https://a].invalid/x.zip', 'demo @ git+https://[a.invalid/x.git', 'file://[a/x.zip', 'file:////host/x.zip'])('%s is refused', (text) => {
  expect(() => parseRequirement(text)).toThrow(UserError);
});

test.each(['python_version > "3"', '(os_name == "a" or os_name == "b") and extra == "x"', '"linux" in sys_platform', "sys_platform not in 'a b'", 'os.name=="posix"'])('%s is a marker', (text) => {
  expect(isMarker(text)).toBe(true);
});

test.each(['', 'python_version', 'python_version > 3', '(os_name == "a"', 'os_name == "a")', 'os_name == "a" and', 'home == "x"', 'os_name == "a\\x41"', 'os_name == "a" os_name == "b"', '()'])('%j is no marker', (text) => {
  expect(isMarker(text)).toBe(false);
});

test('a marker of a thousand brackets is read, not run into the ground', () => {
  const depth = 1_500;
  expect(isMarker(`${'('.repeat(depth)}os_name == "a"${')'.repeat(depth)}`)).toBe(true);
});

test.each(['https://[::1]:8080/x.zip', 'git+ssh://git@a.invalid:22/x.git', 'file:///a/x.zip', 'git+file:///a/x', 'https://u:p@a.invalid?x=[1]', 'https://u@v:p@a.invalid/x.zip'])('%s is an URL', (url) => {
  expect(parseRequirement(`demo @ ${url}`).url).toBe(url);
});

test('paths are spelled as pip spells them', () => {
  expect(fileUrl("/a b/c+d@e(f)'~é")).toBe('file:///a%20b/c%2Bd%40e%28f%29%27~%C3%A9');
  expect(fileUrl('C:\\Users\\me')).toBe('file:///C:/Users/me');
});

test('a constraint is a name with versions', () => {
  const plain = parseRequirement('demo>=1');
  expect([constraintProblem(plain), constraintProblem({ ...plain, extras: ['x'] }), constraintProblem({ ...plain, name: null }), constraintProblem({ ...plain, editable: true })].map((problem) => problem !== null)).toEqual([false, true, true, true]);
});

test.each(['demo @ https://a.invalid/x.zip\u00a0 ; os_name == "posix"', 'demo\u00a0>= 1', '\u3000demo', 'demo ; os_name == "posix"\u2003'])('%j holds a blank that pip does not take for one, and is refused', (text) => {
  expect(() => parseRequirement(text)).toThrow(/no space/);
});
