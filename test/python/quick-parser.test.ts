import { expect, test } from 'vitest';
import { loadPythonParser } from '../../src/python/parser.js';
import type { PythonParser } from '../../src/python/python-parser.js';
import { decodeSource } from '../../src/python/source-text.js';
import type { SyntaxNode } from '../../src/python/syntax/node.js';
import { unreadableSyntax } from '../../src/python/syntax/unreadable.js';
import { parseQuickly } from '../../src/python/syntax/quick/parse-quickly.js';
import { realFiles } from './real-files.js';
import { WASM_FILES } from './reading.js';

const full = loadPythonParser({ ...WASM_FILES, backend: 'wasm' });

// tree-sitter lets a statement that holds others reach up to a comment behind it, and the module begin with its first statement. Nothing asks for either.
const HOLDS_STATEMENTS = /^(?:module|block|decorator|decorated_definition|(?:if|for|while|try|with|match)_statement|(?:elif|else|except|finally|case)_clause|(?:function|class)_definition)$/;

const shape = (node: SyntaxNode): unknown[] => [
  node.type,
  node.field,
  ...(node.type === 'module' ? [] : [node.start, node.line]),
  ...(HOLDS_STATEMENTS.test(node.type) ? [] : [node.end]),
  node.children.map(shape),
];

const sameShape = (text: string, quick: SyntaxNode, parser: PythonParser): boolean => JSON.stringify(shape(quick)) === JSON.stringify(shape(parser.parse(text)));

const UNDERSTOOD: readonly string[] = [
  'x = 1', 'x: int = 1', 'x: List[int] | None = 3', 'x: A[int] | B[c] | None', 'x: A[int] | B | None', 'x = y = a, b', 'a, b = c', 'a, *b = c', '(a, b), [c, d.e] = f', 'x += 1, 2', 'x[1:2, ::3, a] = y[:]',
  'a.b(c, *d, e=f, **g)', 'f(x for x in y if z)', 'f(*a or b)', '[x async for x in y for z in x if a if b]', '{a: b, **c}', '{a: b for a, b in c}', '{a, b}', '{a for a in b}', '()', '(yield a)', 'lambda: (yield)', '{*a, b}', '[*a, b]', '[*a.b, c]', '(*a.b(), c)', 'with (a as b, c as d): pass', 'with (a as b, c,): pass', 'with (a, b): pass', 'with (\n  a(b),\n  c.d,\n): pass', '(a,)', '(a)', '[]', '{}',
  'a or b and not c in d is not e not in f', '-a ** -b ** c + ~d', 'a | b ^ c & d << e @ f // g', 'x if y else z if a else b', 'lambda a, *b, c=1, **d: a', 'lambda: 0', '(y := f(x))', 'a < b <= c != d',
  'await x ** 2', '"a" \'b\' """c\nd"""', String.raw`x = '\n\x41\u00e9\q' + b'\u00e9\x41' + r'\'a' + u'\N{BULLET}' + 'a\
b'`, 'f"a{{b{x!r:>{w}.{p}}c}}{y=}{a, b}{c:%H}"', "f'{d[\"k\"]}' rb'x' Rb\"y\"", '1_000, 0xFF, 0o7, 0b1, 1j, 1., .5, 1e-5, 1.5E3j', 'None, True, False, ...',
  'import a, b.c as d', 'from . import a', 'from ..a.b import (c as d, e,)', 'from a import *', 'from __future__ import annotations', 'return', 'yield', 'x = yield from y', 'yield a, b', 'del a, b[c]',
  'raise A(b) from c', 'assert a, b', 'global a, b', 'pass; break; continue;', 'if a: b\nelif c: d\nelse:\n  e', 'for a, b in c, d:\n  pass\nelse:\n  pass', 'while a:\n  b\nelse:\n  c',
  'try:\n  a\nexcept A as e:\n  b\nexcept (A, B):\n  c\nexcept:\n  d\nelse:\n  e\nfinally:\n  f', 'with a as b, c() as (d, e.f): g', 'async def f():\n  async with a as b:\n    async for c in d:\n      pass',
  '@a\n@b.c(d)\nclass E(F, metaclass=G):\n  """doc"""\n  @h\n  def i(self, a: int, /, b: Dict[str, int] = None, *c: d, e, f=1, **g) -> Tuple[int, ...]:\n    # c\n    return\n', 'class A: pass', 'def f(a, *, b): return a',
  'with (a): pass', 'with (a as b): pass', 'with (\n  a.b(c) as d,\n  e\n): pass', 'with (a or b) as c: pass', 'with (a).b as c, d: pass', 'with (a) as b, c: pass', 'with (x or y).z(): pass', 'with (a if b else c): pass', 'with (\n  a.b(c) as d\n): pass', 'async with (a as b): pass',
  'match a:\n  case b: pass', 'match a:  # c\n  # d\n  case b.c: pass\n  # e\n  case [x, *_, y] if x > 1: pass\n  case {"a": 1, **rest}: z\n  case A(b, c=d) as e: z\n  case None | True | -1 | "a" "b" | 1+2j: z\n  case _:\n    z\nx',
  'match a, b:\n  case (x): pass\n  case x, y: pass\n  case x,: pass\n  case (x, y): pass\n  case []: pass\n  case (): pass\n  case a.b.C(): pass\n  case A(b=1,): pass\n  case [*r]: pass\n  case *r, a: pass\n  case {}: z\n  case str() as s: z\n  case (A() | B()) as c: z',
  'match a,:\n  case -1: pass\n  case -1 | 2.5: pass\n  case 1-2j: pass\n  case -1+2j: pass\n  case {"a": b, b.c: _, **_}: pass\n  case A(x=_, y=-1, z=B() as w, v=C() | D()): pass\n  case (a as b): pass\n  case [A() | B(), (c, d)]: pass\n  case a if (b := c): pass\n  case b"x" | _: pass',
  'match(a)[b:]:\n  case 1: pass', 'match (x := a):\n case 1:\n  match b:\n   case 2: pass\n   case 3: pass\n case 4: pass', 'if a:\n  match b:\n    case c: pass\nelse: d', 'match(a)', 'match = 1', 'match[a]: b', 'case = match', 'match.case(a)', 'def f():\n  match a:\n    case 1: return 2\n  return 3',
  'if a:\n\tb\n\t\n# c\n\tif d:\n\t\te\nf', 'x = (a +\n# c\n  b)', 'x = a + \\\n  b', 'print(a)', 'exec(a)', '[*a.b]', '[*a().b[c]]', '[*a()[0], b]', '{*a()}', '[*a.b,]', '(*a[b],)', String.raw`r'\\' r"\"" r'\"' r'''\\''' rf'{a}\\'`, 'f"""{\n a\n}{b(\n c)}"""', 'f"{a: <5}{b: }"', 'match = type(x)', 'match(a).b', 'é = 1'.replace('é', 'e') + ' # é', 'x = "é𝒳" + y',
];

