/**
 * What is expected of a case. `same`: depsec and pip both refuse, or read the same. `strict`: depsec refuses what a pip may accept. `varies`: pips differ;
 * where this one accepts, depsec reads the same.
 */
export type Expected = 'same' | 'strict' | 'varies';

export interface Case {
  readonly text: string | Uint8Array;
  readonly expected: Expected;
  /** Other files beside it. */
  readonly files?: Readonly<Record<string, string>>;
}

const A = 'a'.repeat(64);
const B = 'B'.repeat(64);

const same = (...texts: readonly string[]): Case[] => texts.map((text) => ({ text, expected: 'same' }));
const strict = (...texts: readonly string[]): Case[] => texts.map((text) => ({ text, expected: 'strict' }));
const varies = (...texts: readonly string[]): Case[] => texts.map((text) => ({ text, expected: 'varies' }));
const bytes = (text: string, encoding: BufferEncoding, mark: readonly number[] = []): Uint8Array => Buffer.concat([Buffer.from(mark), Buffer.from(text, encoding)]);

const NAMES = [
  ...same('flask', 'Flask_SQL.alchemy', 'flask [a , b-c]>=1', 'flask[]', 'flask (>=1,<2)', 'flask(==1.0)', 'flask >= 1.0 , < 2', 'flask==1.*', 'flask!=1.0.*', 'flask~=1.4.2'),
  ...same('flask==1.0+local.1', 'flask==1!2.0rc1', 'flask===anything-1', 'flask>=v1.0', 'flask==1.0.POST1', 'flask<2;python_version>"3"', 'flask ; python_version > "3" and (os_name == "posix" or extra == \'x\')'),
  ...same('flask ; "linux" in sys_platform', "flask; sys_platform not in 'win32 cygwin'", 'flask;', 'flask ; ', 'flask ; os.name == "posix"'),
  ...same('flask ; foo == "1"', 'flask ; python_version', 'flask ; (python_version > "3"', 'flask ; python_version > 3', 'flask ; "3" > python_version and', 'flask bar', '_foo', 'foo-', '.foo', 'foo,bar', 'foo=1', 'foo[', 'foo[a', 'foo[-x]', 'foo]'),
  ...same('==1', 'f\u00f6\u00f6', '\u0441lick', '$(id)', '`id`', 'foo|bar', 'foo&&bar', '<script>', 'foo\0bar', 'foo\u202ebar', 'foo\u200bbar', '\u2010rfoo', 'foo\ufeff', '\ufefffoo\n\ufeffbar', '%s%n', 'foo#egg=bar', '~/x', 'foo @', 'foo @ -e .'),
  ...varies('flask>=1.*', 'flask~=1', 'flask>=1.0+local', 'flask==not-a-version', 'flask>=1,', 'flask[a,]', 'foo @ javascript:alert(1)', 'foo @ ./project'),
  ...strict('-', 'flask=='),
];

const LINES = [
  ...same('# only a comment', '', 'flask # why\n#click\nclick#1\n', 'flask \\\n  >=2,\\\n  <4', 'flask\\\n# a comment\nclick', 'flask\\\\\\\n>=1', '\\\\flask\\\n', 'flask\\', 'flask\r\nclick\rjinja2', '# harmless\x0bclick', 'flask\x0cclick', '# x\u2028click', '# x\x85click'),
  ...same('${PROJECT}>=1', '${EMPTY}flask', '${NOBODY}', '$PROJECT', '${project}', '${TWO_LINES}'),
  ...same(`flask --hash=sha256:${A}`, `flask==1 --hash sha256:${A} \\\n --hash=sha512:${A}${A}`, `flask --hash=sha256:${B}`, 'flask --hash=md5:aa', 'flask --hash=nothing', `flask --hash "sha256:${A}"`, `flask\t--hash=sha256:${A}`, 'flask --hash', 'flask --hash="sha256:'),
  ...varies('flask --config-settings=a=b', 'flask -C a=b -C "a=c d"', "flask -Ca='b \"c\" #d'", '-e ./project --config-settings k=v', 'flask --config-settings=nothing'),
  ...strict(`flask --hash=sha256:short`, 'flask --pre', 'flask -i https://a.invalid/simple', 'flask -e ./project', `--hash=sha256:${A}`, '--pre click', '--pre -- click', 'flask --global-option=x', 'flask --install-option=x', '--global-option=x', '--no-require-hashes', '--all-releases=:all:'),
];

