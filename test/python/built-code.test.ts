import { expect, test } from 'vitest';
import execOfDecodedData from '../../src/rules/exec-of-decoded-data.js';
import type { SourceFacts } from '../../src/core/facts/source-facts.js';
import { read } from './reading.js';

const facts = async (text: string): Promise<SourceFacts | null> => (await read(text)).facts;
const run = async (text: string): Promise<readonly string[]> => (await facts(text))?.flows({ from: 'decoder', to: 'exec' }).map(({ when }) => when) ?? [];
const found = async (text: string): Promise<readonly unknown[]> => {
  const known = await facts(text);
  return known === null ? [] : execOfDecodedData.check(known).map(({ severity, isStrong }) => [severity, isStrong]);
};

const CALL = 'ast.Expr(ast.Call(ast.Attribute(ast.Name("os", ast.Load()), "popen", ast.Load()), [ast.Constant(cmd)], []))';
const BUILD = `import ast\ndef build(cmd):\n    tree = ast.parse("import os")\n    tree.body.append(${CALL})\n    return ast.fix_missing_locations(tree)\n`;

test.each([
  ['put behind others', `${BUILD}exec(compile(build("undefined"), "<x>", "exec"))\n`],
  ['given by names', 'import ast\ncall = ast.Call(func=ast.Name(id="exec", ctx=ast.Load()), args=[ast.Constant(value=x)], keywords=[])\nexec(compile(ast.fix_missing_locations(ast.Module(body=[ast.Expr(value=call)], type_ignores=[])), "x", "exec"))\n'],
  ['of a module that is imported so', 'import ast\nmod = ast.Call(ast.Name("__import__", ast.Load()), [ast.Constant("os")], [])\neval(compile(ast.fix_missing_locations(ast.Expression(ast.Call(ast.Attribute(mod, "system", ast.Load()), [ast.Constant(x)], []))), "x", "eval"))\n'],
])('a call that starts something, built by hand and %s, runs on import', async (_, text) => {
  expect(await run(text)).toContain('import');
});

test.each([
  ['of an ordinary function', `${BUILD.replace('"os"', '"text"').replace('"popen"', '"strip"')}exec(compile(build("x"), "<x>", "exec"))\n`],
  ['that is only printed', `${BUILD}print(ast.unparse(build("x")))\nexec("a = 1")\n`],
])('a call %s is nothing of note', async (_, text) => {
  expect(await run(text)).toEqual([]);
});

test('a template that somebody has to call is no strong finding', async () => {
  expect(await found(`${BUILD}def render(x):\n    exec(compile(build(x), "<x>", "exec"))\n`)).toEqual([['low', false]]);
});

test('a parsed text that is run is read like any other', async () => {
  const known = await facts('import ast\nexec(compile(ast.parse("import os; os.system(\'undefined\')"), "x", "exec"))\n');
  expect(known?.calls('process').map(({ text }) => text)).toEqual(['undefined']);
});

const WALK = '().__class__.__base__.__subclasses__()';

test.each([
  ['in a loop', `def find(n):\n    for c in ${WALK}:\n        if c.__name__ == n:\n            return c\nfind("nepoP"[::-1])(["undefined", "x"])\n`],
  ['in a list', `[c for c in ${WALK} if c.__name__ == "Popen"][0](["undefined", "x"])\n`],
  ['as the first of many', `next(c for c in object.__subclasses__() if "Popen" == c.__name__)(["undefined", "x"])\n`],
])('a class of Python that is picked by its name %s is the one of that name', async (_, text) => {
  expect((await facts(text))?.calls('process').map(({ text: line }) => line)).toContain('undefined x');
});

test('a class that is picked by another name starts nothing', async () => {
  expect((await facts(`import subprocess\n[c for c in Base.__subclasses__() if c.__name__ == "Json"][0](["undefined", "x"])\n`))?.calls('process')).toEqual([]);
});