test.each(UNDERSTOOD)('is read as tree-sitter reads it: %j', async (text) => {
  const quick = parseQuickly(text);
  expect(quick && shape(quick)).toEqual(shape((await full).parse(text)));
});

test.each(['x = a, *[]', 'a, *b = c, *[d]', 'return a, *(b)', 'yield a, *(b or c)', 'for a in b, *[c]: pass', 'x[*(a, b)]', 'x[a, *(b for b in c)] = d', 'x: a[:, ::1] = b', 'def f(a: b[:]): pass'])('is read although tree-sitter does not: %j', async (text) => {
  expect(parseQuickly(text)).not.toBeNull();
  expect(unreadableSyntax((await full).parse(text))).not.toBeNull();
});

const LEFT_TO_TREE_SITTER: readonly string[] = [
  'é = 1', 'print "a"', 'print (a), b', 'exec "a"', 'x = (', 'x = )', 'x = "a', "x = 'a\nb'", 'if a:\nb', 'if a:\n    b\n  c', '  a = 1\nb', 'x = 1if y else z', 'type X = int', 'type(x).y = 1', 'with (a,): pass', 'with (a, b) as c: pass', 'with (a, b).c: pass', 'with a if b else c as d: pass', 'with (yield a): pass', 'match *a, b:\n  case 1: pass', 'match a:\n  case {-1: b}: pass', 'match a:\n  case b as c as d: pass', 'match a:\n  x', 'match a:\n  case ...: pass', 'match a: case 1: pass',
  'def f[T](a): pass', 'x = `a`', 'a <> b', 'raise A, b', 'except A, b: pass', 'f"{a', 'f"{a\n}"', String.raw`rf'\\{a}'`, 'f"{a:\'}"', 'f"}"', 'f"{a!}"', 't"a"', 'x = a b', '[*(a or b)]', '(a := b if c else d)', 'x = 1 2', 'f(a) = 1', 'a + b = c', 'try: a', 'x = $', 'x = "a\0b"', 'a\\ b', 'x = a;; b',
  `x = ${'('.repeat(500)}${')'.repeat(500)}`, `x = ${'-'.repeat(5000)}1`, `x = ${'not '.repeat(5000)}1`, Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}if a:\n`).join(''),
];

test.each(LEFT_TO_TREE_SITTER.map((text) => [text.slice(0, 40), text]))('is left to tree-sitter: %j', (_, text) => {
  expect(parseQuickly(text)).toBeNull();
});

test('a long number, a long name or a line of many that could begin a match costs no more than its length', () => {
  expect(parseQuickly('match;'.repeat(100_000))?.children).toHaveLength(100_000);
  expect(parseQuickly(`x = ${'1'.repeat(200_000)}`)?.children).toHaveLength(1);
  expect(parseQuickly(`x = 0x${'f_'.repeat(100_000)}`)).toBeNull();
  expect(parseQuickly(`x = ${'1_'.repeat(100_000)}z`)).toBeNull();
});

// The long form: `npm run compare:parsers` with DEPSEC_COMPARE_ARCHIVES naming a folder of wheels and source packages.
const corpus = process.env['DEPSEC_COMPARE_ARCHIVES'];

test('all Python files of the fixtures are read as tree-sitter reads them', { timeout: 3_600_000 }, async () => {
  const parser = corpus === undefined ? await full : await loadPythonParser({ ...WASM_FILES, backend: 'native' });
  const different: string[] = [];
  let [equal, left, misread] = [0, 0, 0];
  for await (const { path, bytes } of realFiles(corpus)) {
    const { text } = decodeSource(bytes);
    const quick = text === null ? null : parseQuickly(text);
    if (text === null || quick === null) left += 1;
    // Some of what Python takes is an error for tree-sitter, so there is nothing to compare with.
    else if (unreadableSyntax(parser.parse(text)) !== null) misread += 1;
    else if (sameShape(text, quick, parser)) equal += 1;
    else different.push(path);
  }
  if (corpus !== undefined) console.log(`${equal} files equal, ${left} left to tree-sitter, ${misread} that it misreads, ${different.length} different`);
  expect(different).toEqual([]);
  expect(equal).toBeGreaterThan(40);
});
