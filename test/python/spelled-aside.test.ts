import { expect, test } from 'vitest';
import { read } from './reading.js';

const started = async (text: string) => (await read(`${text}\n`)).facts?.calls('process').map(({ text: words }) => words) ?? [];

test.each([
  ['a function in case there is no entry', 'import os\n{}.get("x", os.system)("touch leaf")'],
  ['a static one of others', 'import os\nclass A: go = staticmethod(os.system)\nA.go("touch leaf")'],
  ['a name that is given to all files', 'import builtins, os\nbuiltins.leaf = os.system\nleaf("touch leaf")'],
  ['the default of a lambda', 'import os\n(lambda line="touch leaf": os.system(line))()'],
  ['the guard of a case', 'import os\nmatch 1:\n    case x if os.system("touch leaf"): pass'],
  ['words that are joined for a shell', 'import os, shlex\nos.system(shlex.join(["touch", "leaf"]))'],
])('%s is called', async (_, text) => {
  expect(await started(text)).toEqual(['touch leaf']);
});

test.each([
  ['an entry that is there', 'import os\ndef f(line): pass\n{"x": f}.get("x", os.system)("touch leaf")'],
  ['what is given in the place of a default', 'import os\n(lambda line="touch leaf": os.system(line))("ls leaf")'],
])('%s goes before', async (_, text) => {
  expect(await started(text)).not.toContain('touch leaf');
});
