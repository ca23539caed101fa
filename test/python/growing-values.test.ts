import { expect, test } from 'vitest';
import { interpret } from '../../src/python/flow/interpret.js';
import { loadPythonParser } from '../../src/python/parser.js';

const parser = loadPythonParser({ wasmRuntime: 'node_modules/web-tree-sitter/web-tree-sitter.wasm', wasmGrammar: 'data/grammar/tree-sitter-python.wasm' });

const lines = (count: number, line: (index: number) => string): string => Array.from({ length: count }, (_, index) => line(index)).join('\n');

// Values that double with each line: who follows them without a limit needs more memory or time than there is.
const GROWING: Readonly<Record<string, string>> = {
  'arguments handed on twice': `${lines(300, (index) => `def f${index}(*rest):\n    return f${index + 1}(*rest, *rest)`)}\ndef f300(*rest):\n    exec(rest[0])\nf0(input(), 2)\n`,
  'a list in itself twice': `x = [input()]\n${lines(300, () => 'x = [*x, *x]')}\nexec(x[0])\n`,
  'a text in itself twice': `x = input() + "{}"\n${lines(2_000, () => 'x = "{}%s".format(x) + x[1:] + x * 2')}\nexec(x)\n`,
};

test.each(Object.entries(GROWING))('%s is followed to the sink, and ends', async (_, text) => {
  const { run } = interpret((await parser).parse(text), 'import');
  expect(run.recording.calls.map(({ name }) => name)).toContain('exec');
});
