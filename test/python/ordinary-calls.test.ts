import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { factLists } from '../../src/python/facts.js';
import { interpret } from '../../src/python/flow/interpret.js';
import type { SyntaxNode } from '../../src/python/syntax/node.js';
import { parseQuickly } from '../../src/python/syntax/quick/parse-quickly.js';

// Every name in the source of the readings and of their vocabulary, so that a new reading is tried as soon as it is written.
const SOURCES = ['src/python/flow', 'src/python/vocabulary'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => readFileSync(`${folder}/${file}`, 'utf8')));
const QUOTED = /'([A-Za-z_]\w*(?:\.\w+|\(\))*)'/g;
const IN_PATTERN = /\b[A-Za-z_]\w*(?:\.\w+)+/g;
const NAMES = [...new Set(SOURCES.flatMap((text) => [...[...text.matchAll(QUOTED)].map(([, name]) => name ?? ''), ...(text.replaceAll('\\.', '.').replaceAll(/\(\?:(?=\w)/g, '').match(IN_PATTERN) ?? [])]))].toSorted();

// What readings look for in what a call is given: texts, paths, modes, codes, functions, decoded data and lists of them.
const GIVEN = [
  '', 'given', '"/etc/passwd", "w"', '"~/.ssh/id_rsa"', '"A"', '65', '[104, 105]', 'chr, [104, 105]', 'own, [given]', 'target=own, args=(given,)', 'base64.b64decode(given), base64.b64decode("cm0gLXJm")',
  'os, "system"', 'os, "run", own', '"system"', '["sh", "-c", given]', '"https://x.invalid/a", "/tmp/a.py"', 'own, "a"', 'os.environ["USER"], "HOME"', '"a", "b"', 'open("a.txt"), open("b.py", "w")',
];

const program = (name: string): string =>
  [`import base64, os, ${/^[A-Za-z_]\w*/.exec(name)?.[0] ?? ''}`, 'def own(value):\n  os.system(value)\n  return value', ...GIVEN.map((given, index) => `r${index} = ${name}(${given})`)].join('\n');

// A name that is a word of Python's grammar cannot be called.
const TREES = NAMES.flatMap((name) => {
  const tree = parseQuickly(`${program(name)}\n`);
  return tree === null ? [] : [{ name, tree }];
});

function reading(tree: SyntaxNode, readsAll: boolean): string {
  const { run } = interpret(tree, 'install', { readsAll });
  return JSON.stringify({ lists: factLists(run, false), writes: run.recording.writes, names: [...run.module.names], returned: [...run.functions.values()].map((info) => [info.returned, ...info.values]) });
}

test('there are calls of many names to try', () => {
  expect(TREES.length).toBeGreaterThan(500);
});

test('the short way of a call that means nothing comes to what all readings of it come to', () => {
  const differing = TREES.filter(({ tree }) => reading(tree, false) !== reading(tree, true));
  expect(differing.map(({ name }) => name)).toEqual([]);
});