const OPTIONS = [
  ...same('-i https://a.invalid/simple\nflask', '--index-url=https://a.invalid/simple', '--pypi-url https://a.invalid/s', '-ihttps://a.invalid/simple', '--extra-index-url https://b.invalid\n--index-url https://a.invalid', '--index-url https://a.invalid --extra-index-url https://b.invalid'),
  ...same('--no-index', '--no-index=1', '-f ./links', '-f links', '-f https://a.invalid/files', '--find-links=nowhere', '--trusted-host a.invalid\n--trusted-host=b.invalid:8080', '--pre', '--prefer-binary', '--require-hashes', '--use-feature=fast-deps', '--index-url', '-x', '-rfoo', '--requirement=missing.txt'),
  ...same('--no-binary flask,Click_X', '--no-binary=:all:\n--only-binary=flask', '--only-binary :all:\n--no-binary :none:', '--no-binary a,b\n--only-binary b\n--no-binary :none:\n--no-binary c', '--no-binary a\n--only-binary=:all:', '--only-binary a,:all:,b', '--only-binary a,:all:,:none:,b'),
  ...strict('--index https://a.invalid', '--req other.txt', '-r other.txt --pre', '-r other.txt -r more.txt', '-f links -f more', '-e ./project -e ./other'),
];

const DIRECT = [
  ...same('./project', './project[b,A]', './project ; python_version > "3"', '../work/project', './project/', '.', './empty', './nowhere', 'demo-1.0.tar.gz', './demo-1.0.tar.gz', './demo-1.0.tar.gz ; os_name == "posix"', 'demo-1.0-py3-none-any.whl', './demo-1.0-py3-none-any.whl[x]', 'odd.whl', './odd [name]', './at@sign'),
  ...same('https://a.invalid/demo-1.0.tar.gz', 'https://a.invalid/demo-1.0.tar.gz#egg=demo', `https://a.invalid/demo-1.0.zip#subdirectory=src&sha256=${A}&egg=demo`, 'https://a.invalid/demo-1.0-py3-none-any.whl', 'https://a.invalid/demo-1.0%2Bx-py3-none-any.whl', 'https://a.invalid/archive/main', 'https://a.invalid/a;b.zip', 'https://a.invalid/a.zip; python_version > "3"', 'https://u:p@a.invalid/a.zip', 'demo @ https://a.invalid/a.zip', 'demo[x]@https://a.invalid/a.zip ; os_name == "posix"', 'demo @ https://a.invalid/a.zip;os_name == "posix"', 'demo @ https://a.invalid/a.zip#egg=other', 'https://a.invalid/a.zip?x=1&egg=demo'),
  ...same('file://${WORK}/demo-1.0.tar.gz', 'file://${WORK}/project', 'demo @ file://${WORK}/project', 'demo[x] @ file://${WORK}/project#subdirectory=inner', 'file://${WORK}/../work/project', 'git+https://a.invalid/x.git', 'git+https://a.invalid/x.git@v1#egg=demo', 'git+ssh://git@a.invalid/x.git@main#egg=demo&subdirectory=src', 'git+file:///x/y@1.0', 'demo @ git+https://a.invalid/x.git@refs/pull/1/head', 'demo[a] @ git+https://a.invalid/x.git ; python_version > "3"', 'hg+https://a.invalid/x', 'svn+ssh://a.invalid/x#egg=demo', 'git+https://a.invalid/x.git#egg=demo\\'),
  ...varies('demo @ git+file:///x/y', 'https://a.invalid/a.zip#egg=demo[x]', 'git+https://a.invalid/x.git#egg=demo[a,b]', 'git+git@a.invalid:x.git', 'https://a.invalid/a.zip#egg=-bad-', 'foo @ ftp://a.invalid/x.zip'),
  ...same('-e .', '-e ./project', '-e ./project[b,a]', '-e project', '-e file://${WORK}/project', '-e file://${WORK}/project#egg=demo', '-e git+https://a.invalid/x.git@v1#egg=demo', '-e https://a.invalid/x.zip', '-e flask', '-e ./nowhere', '-e', '-e "./odd [name]"'),
  ...varies('-e "demo[x] @ file://${WORK}/project"', '-e demo-1.0.tar.gz', '-e ./empty'),
  ...strict('./nowhere/demo-1.0.tar.gz', 'nowhere-1.0.tar.gz', '-e ./project ; python_version > "3"', 'file:///etc/passwd', 'foo @ file:///etc/passwd', 'file://host.invalid/x.zip', 'https://a.invalid/a.zip#subdirectory=../up', 'https://a.invalid/a.zip#subdirectory=/up', 'https://a.invalid/a.zip#subdirectory=a\\b', 'demo @ https://a.invalid\\x/a.zip', 'ftp://a.invalid/x.zip', `-e ./project --hash=sha256:${A}`),
];

