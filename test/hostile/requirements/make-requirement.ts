import type { Random } from '../random.js';

const NAMES = ['flask', 'Flask_SQL.alchemy', 'a', 'x1', 'zope.interface', 'A-B_c.d', '0', 'or', 'and', 'in', 'python_version'] as const;
const EXTRAS = ['a', 'B_c', 'x.y', 'socks', '1'] as const;
const RELEASES = ['1', '1.0', '2.31.0', '0', '1!2.0', '2024.1', 'v1.2', '1.0.0.0'] as const;
const SUFFIXES = ['', '', '', 'rc1', 'a1', '.b2', '.post1', '-1', '.dev3', 'rc1.post2.dev3', 'C2', '_pre'] as const;
const VARIABLES = ['python_version', 'python_full_version', 'os_name', 'sys_platform', 'platform_release', 'platform_system', 'platform_version', 'platform_machine', 'platform_python_implementation', 'implementation_name', 'implementation_version', 'extra'] as const;
const VALUES = ['"3.8"', "'3.12'", '"linux"', "'win32'", '""', '"a b"', "'cpython'", '"x\'y"'] as const;
const COMPARISONS = ['==', '!=', '<', '>', '<=', '>=', '~=', '===', 'in', 'not in', 'not  in'] as const;
const URLS = ['https://a.invalid/x.zip', 'https://u:p@a.invalid/x-1.tar.gz#sha256=00', 'git+https://a.invalid/x.git@v1', 'file:///a/b.whl', 'http://a.invalid/p?q=1', 'https://a.invalid/a%20b.zip#subdirectory=s'] as const;
const BLANKS = ['', '', '', ' ', '  ', '\t'] as const;

const several = (random: Random, most: number, make: () => string): readonly string[] => Array.from({ length: 1 + random.below(most) }, make);

function clause(random: Random): string {
  const blank = random.pick(BLANKS);
  const release = random.pick(RELEASES);
  return random.pick([
    () => `${random.pick(['<', '>', '<=', '>='])}${blank}${release}${random.pick(SUFFIXES)}`,
    () => `${random.pick(['==', '!='])}${blank}${release}${random.pick(['', '.*', '+local.1', random.pick(SUFFIXES)])}`,
    () => `~=${blank}${release}.${random.below(9)}${random.pick(SUFFIXES)}`,
    () => `===${blank}${random.pick(['1.0', 'anything-1', '2.0+x'])}`,
  ])();
}

function marker(random: Random, depth: number): string {
  const blank = random.pick([' ', '  ']);
  if (depth > 0 && random.chance(3)) return `(${random.pick(BLANKS)}${marker(random, depth - 1)}${random.pick(BLANKS)})`;
  if (depth > 0 && random.chance(2)) return `${marker(random, depth - 1)}${blank}${random.pick(['and', 'or'])}${blank}${marker(random, depth - 1)}`;
  const sides = [random.pick(VARIABLES), random.pick(VALUES)];
  return (random.chance(4) ? sides.toReversed() : sides).join(` ${random.pick(COMPARISONS)} `);
}

/** A requirement that PEP 508 allows. */
export function makeRequirement(random: Random): string {
  const gap = (): string => random.pick(BLANKS);
  const extras = random.chance(3) ? `${gap()}[${gap()}${several(random, 3, () => random.pick(EXTRAS)).join(`${gap()},${gap()}`)}${gap()}]` : '';
  const clauses = several(random, 3, () => clause(random)).join(`${gap()},${gap()}`);
  const url = random.chance(5);
  const versions = random.pick(['', `${gap()}${clauses}`, `${gap()}(${gap()}${clauses}${gap()})`]);
  const condition = random.chance(2) ? `${url ? ' ' : gap()};${url ? ' ' : gap()}${marker(random, 3)}` : '';
  return `${gap()}${random.pick(NAMES)}${extras}${url ? `${gap()}@ ${random.pick(URLS)}` : versions}${condition}${gap()}`;
}

const INSERTED = ['\n', '\r', '\0', ' ', '-', '--', '-r', ';', ',', '[', ']', '(', ')', '@', '#', '=', '<', '"', "'", '\\', '$', '`', '/', '..', ':', '*', '+', '!', '~', '\u00e9', '\u2010', '\u202e', '\u200b', '\ufeff', '\u0660', '\u017f', '\u212a', '\u2028', '\x85', '\xa0', '{', '%', '1', 'e', 'not', '.*', '.'] as const;

/** The same with a few characters changed, gone or moved. */
export function damaged(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const end = at + random.below(4);
  const once = random.pick([
    () => text.slice(0, at) + random.pick(INSERTED) + text.slice(at),
    () => text.slice(0, at) + text.slice(end),
    () => text.slice(0, at) + random.pick(INSERTED) + text.slice(end),
    () => text.slice(0, at) + text.slice(at, end) + text.slice(at),
    () => text.slice(0, at),
  ])();
  return random.chance(3) ? damaged(once, random) : once;
}