const ENCODINGS: Case[] = [
  { text: bytes('flask # \u00e9', 'utf8', [0xef, 0xbb, 0xbf]), expected: 'same' },
  { text: bytes('flask # \u00e9', 'utf16le', [0xff, 0xfe]), expected: 'same' },
  { text: Buffer.from(bytes('flask\nclick', 'utf16le', [0xff, 0xfe])).swap16(), expected: 'same' },
  { text: Buffer.from([0xff, 0xfe, 0, 0, ...'flask'.split('').flatMap((letter) => [letter.charCodeAt(0), 0, 0, 0])]), expected: 'varies' },
  { text: bytes('# -*- coding: latin-1 -*-\nflask # \u00e9', 'latin1'), expected: 'same' },
  { text: bytes('#\n# vim: set fileencoding=cp1252 :\nflask # \u0093', 'latin1'), expected: 'same' },
  { text: bytes('# coding: no-such-thing\nflask', 'latin1'), expected: 'same' },
  { text: bytes('# coding: ascii\nflask # \u00e9', 'latin1'), expected: 'same' },
  { text: bytes('flask # \u00e9', 'latin1'), expected: 'varies' },
];

const NESTED: Case[] = [
  { text: '-r sub/a.txt\nflask', files: { 'sub/a.txt': '-r b.txt\n-c ../c.txt\n./project', 'sub/b.txt': 'click', 'c.txt': 'click<9' }, expected: 'same' },
  { text: '-c c.txt', files: { 'c.txt': 'demo @ https://a.invalid/a.zip\n-r d.txt', 'd.txt': 'click' }, expected: 'same' },
  { text: '-r "with blank.txt"', files: { 'with blank.txt': '--find-links=links\nflask' }, expected: 'same' },
  { text: '-r sub/a.txt', files: { 'sub/a.txt': '-f here\n-f links', 'sub/here/x': '' }, expected: 'same' },
  { text: '-r file://${WORK}/other.txt', files: { 'other.txt': '-r third.txt', 'third.txt': 'click' }, expected: 'same' },
  { text: '-r again.txt', files: { 'again.txt': '-r again.txt' }, expected: 'varies' },
  { text: '-c c.txt', files: { 'c.txt': 'click[x]' }, expected: 'strict' },
  { text: '-c c.txt', files: { 'c.txt': './project' }, expected: 'strict' },
  { text: '-c c.txt', files: { 'c.txt': '-e ./project' }, expected: 'strict' },
];

/** Requirements files by hand, each with a name to find it by. */
export const cases: readonly (Case & { readonly title: string })[] = [...NAMES, ...LINES, ...OPTIONS, ...DIRECT, ...ENCODINGS, ...NESTED].map((each, index) => ({
  ...each,
  title: `${index}: ${JSON.stringify(typeof each.text === 'string' ? each.text : Buffer.from(each.text).toString('latin1')).slice(0, 120)}`,
}));
